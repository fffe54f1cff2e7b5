package dev.rats4j.log;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static dev.rats4j.log.CoseReceiptTest.ENTRIES;
import static dev.rats4j.log.CoseReceiptTest.HEADERS;
import static dev.rats4j.log.CoseReceiptTest.KEY;
import static dev.rats4j.log.CoseReceiptTest.TREE;
import static dev.rats4j.log.CoseReceiptTest.assertField;
import static dev.rats4j.log.CoseReceiptTest.message;
import static dev.rats4j.log.CoseReceiptTest.proofs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ledgers of CCF, and headers of any receipt. */
class CcfReceiptTest {

    @Test
    void ccfLedgers() throws MalformedMessageException {
        Bytes entry = Bytes.of(9);
        CoseReceipt receipt = new LogValues(new Random(6)).ccfReceipt(entry);
        assertThat(receipt.structure()).isEqualTo(LogStructure.CCF_LEDGER_SHA256);
        VerifiedReceipt verified = receipt.verifyInclusion(CRYPTO, LogValues.LOG.publicKey(), entry)
                .orElseThrow();
        assertThat(verified.root()).isEqualTo(receipt.untrustedCcf().get(0).root());
        assertThat(verified.untrustedPlace()).isEmpty();
        assertThat(receipt.verifyInclusion(CRYPTO, LogValues.LOG.publicKey(), Bytes.of(8)))
                .isEmpty();
        Bytes hash = Cbor.bytes(MerkleHash.EMPTY_TREE);
        Bytes path = Cbor.array(Cbor.array(Cbor.bool(true), hash));
        assertCcf(Cbor.array(hash, Cbor.text(""), hash), path, "evidence of 0 bytes");
        assertCcf(Cbor.array(hash, Cbor.text("x".repeat(1025)), hash), path, "evidence of 1025 bytes");
        assertCcf(Cbor.array(hash, Cbor.text("x"), Cbor.bytes(entry)), path, "hash of 1 bytes");
        assertCcf(
                Cbor.array(hash, Cbor.text("x"), hash),
                Cbor.array(Collections.nCopies(65, Cbor.array(Cbor.bool(true), hash))),
                "more than 64 steps");
        assertField(
                () -> CoseReceipt.decode(message(2, TREE.head().root(), proofs(TREE.inclusionProof(5, 13)), false)),
                "ccf-inclusion-proof",
                "is ARRAY, not MAP");
    }

    private static void assertCcf(Bytes leaf, Bytes path, String detail) {
        Bytes proof = Cbor.map().put(1, leaf).put(2, path).encode();
        Bytes proofs = Cbor.map().put(-1, Cbor.array(Cbor.bytes(proof))).encode();
        assertField(
                () -> CoseReceipt.decode(message(2, TREE.head().root(), proofs, false)), "ccf-inclusion-proof", detail);
    }

    @Test
    void ccfProofsThatAreNone() {
        Bytes hash = Cbor.bytes(MerkleHash.EMPTY_TREE);
        Bytes leaf = Cbor.array(hash, Cbor.text("x"), hash);
        Bytes step = Cbor.array(Cbor.bool(true), hash);
        assertCcf(leaf, Cbor.array(Cbor.array(Cbor.bool(true))), "1 elements, at least 2");
        assertCcf(leaf, Cbor.array(Cbor.array(Cbor.integer(1), hash)), "is UNSIGNED, not BOOLEAN");
        assertCcf(leaf, Cbor.array(Cbor.array(Cbor.bool(true), Cbor.bytes(Bytes.of(1)))), "hash of 1 bytes");
        assertCcf(Cbor.array(hash, hash, hash), Cbor.array(step), "is BYTES, not TEXT");
        Bytes others =
                Cbor.map().put(1, leaf).put(2, Cbor.array(step)).put(3, hash).encode();
        Bytes good = Cbor.map().put(1, leaf).put(2, Cbor.array(step)).encode();
        Bytes consistency = Cbor.map().put(-2, Cbor.array(Cbor.bytes(good))).encode();
        Bytes extra = Cbor.map().put(-1, Cbor.array(Cbor.bytes(others))).encode();
        for (Bytes proofs : List.of(consistency, extra)) {
            assertThatThrownBy(() -> CoseReceipt.decode(message(2, TREE.head().root(), proofs, false)))
                    .isExactlyInstanceOf(MalformedMessageException.class);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CcfProof(MerkleHash.EMPTY_TREE, "", MerkleHash.EMPTY_TREE, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new CcfProof.Step(true, Bytes.of(1)));
    }

    private static CoseHeaders structure() {
        return CoseHeaders.builder().put(CoseReceipt.STRUCTURE, Cbor.integer(1)).build();
    }

    private static CoseHeaders inclusion() {
        return CoseHeaders.builder()
                .put(CoseReceipt.PROOFS, proofs(TREE.inclusionProof(5, 13)))
                .build();
    }

    private static void assertHeaders(CoseHeaders headers, String field, String detail) {
        assertField(
                () -> CoseReceipt.decode(
                        message(headers, inclusion(), TREE.head().root(), false)),
                field,
                detail);
    }

    @Test
    void headersHaveTheirTypes() {
        assertHeaders(
                structure().toBuilder().put(CoseHeaders.KID, Cbor.text("1")).build(),
                "receipt.kid",
                "is TEXT, not BYTES");
        assertHeaders(
                structure().toBuilder()
                        .put(CoseHeaders.CWT_CLAIMS, Cbor.array())
                        .build(),
                "receipt.claims",
                "is ARRAY, not MAP");
        Bytes claims = Cbor.map().put(1, Cbor.integer(1)).encode();
        assertHeaders(
                structure().toBuilder().put(CoseHeaders.CWT_CLAIMS, claims).build(),
                "receipt.claims.iss",
                "is UNSIGNED, not TEXT");
    }

    @Test
    void labelsThatAreProcessedMayBeCritical() throws MalformedMessageException {
        CoseHeaders critical = HEADERS.toBuilder()
                .put(CoseReceipt.STRUCTURE, Cbor.integer(1))
                .put(CoseHeaders.CRIT, Cbor.array(Cbor.integer(15), Cbor.integer(395)))
                .build();
        CoseReceipt receipt =
                CoseReceipt.decode(message(critical, inclusion(), TREE.head().root(), false));
        assertThat(receipt.verifyInclusion(CRYPTO, KEY, ENTRIES.get(5))).isPresent();
        CoseHeaders unknown = structure().toBuilder()
                .put(CoseHeaders.CRIT, Cbor.array(Cbor.integer(4)))
                .put(CoseHeaders.KID, Cbor.bytes(Bytes.of(1)))
                .build();
        assertHeaders(unknown, "COSE_Sign1.crit", "4 is not understood, or not there");
    }
}
