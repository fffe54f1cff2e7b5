package dev.rats4j.trust;

import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwEncoding;
import dev.rats4j.cmw.CmwExtension;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.cmw.SignedCmw;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BEROctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** id-pe-cmw in certificates that Bouncy Castle makes, and in DER that it writes. */
class CmwCertificateTest {

    private static final ASN1ObjectIdentifier ID = new ASN1ObjectIdentifier(CmwExtension.OID);
    private static final Cmw CMW =
            new CmwCollection(Optional.of("tag:x,2026:y"), Map.of(CborKey.of("é"), CmwRecord.of("a/b", Bytes.of(1))));

    private static Bytes der(ASN1Encodable value) {
        try {
            return Bytes.copyOf(value.toASN1Primitive().getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ASN1Encodable choice(CmwEncoding encoding, Cmw cmw) {
        return encoding == CmwEncoding.JSON
                ? new DERUTF8String(cmw.toJson().utf8())
                : new DEROctetString(cmw.toCbor().toByteArray());
    }

    @ParameterizedTest
    @EnumSource(CmwEncoding.class)
    @DisplayName("the extension of a certificate is read, as received, and written as Bouncy Castle writes it")
    void readsCertificates(CmwEncoding encoding) throws Exception {
        TestCertificate made = TestCertificate.leaf("Leaf")
                .with(ID, false, choice(encoding, CMW))
                .selfSigned();
        CmwExtension extension = CmwExtension.ofUntrusted(made.certificate()).orElseThrow();
        assertThat(extension.encoding()).isEqualTo(encoding);
        assertThat(extension.content()).isEqualTo(encoding.encode(CMW));
        assertThat(extension.untrustedCmw()).isEqualTo(CMW);
        assertThat(extension.encode()).isEqualTo(der(choice(encoding, CMW)));
        Bytes ours = CmwExtension.of(CMW, encoding).encode();
        assertThat(ours).isEqualTo(der(choice(encoding, CMW)));
        TestCertificate written = TestCertificate.leaf("Leaf")
                .with(ID, false, ASN1Primitive.fromByteArray(ours.toByteArray()))
                .selfSigned();
        assertThat(CmwExtension.ofUntrusted(written.certificate()).orElseThrow().untrustedCmw())
                .isEqualTo(CMW);
    }

    @Test
    @DisplayName("a certificate without the extension has none, and one where it is critical is refused")
    void refusesCritical() throws Exception {
        assertThat(CmwExtension.ofUntrusted(
                        TestCertificate.leaf("Leaf").selfSigned().certificate()))
                .isEmpty();
        TestCertificate critical = TestCertificate.leaf("Leaf")
                .with(ID, true, choice(CmwEncoding.CBOR, CMW))
                .selfSigned();
        assertRefused(
                () -> CmwExtension.ofUntrusted(critical.certificate()),
                "id-pe-cmw",
                0,
                "is critical, which it must not be");
    }

    @Test
    @DisplayName("a signed wrapper stands in an extension inside of a record")
    void holdsSigned() throws Exception {
        SignedCmw signed = SignedCmw.sign(CMW, SeededKeys.p256(1), SeededKeys.CRYPTO, SignedCmw.Form.COSE);
        Bytes value =
                CmwExtension.of(signed.toRecord(Set.of()), CmwEncoding.CBOR).encode();
        CmwRecord record = (CmwRecord) CmwExtension.decode(value).untrustedCmw();
        assertThat(record.wrappedSigned()
                        .orElseThrow()
                        .verify(SeededKeys.CRYPTO, SeededKeys.p256(1).publicKey()))
                .isPresent();
        Bytes bare = der(new DEROctetString(signed.bytes().toByteArray()));
        assertThatThrownBy(() -> CmwExtension.decode(bare)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("other choices, encodings that are not DER, and the wrong encoding of the wrapper are refused")
    void refuses() {
        Bytes cbor = CMW.toCbor();
        Bytes good = der(choice(CmwEncoding.CBOR, CMW));
        String neither = "is neither UTF8String nor OCTET STRING";
        assertRefused(() -> CmwExtension.decode(der(DERNull.INSTANCE)), "id-pe-cmw", 0, neither);
        for (int tag : new int[] {0x16, 0x30, 0x24, 0x2c, 0x80, 0xa0}) {
            Bytes other = new DerElement(tag, cbor).encode();
            assertRefused(() -> CmwExtension.decode(other), "id-pe-cmw", 0, neither);
        }
        assertRefused(() -> CmwExtension.decode(Bytes.EMPTY), "id-pe-cmw", 0);
        assertRefused(() -> CmwExtension.decode(Bytes.concat(good, Bytes.of(0))), "id-pe-cmw", good.length());
        assertRefused(
                () -> CmwExtension.decode(Bytes.concat(Bytes.of(4, 0x81, cbor.length()), cbor)), "id-pe-cmw.length", 1);
        assertRefused(() -> CmwExtension.decode(der(new BEROctetString(cbor.toByteArray()))), "id-pe-cmw.length", 1);
        for (Bytes content : new Bytes[] {CMW.toJson(), Bytes.EMPTY, Bytes.of(0xa0), Bytes.concat(cbor, Bytes.of(0))}) {
            Bytes value = new DerElement(DerElement.OCTET_STRING, content).encode();
            assertThatThrownBy(() -> CmwExtension.decode(value)).isInstanceOf(MalformedMessageException.class);
        }
        for (Bytes content : new Bytes[] {cbor, Bytes.ofUtf8("{}"), Bytes.of('[', '"', 0xff, '"', ']')}) {
            Bytes value = new DerElement(DerElement.UTF8_STRING, content).encode();
            assertThatThrownBy(() -> CmwExtension.decode(value)).isInstanceOf(MalformedMessageException.class);
        }
    }
}
