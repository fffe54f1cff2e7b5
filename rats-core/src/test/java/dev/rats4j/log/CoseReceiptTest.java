package dev.rats4j.log;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoseReceiptTest {

    static final Signer LOG = SeededKeys.p256(11);
    static final PublicKey KEY = LOG.publicKey();
    static final List<Bytes> ENTRIES = NaiveMerkle.entries(13);
    static final MerkleTree TREE = NaiveMerkle.tree(ENTRIES);
    static final CoseHeaders HEADERS = CoseHeaders.builder()
            .put(CoseHeaders.KID, Cbor.bytes(Bytes.of(7)))
            .put(
                    CoseHeaders.CWT_CLAIMS,
                    Cbor.map().put(1, Cbor.text("https://log.example")).encode())
            .build();

    private static CoseReceipt receipt(int... indexes) {
        List<InclusionProof> proofs = new ArrayList<>();
        for (int index : indexes) {
            proofs.add(TREE.inclusionProof(index, 13));
        }
        return CoseReceipt.ofInclusion(CRYPTO, LOG, HEADERS, TREE.head().root(), proofs);
    }

    @Test
    void verifiedSaysWhichKeyAndWhichRoot() throws MalformedMessageException {
        CoseReceipt receipt = CoseReceipt.decode(receipt(5).bytes());
        assertThat(receipt.structure()).isEqualTo(LogStructure.RFC9162_SHA256);
        assertThat(receipt.untrustedKeyId()).contains(Bytes.of(7));
        assertThat(receipt.untrustedIssuer()).contains("https://log.example");
        assertThat(receipt.untrustedInclusion()).containsExactly(TREE.inclusionProof(5, 13));
        assertThat(receipt).hasToString("receipt of " + receipt.bytes().length() + " bytes");
        VerifiedReceipt verified =
                receipt.verifyInclusion(CRYPTO, KEY, ENTRIES.get(5)).orElseThrow();
        assertThat(verified.root()).isEqualTo(TREE.head().root());
        assertThat(verified.proof().key()).isEqualTo(KEY);
        assertThat(verified.untrustedPlace()).contains(TREE.inclusionProof(5, 13));
        assertThat(verified.issuer()).contains("https://log.example");
        assertThat(receipt.verifyConsistency(CRYPTO, KEY, TREE.head(5))).isEmpty();
    }

    @Test
    void otherEntriesAndOtherKeys() {
        CoseReceipt receipt = receipt(5);
        for (int i = 0; i < 13; i++) {
            assertThat(receipt.verifyInclusion(CRYPTO, KEY, ENTRIES.get(i)).isPresent())
                    .isEqualTo(i == 5);
        }
        assertThat(receipt.verifyInclusion(CRYPTO, SeededKeys.p256(12).publicKey(), ENTRIES.get(5)))
                .isEmpty();
        assertThat(receipt.verifyInclusion(CRYPTO, SeededKeys.ed25519(12).publicKey(), ENTRIES.get(5)))
                .isEmpty();
    }

    @Test
    void everyBitCounts() {
        LogValues values = new LogValues(new Random(5));
        Bytes entry = Bytes.of(1, 2, 3);
        for (CoseReceipt receipt : List.of(values.inclusionReceipt(entry), values.ccfReceipt(entry))) {
            byte[] bytes = receipt.bytes().toByteArray();
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                byte[] changed = bytes.clone();
                changed[bit / 8] ^= (byte) (1 << (bit % 8));
                try {
                    assertThat(CoseReceipt.decode(Bytes.copyOf(changed))
                                    .verifyInclusion(CRYPTO, LogValues.LOG.publicKey(), entry))
                            .as("bit " + bit)
                            .isEmpty();
                } catch (MalformedMessageException e) {
                    assertThat(e.offset()).isBetween(0, bytes.length);
                }
            }
        }
    }

    @Test
    @DisplayName("T-86 a good proof does not cover for a bad one")
    void severalProofsAllCount() {
        assertThat(receipt(5, 5).verifyInclusion(CRYPTO, KEY, ENTRIES.get(5))).isPresent();
        assertThat(receipt(5, 6).verifyInclusion(CRYPTO, KEY, ENTRIES.get(5))).isEmpty();
        assertThat(receipt(6, 5).verifyInclusion(CRYPTO, KEY, ENTRIES.get(5))).isEmpty();
    }

    @Test
    void proofsAreNotExchanged() throws MalformedMessageException {
        MerkleTree other = NaiveMerkle.tree(ENTRIES.subList(0, 12));
        CoseReceipt inOther = CoseReceipt.ofInclusion(
                CRYPTO, LOG, HEADERS, other.head().root(), List.of(other.inclusionProof(5, 12)));
        assertThat(inOther.verifyInclusion(CRYPTO, KEY, ENTRIES.get(5))).isPresent();
        Bytes swapped = message(1, TREE.head().root(), proofs(other.inclusionProof(5, 12)), false);
        assertThat(CoseReceipt.decode(swapped).verifyInclusion(CRYPTO, KEY, ENTRIES.get(5)))
                .isEmpty();
    }

    static Bytes proofs(InclusionProof... proofs) {
        return ReceiptProofs.ofInclusion(List.of(proofs)).encode();
    }

    /** A receipt of any content, signed over this root, which it carries or not. */
    static Bytes message(int structure, Bytes root, Bytes proofs, boolean attached) throws MalformedMessageException {
        return message(
                CoseHeaders.builder()
                        .put(CoseReceipt.STRUCTURE, Cbor.integer(structure))
                        .build(),
                CoseHeaders.builder().put(CoseReceipt.PROOFS, proofs).build(),
                root,
                attached);
    }

    static Bytes message(CoseHeaders headers, CoseHeaders unprotected, Bytes root, boolean attached)
            throws MalformedMessageException {
        Bytes message = CoseSign1.sign(CRYPTO, LOG, headers, unprotected, root);
        if (attached) {
            return message;
        }
        CborItem[] parts = CborItem.decode(message, CborProfile.DETERMINISTIC)
                .tagged(18, "message")
                .elements(4, 4, "message");
        return Cbor.tagged(18, Cbor.array(parts[0].encoded(), parts[1].encoded(), Cbor.nil(), parts[3].encoded()));
    }

    @Test
    @DisplayName("T-86 a signed root that the proof does not lead to is not believed")
    void anAttachedRootIsNotBelieved() throws MalformedMessageException {
        Bytes root = TREE.head().root();
        Bytes proof = proofs(TREE.inclusionProof(5, 13));
        CoseReceipt attached = CoseReceipt.decode(message(1, root, proof, true));
        assertThat(attached.verifyInclusion(CRYPTO, KEY, ENTRIES.get(5))).isPresent();
        assertThat(attached.verifyInclusion(CRYPTO, KEY, ENTRIES.get(4))).isEmpty();
        // the log signed this root, and the proof leads to another one
        CoseReceipt other = CoseReceipt.decode(message(1, TREE.head(12).root(), proof, true));
        assertThat(other.verifyInclusion(CRYPTO, KEY, ENTRIES.get(5))).isEmpty();
    }

    @Test
    void unknownStructuresAreNamed() {
        Bytes proof = proofs(TREE.inclusionProof(5, 13));
        assertField(
                () -> CoseReceipt.decode(message(3, TREE.head().root(), proof, false)),
                "receipt.structure",
                "3 is not supported");
        assertField(
                () -> CoseReceipt.decode(message(0, TREE.head().root(), proof, false)),
                "receipt.structure",
                "0 is not supported");
    }

    static void assertField(ThrowingCallable decoding, String field, String detail) {
        assertThatThrownBy(decoding)
                .isExactlyInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith(field + " at ")
                .hasMessageEndingWith(": " + detail);
    }

    @Test
    void headersHaveTheirPlaces() {
        Bytes root = TREE.head().root();
        Bytes proof = proofs(TREE.inclusionProof(5, 13));
        CoseHeaders proofs =
                CoseHeaders.builder().put(CoseReceipt.PROOFS, proof).build();
        CoseHeaders both =
                proofs.toBuilder().put(CoseReceipt.STRUCTURE, Cbor.integer(1)).build();
        assertRefused(
                () -> CoseReceipt.decode(message(CoseHeaders.NONE, both, root, false)),
                "receipt.structure",
                0,
                "is not in the protected header");
        assertRefused(
                () -> CoseReceipt.decode(message(both, CoseHeaders.NONE, root, false)),
                "receipt.proofs",
                0,
                "are not in the unprotected header");
        Bytes tagged = new LogValues(new Random(1)).inclusionReceipt(root).bytes();
        assertRefused(() -> CoseReceipt.decode(tagged.slice(1, tagged.length())), "COSE_Sign1", 0);
        assertRefused(
                () -> CoseReceipt.decode(message(
                        CoseHeaders.builder()
                                .put(CoseReceipt.STRUCTURE, Cbor.text("1"))
                                .build(),
                        proofs,
                        root,
                        false)),
                "receipt.structure",
                6);
    }

    @ParameterizedTest
    @ValueSource(ints = {-333, -222, -111, 13, 391, 392, 393})
    void labelsOfDraftsAreNamed(int label) throws MalformedMessageException {
        Bytes root = TREE.head().root();
        CoseHeaders structure = CoseHeaders.builder()
                .put(CoseReceipt.STRUCTURE, Cbor.integer(1))
                .build();
        CoseHeaders proofs = CoseHeaders.builder()
                .put(CoseReceipt.PROOFS, proofs(TREE.inclusionProof(5, 13)))
                .build();
        CborKey key = CborKey.of(label);
        Bytes inProtected =
                message(structure.toBuilder().put(key, Cbor.integer(1)).build(), proofs, root, false);
        Bytes inOther =
                message(structure, proofs.toBuilder().put(key, Cbor.integer(1)).build(), root, false);
        for (Bytes message : List.of(inProtected, inOther)) {
            assertThatThrownBy(() -> CoseReceipt.decode(message))
                    .isExactlyInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("label " + label + " of a draft: ");
        }
    }

    private static Bytes proof(Bytes... items) {
        return Cbor.map().put(-1, Cbor.array(Cbor.bytes(Cbor.array(items)))).encode();
    }

    private static void assertProofs(Bytes proofs, String field, String detail) {
        assertField(() -> CoseReceipt.decode(message(1, TREE.head().root(), proofs, false)), field, detail);
    }

    @Test
    void proofsThatAreNone() {
        Bytes hash = Cbor.bytes(MerkleHash.EMPTY_TREE);
        Bytes one = Cbor.integer(1);
        Bytes two = Cbor.integer(2);
        Bytes none = Cbor.array();
        assertProofs(Cbor.map().encode(), "receipt.proofs", "not proofs of one kind");
        assertProofs(Cbor.map().put(-1, none).encode(), "receipt.proofs", "0 elements, at least 1");
        assertProofs(
                Cbor.map()
                        .put(-1, Cbor.array(Cbor.bytes(Cbor.array(one, Cbor.integer(0), none))))
                        .put(-2, Cbor.array(Cbor.bytes(Cbor.array(one, one, none))))
                        .encode(),
                "receipt.proofs",
                "not proofs of one kind");
        assertProofs(proof(two, two, Cbor.array(hash)), "inclusion-proof.leaf-index", "2 in a tree of size 2");
        assertProofs(
                proof(Cbor.integer(0), Cbor.integer(0), none), "inclusion-proof.leaf-index", "0 in a tree of size 0");
        assertProofs(proof(two, one, none), "inclusion-proof.inclusion-path", "0 hashes, not 1");
        assertProofs(proof(two, one, Cbor.array(hash, hash)), "inclusion-proof.inclusion-path", "2 hashes, not 1");
        assertProofs(
                proof(two, one, Cbor.array(Cbor.bytes(Bytes.of(1)))),
                "inclusion-proof.inclusion-path",
                "hash of 1 bytes");
        assertProofs(proof(two, one), "inclusion-proof", "2 elements, at least 3");
        assertProofs(proof(two, one, Cbor.array(hash), one), "inclusion-proof", "more than 3 elements");
    }

    @Test
    void numbersAndLengthsAreBounded() {
        Bytes tooLarge = Cbor.integer(BigInteger.ONE.shiftLeft(63));
        assertThatThrownBy(() -> CoseReceipt.decode(
                        message(1, TREE.head().root(), proof(tooLarge, Cbor.integer(0), Cbor.array()), false)))
                .isExactlyInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith("inclusion-proof.tree-size at 1");
        Bytes one = Cbor.bytes(Cbor.array(Cbor.integer(1), Cbor.integer(0), Cbor.array()));
        assertProofs(
                Cbor.map().put(-1, Cbor.array(Collections.nCopies(17, one))).encode(),
                "receipt.proofs",
                "more than 16 elements");
        Bytes hash = Cbor.bytes(MerkleHash.EMPTY_TREE);
        assertProofs(
                proof(Cbor.integer(2), Cbor.integer(1), Cbor.array(Collections.nCopies(65, hash))),
                "inclusion-proof.inclusion-path",
                "more than 64 elements");
    }

    @Test
    void aTreeOfOneLeaf() throws MalformedMessageException {
        MerkleTree tree = NaiveMerkle.tree(ENTRIES.subList(0, 1));
        CoseReceipt receipt =
                CoseReceipt.ofInclusion(CRYPTO, LOG, HEADERS, tree.head().root(), List.of(tree.inclusionProof(0, 1)));
        assertThat(CoseReceipt.decode(receipt.bytes()).verifyInclusion(CRYPTO, KEY, ENTRIES.get(0)))
                .isPresent();
    }

    @Test
    void consistency() throws MalformedMessageException {
        CoseReceipt receipt = CoseReceipt.decode(CoseReceipt.ofConsistency(
                        CRYPTO,
                        LOG,
                        HEADERS,
                        TREE.head().root(),
                        List.of(TREE.consistencyProof(5, 13), TREE.consistencyProof(8, 13)))
                .bytes());
        assertThat(receipt.untrustedConsistency()).hasSize(2);
        for (int older = 0; older <= 13; older++) {
            assertThat(receipt.verifyConsistency(CRYPTO, KEY, TREE.head(older)).isPresent())
                    .isEqualTo(older == 5 || older == 8);
        }
        VerifiedGrowth verified =
                receipt.verifyConsistency(CRYPTO, KEY, TREE.head(5)).orElseThrow();
        assertThat(verified.root()).isEqualTo(TREE.head().root());
        assertThat(verified.older()).isEqualTo(TREE.head(5));
        assertThat(verified.untrustedSize()).isEqualTo(13);
        assertThat(verified.proof().key()).isEqualTo(KEY);
        assertThat(verified.issuer()).contains("https://log.example");
        assertThat(receipt.verifyConsistency(CRYPTO, SeededKeys.p256(12).publicKey(), TREE.head(5)))
                .isEmpty();
        assertThat(receipt.verifyConsistency(
                        CRYPTO, KEY, new TreeHead(8, TREE.head(5).root())))
                .isEmpty();
        assertThat(receipt.verifyInclusion(CRYPTO, KEY, ENTRIES.get(5))).isEmpty();
    }

    @Test
    void consistencyProofsThatAreNone() {
        Bytes none = Cbor.array();
        for (int older : new int[] {0, 3}) {
            Bytes proofs = Cbor.map()
                    .put(-2, Cbor.array(Cbor.bytes(Cbor.array(Cbor.integer(older), Cbor.integer(2), none))))
                    .encode();
            assertProofs(proofs, "consistency-proof.tree-size-1", older + " before 2");
        }
        Bytes proofs = Cbor.map()
                .put(-2, Cbor.array(Cbor.bytes(Cbor.array(Cbor.integer(1), Cbor.integer(2), none))))
                .encode();
        assertProofs(proofs, "consistency-proof.consistency-path", "0 hashes, not 1");
    }

    @Test
    void onlyReceiptsAreWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoseReceipt.ofInclusion(
                        CRYPTO, LOG, HEADERS, TREE.head().root(), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoseReceipt.ofInclusion(
                        CRYPTO, LOG, HEADERS, Bytes.of(1), List.of(TREE.inclusionProof(5, 13))));
    }

    private static CoseReceipt withProofs(CoseReceipt receipt, ReceiptProofs proofs) throws MalformedMessageException {
        CborItem[] parts = CborItem.decode(receipt.bytes(), CborProfile.WELL_FORMED)
                .tagged(CoseSign1.TAG, "receipt")
                .elements(4, 4, "receipt");
        return CoseReceipt.decode(Cbor.tagged(
                CoseSign1.TAG,
                Cbor.array(
                        parts[0].encoded(),
                        Cbor.map().put(396, proofs.encode()).encode(),
                        parts[2].encoded(),
                        parts[3].encoded())));
    }

    @Test
    @DisplayName(
            "T-86 sizes and indexes are not signed: they can be exchanged where the path is the same, so they are untrusted")
    void sizesAreNotSigned() throws MalformedMessageException {
        InclusionProof proof = TREE.inclusionProof(1, 4);
        CoseReceipt receipt =
                CoseReceipt.ofInclusion(CRYPTO, LOG, HEADERS, TREE.head(4).root(), List.of(proof));
        InclusionProof other = new InclusionProof(3, 1, proof.path());
        VerifiedReceipt verified = withProofs(receipt, ReceiptProofs.ofInclusion(List.of(other)))
                .verifyInclusion(CRYPTO, KEY, ENTRIES.get(1))
                .orElseThrow();
        assertThat(verified.root()).isEqualTo(TREE.head(4).root());
        assertThat(verified.untrustedPlace()).contains(other);

        ConsistencyProof growth = TREE.consistencyProof(2, 3);
        CoseReceipt grown =
                CoseReceipt.ofConsistency(CRYPTO, LOG, HEADERS, TREE.head(3).root(), List.of(growth));
        ReceiptProofs wider = ReceiptProofs.ofConsistency(List.of(new ConsistencyProof(2, 4, growth.path())));
        VerifiedGrowth verifiedGrowth = withProofs(grown, wider)
                .verifyConsistency(CRYPTO, KEY, TREE.head(2))
                .orElseThrow();
        assertThat(verifiedGrowth.root()).isEqualTo(TREE.head(3).root());
        assertThat(verifiedGrowth.untrustedSize()).isEqualTo(4);
    }
}
