package dev.rats4j.tpm.ek;

import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.structures.Tpm2b;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.Date;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EkCertificateTest {

    private static final Bytes DER = EkVectors.good().request().ekCertificate();

    private static Bytes headed(Bytes der, int size) {
        return Bytes.concat(Bytes.fromHex("100100"), Tpm2b.u16(size), Bytes.fromHex("1002"), der);
    }

    private static Bytes times(int value, int count) {
        byte[] bytes = new byte[count];
        java.util.Arrays.fill(bytes, (byte) value);
        return Bytes.copyOf(bytes);
    }

    private static void refused(Bytes message) {
        assertThatThrownBy(() -> EkCertificate.decode(message)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("T-17 what is verified are the bytes as received, without header and padding")
    void headerAndPaddingAreCutOff() throws Exception {
        EkCertificate plain = EkCertificate.decode(DER);
        assertThat(plain.header()).isFalse();
        assertThat(plain.padding()).isZero();
        for (int fill : new int[] {0, 0xff, 0x11}) {
            EkCertificate padded = EkCertificate.decode(Bytes.concat(DER, times(fill, 300)));
            assertThat(padded.padding()).isEqualTo(300);
            assertThat(padded.der()).isEqualTo(DER);
        }
        EkCertificate headed = EkCertificate.decode(Bytes.concat(headed(DER, DER.length() + 2), times(0xff, 9)));
        assertThat(headed.header()).isTrue();
        assertThat(headed.padding()).isEqualTo(9);
        assertThat(Bytes.copyOf(headed.certificate().getEncoded())).isEqualTo(DER);
        assertThat(headed.publicKey(CRYPTO)).isEqualTo(EkVectors.RSA.publicKey());
    }

    @Test
    @DisplayName("T-17 other bytes around a certificate are not repaired")
    void otherBytesAreRefused() throws Exception {
        refused(Bytes.concat(DER, Bytes.of(0, 0, 1)));
        refused(Bytes.concat(DER, Bytes.of(0, 0xff)));
        refused(Bytes.concat(Bytes.of(0), DER));
        refused(headed(DER, DER.length() + 1));
        refused(headed(DER, DER.length() + 3));
        refused(headed(DER, 0xffff));
        refused(Bytes.concat(
                Bytes.fromHex("100101"), headed(DER, DER.length() + 2).slice(3, DER.length() + 7)));
        refused(Bytes.concat(Bytes.fromHex("100100"), Tpm2b.u16(DER.length() + 2), Bytes.fromHex("1003"), DER));
        for (int end = 0; end < DER.length(); end++) {
            refused(DER.slice(0, end));
        }
        assertThat(EkCertificate.decode(headed(DER, DER.length() + 2)).padding())
                .isZero();
    }

    @Test
    @DisplayName("T-17 a length that is not written the shortest way is refused")
    void berIsRefused() {
        Bytes indefinite = Bytes.concat(Bytes.of(0x30, 0x80), DER.slice(4, DER.length()), Bytes.of(0, 0));
        refused(indefinite);
        Bytes longer = Bytes.concat(Bytes.of(0x30, 0x83, 0), DER.slice(2, DER.length()));
        refused(longer);
    }

    private static ASN1ObjectIdentifier attribute(int number) {
        return new ASN1ObjectIdentifier("2.23.133.2." + number);
    }

    private static GeneralNames names(Object... attributes) {
        X500NameBuilder name = new X500NameBuilder();
        for (int i = 0; i < attributes.length; i += 2) {
            ASN1Encodable value = new DERUTF8String((String) attributes[i + 1]);
            name.addRDN(attribute((Integer) attributes[i]), value);
        }
        return new GeneralNames(new GeneralName(name.build()));
    }

    @Test
    void theTpmIsDescribedByItsAttributes() {
        TpmModel model =
                TpmModel.of(names(1, "id:49465800", 2, "SLB9670", 3, "id:073f")).orElseThrow();
        assertThat(model.vendor()).isEqualTo(Bytes.fromHex("49465800"));
        assertThat(model.vendorName()).isEqualTo("IFX");
        assertThat(model.model()).isEqualTo("SLB9670");
        assertThat(model.version()).isEqualTo(Bytes.fromHex("073f"));
        assertThat(TpmModel.of(names(1, "id:00001014", 2, "swtpm", 3, "id:20240125"))
                        .orElseThrow()
                        .vendorName())
                .isEqualTo("00001014");
    }

    @Test
    void otherAttributesDescribeNothing() {
        assertThat(TpmModel.of(names(1, "id:49465800", 2, "x"))).isEmpty();
        assertThat(TpmModel.of(names(1, "id:49465800", 3, "id:01"))).isEmpty();
        assertThat(TpmModel.of(names(2, "x", 3, "id:01"))).isEmpty();
        assertThat(TpmModel.of(names(1, "49465800", 2, "x", 3, "id:01"))).isEmpty();
        assertThat(TpmModel.of(names(1, "id:4946580", 2, "x", 3, "id:01"))).isEmpty();
        assertThat(TpmModel.of(names(1, "id:494658", 2, "x", 3, "id:01"))).isEmpty();
        assertThat(TpmModel.of(names(1, "id:49465800", 2, "x", 3, "id:zz"))).isEmpty();
        assertThat(TpmModel.of(names(1, "id:49465800", 1, "id:49465801", 2, "x", 3, "id:01")))
                .isEmpty();
        assertThat(TpmModel.of(new GeneralNames(new GeneralName(GeneralName.dNSName, "example.com"))))
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new TpmModel(Bytes.of(1), "x", Bytes.of(1)));
    }

    @Test
    void aCertificateWithoutNamesDescribesNothing() throws Exception {
        assertThat(EkCertificate.decode(DER).model()).isEqualTo(Optional.empty());
    }

    @Test
    void keysAreComparedByValue() throws Exception {
        assertThat(CanonicalKey.encode(EkCertificate.decode(DER).publicKey(CRYPTO)))
                .isEqualTo(CanonicalKey.encode(EkVectors.RSA.publicKey()));
    }

    @Test
    @DisplayName("errors name the field and the byte at which it begins")
    void errorsHaveAPlace() {
        malformed(Bytes.concat(DER, Bytes.of(7, 7, 8)), "EkCertificate.padding", DER.length() + 2);
        malformed(headed(DER, DER.length() + 1), "EkCertificate", DER.length() + 7);
        malformed(headed(DER, DER.length() + 3), "TCG_PCCLIENT_STORED_CERT.certSize", 3);
        malformed(Bytes.fromHex("1001010000"), "TCG_PCCLIENT_STORED_CERT.certType", 2);
        malformed(Bytes.fromHex("10010000021003"), "TCG_FULL_CERT.tag", 5);
        malformed(Bytes.fromHex("10010000041002308100"), "Certificate", 7);
    }

    private static void malformed(Bytes message, String field, int offset) {
        assertThatThrownBy(() -> EkCertificate.decode(message))
                .isInstanceOfSatisfying(MalformedMessageException.class, e -> {
                    assertThat(e.field()).isEqualTo(field);
                    assertThat(e.offset()).isEqualTo(offset);
                });
    }

    @Test
    @DisplayName("T-14 a certificate is shown by its lengths only")
    void textsHaveTheLengthsOnly() throws Exception {
        assertThat(EkCertificate.decode(DER)).hasToString("EK certificate of " + DER.length() + " bytes, padding 0");
        assertThat(EkCertificate.decode(Bytes.concat(headed(DER, DER.length() + 2), times(0xff, 9))))
                .hasToString("EK certificate of " + DER.length() + " bytes after a header, padding 9");
        EkVectors.Vector good = EkVectors.good().withCertificate(DER);
        assertThat(new TpmEnrolment().decode(good.request().encode()))
                .hasToString("TPM enrolment request with EK certificate of " + DER.length() + " bytes, padding 0");
        assertThat(good.request()).hasToString("TPM enrolment request, certificate of " + DER.length() + " bytes");
    }

    private static EkCertificate named(ASN1Encodable alternativeNames) throws Exception {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Principal("CN=Manufacturer"),
                BigInteger.ONE,
                Date.from(SimulatedTpms.FROM),
                Date.from(SimulatedTpms.UNTIL),
                new X500Principal("CN=TPM"),
                EkVectors.RSA.publicKey());
        builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames);
        byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withRSA")
                        .build(SimulatedTpms.rsaKeys(3).getPrivate()))
                .getEncoded();
        return EkCertificate.decode(Bytes.copyOf(der));
    }

    @Test
    void theTpmIsDescribedByTheAlternativeNamesOfItsCertificate() throws Exception {
        assertThat(named(names(1, "id:49465800", 2, "SLB9670", 3, "id:073f")).model())
                .contains(new TpmModel(Bytes.fromHex("49465800"), "SLB9670", Bytes.fromHex("073f")));
        assertThat(named(new DERUTF8String("no names")).model()).isEmpty();
    }

    @Test
    void modelsHaveLimits() {
        String longest = "m".repeat(256);
        Bytes vendor = Bytes.fromHex("49465800");
        assertThat(TpmModel.of(names(1, "id:49465800", 2, longest, 3, "id:01")))
                .contains(new TpmModel(vendor, longest, Bytes.of(1)));
        assertThat(TpmModel.of(names(1, "id:49465800", 2, longest + "m", 3, "id:01")))
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new TpmModel(vendor, longest + "m", Bytes.of(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new TpmModel(vendor, "m", Bytes.EMPTY));
    }
}
