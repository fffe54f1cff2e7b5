package dev.rats4j.tpm.structures;

import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Structures at the limits of their fields, and where they are refused beyond them. */
class StructureLimitsTest {

    private static final Bytes CLOCK = Bytes.fromHex("0102030405060708" + "80000001" + "80000002");
    private static final Bytes FIRMWARE = Bytes.fromHex("8000000000000003");

    private static Bytes filled(int length) {
        return Bytes.fromHex("a5".repeat(length));
    }

    private static Bytes sized(Bytes content) {
        return Bytes.concat(Bytes.of(content.length() >> 8, content.length() & 0xff), content);
    }

    private static Bytes attest(int type, Bytes signer, Bytes extraData, int safe, Bytes attested) {
        return Bytes.concat(
                Bytes.fromHex("ff544347"),
                Bytes.of(type >> 8, type & 0xff),
                sized(signer),
                sized(extraData),
                CLOCK,
                Bytes.of(safe),
                FIRMWARE,
                attested);
    }

    private static Bytes quote(Bytes attested) {
        return attest(0x8018, Bytes.EMPTY, Bytes.EMPTY, 1, attested);
    }

    /** Magic, type, two empty fields, clock, counters, safe, firmware. */
    private static final int ATTESTED = 4 + 2 + 2 + 2 + 17 + 8;

    @Test
    @DisplayName("every field of TPMS_ATTEST is read from its place")
    void readsAttest() throws MalformedMessageException {
        Bytes message = attest(
                0x8018,
                Bytes.of(1, 2),
                Bytes.of(3),
                0,
                Bytes.fromHex("00000001" + "000b" + "03810180" + "0001" + "07"));
        TpmsAttest attest = TpmsAttest.decode(message);
        assertThat(attest)
                .isEqualTo(new TpmsAttest(
                        0xff544347L,
                        0x8018,
                        Bytes.of(1, 2),
                        Bytes.of(3),
                        new TpmsClockInfo(0x0102030405060708L, 0x80000001L, 0x80000002L, false),
                        0x8000000000000003L,
                        Optional.of(new TpmsQuoteInfo(
                                List.of(new TpmsPcrSelection(HashAlgorithm.SHA256, List.of(0, 7, 8, 23))),
                                Bytes.of(7))),
                        message));
        assertThat(TpmsAttest.decode(quote(Bytes.fromHex("000000000000")))
                        .clockInfo()
                        .safe())
                .isTrue();
    }

    @Test
    @DisplayName("of other attestations the attested part is not looked at")
    void readsOtherTypes() throws MalformedMessageException {
        TpmsAttest attest = TpmsAttest.decode(attest(0x8017, Bytes.EMPTY, Bytes.EMPTY, 1, filled(9)));
        assertThat(attest.type()).isEqualTo(0x8017);
        assertThat(attest.quote()).isEmpty();
    }

    @Test
    @DisplayName("TPMS_ATTEST is refused by the field that is too long, out of range or cut")
    void refusesAttest() throws MalformedMessageException {
        Bytes nothing = Bytes.fromHex("000000000000");
        assertThat(TpmsAttest.decode(attest(0x8018, filled(66), filled(66), 1, nothing))
                        .extraData())
                .isEqualTo(filled(66));
        assertRefused(
                () -> TpmsAttest.decode(attest(0x8018, filled(67), Bytes.EMPTY, 1, nothing)),
                "TPMS_ATTEST.qualifiedSigner",
                6,
                "67 bytes, at most 66");
        assertRefused(
                () -> TpmsAttest.decode(attest(0x8018, Bytes.EMPTY, filled(67), 1, nothing)),
                "TPMS_ATTEST.extraData",
                8,
                "67 bytes, at most 66");
        assertRefused(
                () -> TpmsAttest.decode(attest(0x8018, Bytes.EMPTY, Bytes.EMPTY, 2, nothing)),
                "TPMS_CLOCK_INFO.safe",
                26,
                "2 is neither NO nor YES");
        assertRefused(() -> TpmsAttest.decode(quote(Bytes.concat(nothing, filled(2)))), "TPMS_ATTEST", ATTESTED + 6);
        Map<Integer, String> cuts = Map.of(
                0, "TPMS_ATTEST.magic",
                5, "TPMS_ATTEST.type",
                7, "TPMS_ATTEST.qualifiedSigner.size",
                9, "TPMS_ATTEST.extraData.size",
                17, "TPMS_CLOCK_INFO.clock",
                21, "TPMS_CLOCK_INFO.resetCount",
                25, "TPMS_CLOCK_INFO.restartCount",
                26, "TPMS_CLOCK_INFO.safe",
                34, "TPMS_ATTEST.firmwareVersion",
                38, "TPML_PCR_SELECTION.count");
        cuts.forEach((length, field) -> assertThatThrownBy(
                        () -> TpmsAttest.decode(quote(nothing).slice(0, length)))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo(field)));
    }

    private static Bytes banks(int count) {
        return Bytes.concat(Bytes.of(0, 0, 0, count), Bytes.fromHex("000b0101".repeat(count)), Bytes.of(0, 0));
    }

    @Test
    @DisplayName("a quote has at most 16 banks, a digest of 64 bytes, and bitmaps of 32 PCRs")
    void refusesQuotes() throws MalformedMessageException {
        assertThat(TpmsAttest.decode(quote(banks(16))).quote().orElseThrow().pcrSelect())
                .hasSize(16);
        assertRefused(
                () -> TpmsAttest.decode(quote(banks(17))),
                "TPML_PCR_SELECTION.count",
                ATTESTED,
                "17 banks, at most 16");
        Bytes none = Bytes.of(0, 0, 0, 0);
        assertThat(TpmsAttest.decode(quote(Bytes.concat(none, sized(filled(64)))))
                        .quote()
                        .orElseThrow()
                        .pcrDigest())
                .isEqualTo(filled(64));
        assertRefused(
                () -> TpmsAttest.decode(quote(Bytes.concat(none, sized(filled(65))))),
                "TPMS_QUOTE_INFO.pcrDigest",
                ATTESTED + 4,
                "65 bytes, at most 64");
        Bytes wide = Bytes.fromHex("00000001" + "000b" + "04ffffffff" + "0000");
        assertThat(TpmsAttest.decode(quote(wide))
                        .quote()
                        .orElseThrow()
                        .pcrSelect()
                        .get(0)
                        .indexes())
                .isEqualTo(IntStream.range(0, 32).boxed().toList());
        assertRefused(
                () -> TpmsAttest.decode(quote(Bytes.fromHex("00000001" + "000b" + "05ffffffffff" + "0000"))),
                "TPMS_PCR_SELECTION.sizeofSelect",
                ATTESTED + 6,
                "5 bytes, at most 4");
        assertRefused(
                () -> TpmsAttest.decode(quote(Bytes.fromHex("00000001" + "0012" + "0101" + "0000"))),
                "TPMS_PCR_SELECTION.hash",
                ATTESTED + 4,
                "0x12 is not a known hash");
    }

    @Test
    @DisplayName("a selection covers what it names, and nothing if it names nothing")
    void tellsWhatIsSelected() {
        TpmsPcrSelection empty = new TpmsPcrSelection(HashAlgorithm.SHA384, List.of());
        TpmsPcrSelection some = new TpmsPcrSelection(HashAlgorithm.SHA256, List.of(1, 7));
        TpmsQuoteInfo nothing = new TpmsQuoteInfo(List.of(empty), Bytes.EMPTY);
        TpmsQuoteInfo both = new TpmsQuoteInfo(List.of(empty, some), Bytes.EMPTY);
        assertThat(nothing.selectsNothing()).isTrue();
        assertThat(new TpmsQuoteInfo(List.of(), Bytes.EMPTY).selectsNothing()).isTrue();
        assertThat(both.selectsNothing()).isFalse();
        assertThat(both.selects(HashAlgorithm.SHA256, 7)).isTrue();
        assertThat(both.selects(HashAlgorithm.SHA256, 6)).isFalse();
        assertThat(both.selects(HashAlgorithm.SHA384, 7)).isFalse();
    }

    @Test
    @DisplayName("values are hashed in the order of the selection; one that is missing leaves nothing")
    void hashesValues() {
        Digest one = HashAlgorithm.SHA256.digest(Bytes.of(1));
        Digest seven = HashAlgorithm.SHA256.digest(Bytes.of(7));
        Digest sha1 = HashAlgorithm.SHA1.digest(Bytes.of(9));
        PcrValues values = new PcrValues(
                Map.of(HashAlgorithm.SHA256, Map.of(7, seven, 1, one), HashAlgorithm.SHA1, Map.of(9, sha1)));
        TpmsPcrSelection first = new TpmsPcrSelection(HashAlgorithm.SHA256, List.of(1, 7));
        TpmsPcrSelection second = new TpmsPcrSelection(HashAlgorithm.SHA1, List.of(9));
        assertThat(new TpmsQuoteInfo(List.of(first, second), Bytes.EMPTY).digestOf(values, HashAlgorithm.SHA384))
                .contains(HashAlgorithm.SHA384
                        .digest(one.value(), seven.value(), sha1.value())
                        .value());
        assertThat(new TpmsQuoteInfo(List.of(second, first), Bytes.EMPTY).digestOf(values, HashAlgorithm.SHA256))
                .contains(HashAlgorithm.SHA256
                        .digest(sha1.value(), one.value(), seven.value())
                        .value());
        TpmsPcrSelection missing = new TpmsPcrSelection(HashAlgorithm.SHA1, List.of(9, 10));
        assertThat(new TpmsQuoteInfo(List.of(first, missing), Bytes.EMPTY).digestOf(values, HashAlgorithm.SHA256))
                .isEmpty();
    }

    @Test
    @DisplayName("signatures are read up to the longest keys; r and s are not for RSA")
    void readsSignatures() throws MalformedMessageException {
        Bytes rsassa = Bytes.fromHex("0014000b");
        TpmtSignature rsa = TpmtSignature.decode(Bytes.concat(rsassa, sized(filled(2048))));
        assertThat(rsa)
                .isEqualTo(new TpmtSignature(
                        TpmtSignature.Scheme.RSASSA, HashAlgorithm.SHA256, filled(2048), Bytes.EMPTY));
        assertThat(rsa.value(Optional.empty())).contains(filled(2048));
        assertRefused(
                () -> TpmtSignature.decode(Bytes.concat(rsassa, sized(filled(2049)))),
                "TPMS_SIGNATURE_RSA.sig",
                4,
                "2049 bytes, at most 2048");
        assertRefused(
                () -> TpmtSignature.decode(Bytes.concat(rsassa, sized(filled(8)), filled(1))), "TPMT_SIGNATURE", 14);
        Bytes ecdsa = Bytes.fromHex("0018000c");
        TpmtSignature ec = TpmtSignature.decode(Bytes.concat(ecdsa, sized(filled(128)), sized(filled(127))));
        assertThat(ec)
                .isEqualTo(
                        new TpmtSignature(TpmtSignature.Scheme.ECDSA, HashAlgorithm.SHA384, filled(128), filled(127)));
        assertThat(ec.value(Optional.of(EllipticCurve.P521))).isEmpty();
        assertRefused(
                () -> TpmtSignature.decode(Bytes.concat(ecdsa, sized(filled(129)), sized(filled(1)))),
                "TPMS_SIGNATURE_ECC.r",
                4,
                "129 bytes, at most 128");
        assertRefused(
                () -> TpmtSignature.decode(Bytes.concat(ecdsa, sized(filled(1)), sized(filled(129)))),
                "TPMS_SIGNATURE_ECC.s",
                7,
                "129 bytes, at most 128");
        assertRefused(
                () -> TpmtSignature.decode(Bytes.fromHex("001a000b0000")),
                "TPMT_SIGNATURE.sigAlg",
                0,
                "0x1a is not RSASSA, RSAPSS or ECDSA");
        assertRefused(
                () -> TpmtSignature.decode(Bytes.fromHex("001400120000")),
                "TPMT_SIGNATURE.hash",
                2,
                "0x12 is not a known hash");
    }

    @Test
    @DisplayName("r and s are padded to the curve's length, and there is no curve, no value")
    void padsSignatures() {
        TpmtSignature signature =
                new TpmtSignature(TpmtSignature.Scheme.ECDSA, HashAlgorithm.SHA256, Bytes.of(1), filled(32));
        assertThat(signature.value(Optional.of(EllipticCurve.P256)))
                .contains(Bytes.concat(Bytes.copyOf(new byte[31]), Bytes.of(1), filled(32)));
        assertThat(signature.value(Optional.empty())).isEmpty();
    }

    @Test
    @DisplayName("schemes have the numbers of the TCG registry and mean operations")
    void namesSchemes() {
        assertThat(TpmtSignature.Scheme.values())
                .extracting(TpmtSignature.Scheme::id, TpmtSignature.Scheme::operation)
                .containsExactly(
                        tuple(0x14, Operation.RSASSA_PKCS1),
                        tuple(0x16, Operation.RSASSA_PSS),
                        tuple(0x18, Operation.ECDSA));
    }

    @Test
    @DisplayName("hashes have the numbers of the TCG registry, both ways")
    void namesHashes() {
        Map<HashAlgorithm, Integer> numbers = Map.of(
                HashAlgorithm.SHA1, 0x04,
                HashAlgorithm.SHA256, 0x0b,
                HashAlgorithm.SHA384, 0x0c,
                HashAlgorithm.SHA512, 0x0d,
                HashAlgorithm.SHA3_256, 0x27,
                HashAlgorithm.SHA3_384, 0x28,
                HashAlgorithm.SHA3_512, 0x29);
        assertThat(numbers).hasSize(TpmHash.values().length);
        numbers.forEach((hash, number) -> {
            assertThat(TpmHash.id(hash)).isEqualTo(number);
            assertThat(TpmHash.of(number)).contains(hash);
            assertThat(TpmHash.valueOf(hash.name()).algorithm()).isEqualTo(hash);
            assertThat(TpmHash.valueOf(hash.name()).id()).isEqualTo(number);
        });
        assertThat(TpmHash.of(0x12)).isEmpty();
        assertThat(TpmHash.of(0x1_0000_000bL)).isEmpty();
    }

    @Test
    @DisplayName("T-07 an attestation key lacks none of its attributes, and each that is missing is named")
    void namesMissingAttributes() {
        long good = 1 << 1 | 1 << 4 | 1 << 5 | 1 << 16 | 1 << 18;
        assertThat(new TpmaObject(good).missingForAttestation()).isEmpty();
        Map<Integer, String> names = Map.of(
                1,
                "fixedTPM",
                4,
                "fixedParent",
                5,
                "sensitiveDataOrigin",
                16,
                "restricted",
                18,
                "sign",
                17,
                "decrypt clear");
        names.forEach((bit, name) -> assertThat(new TpmaObject(good ^ 1L << bit).missingForAttestation())
                .containsExactly(name));
        assertThat(new TpmaObject(0).missingForAttestation())
                .containsExactly("fixedTPM", "fixedParent", "sensitiveDataOrigin", "restricted", "sign");
    }
}
