package dev.rats4j.log;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cose.ContentType;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.HashEnvelope;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Receipts, statements, checkpoints and bundles of every shape that the model has, out of a seeded generator. */
public final class LogValues {

    /** The key of the log. */
    public static final Signer LOG = SeededKeys.p256(100);
    /** The key of the issuer. */
    public static final Signer ISSUER = SeededKeys.ed25519(101);

    private final RandomGenerator random;

    /** Values out of this generator. */
    public LogValues(RandomGenerator random) {
        this.random = random;
    }

    /** Any bytes. */
    public Bytes bytes(int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    private Bytes hash() {
        byte[] bytes = new byte[MerkleHash.LENGTH];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    /** A tree with some leaves, at least one. */
    public MerkleTree tree(int most) {
        MerkleTree tree = new MerkleTree();
        for (int left = 1 + random.nextInt(most); left > 0; left--) {
            tree.append(bytes(8));
        }
        return tree;
    }

    private CoseHeaders receiptHeaders() {
        CoseHeaders.Builder headers = CoseHeaders.builder();
        if (random.nextBoolean()) {
            headers.put(CoseHeaders.KID, Cbor.bytes(bytes(40)));
        }
        if (random.nextBoolean()) {
            headers.put(
                    CoseHeaders.CWT_CLAIMS,
                    Cbor.map()
                            .put(1, Cbor.text("https://log.example"))
                            .put(2, Cbor.text("a tree"))
                            .encode());
        }
        return headers.build();
    }

    /** A receipt that an entry is in a tree; the path has a hash at least, as the CDDL wants it. */
    public CoseReceipt inclusionReceipt(Bytes entry) {
        MerkleTree tree = tree(40);
        long index = tree.append(entry);
        return CoseReceipt.ofInclusion(
                CRYPTO, LOG, receiptHeaders(), tree.head().root(), List.of(tree.inclusionProof(index, tree.size())));
    }

    /** A receipt that a tree grew. */
    public CoseReceipt consistencyReceipt() {
        MerkleTree tree = tree(40);
        tree.append(bytes(8));
        List<ConsistencyProof> proofs = new ArrayList<>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            proofs.add(tree.consistencyProof(1 + random.nextLong(tree.size() - 1), tree.size()));
        }
        return CoseReceipt.ofConsistency(
                CRYPTO, LOG, receiptHeaders(), tree.head().root(), proofs);
    }

    /** A receipt of a CCF ledger for an entry. */
    public CoseReceipt ccfReceipt(Bytes entry) {
        List<CcfProof.Step> path = new ArrayList<>();
        for (int left = 1 + random.nextInt(20); left > 0; left--) {
            path.add(new CcfProof.Step(random.nextBoolean(), hash()));
        }
        CcfProof proof = new CcfProof(
                hash(),
                "ce:2." + random.nextInt(100),
                HashAlgorithm.SHA256.digest(entry).value(),
                path);
        return CoseReceipt.signed(
                CRYPTO,
                LOG,
                receiptHeaders(),
                proof.root(),
                LogStructure.CCF_LEDGER_SHA256,
                ReceiptProofs.ofCcf(List.of(proof)));
    }

    /** A statement, with its payload or about a digest. */
    public SignedStatement statement() {
        CoseHeaders.Builder headers = CoseHeaders.builder().put(CoseHeaders.KID, Cbor.bytes(bytes(40)));
        if (random.nextBoolean()) {
            HashEnvelope envelope = new HashEnvelope(
                    HashAlgorithm.SHA256.digest(bytes(20)),
                    random.nextBoolean() ? Optional.of(new ContentType.Media("text/plain")) : Optional.empty(),
                    random.nextBoolean() ? Optional.of("https://example.com/preimage") : Optional.empty());
            return SignedStatement.sign(CRYPTO, ISSUER, "issuer", "subject", headers.build(), envelope);
        }
        headers.put(
                CoseHeaders.CONTENT_TYPE,
                random.nextBoolean() ? Cbor.text("application/json") : Cbor.integer(random.nextInt(1 << 16)));
        return SignedStatement.sign(CRYPTO, ISSUER, "https://issuer.example", "s", headers.build(), bytes(60));
    }

    /** A statement with one to three receipts. */
    public Bytes transparentStatement() {
        SignedStatement statement = statement();
        List<CoseReceipt> receipts = new ArrayList<>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            receipts.add(
                    random.nextBoolean()
                            ? inclusionReceipt(statement.registered())
                            : ccfReceipt(statement.registered()));
        }
        return statement.withReceipts(receipts);
    }

    /** A checkpoint. */
    public Checkpoint checkpoint() {
        long size = random.nextLong() >>> (1 + random.nextInt(62));
        TreeHead head = new TreeHead(size, size == 0 ? MerkleHash.EMPTY_TREE : hash());
        List<String> extensions = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0; left--) {
            extensions.add("extension \u00e4 " + left);
        }
        return new Checkpoint("example.com/" + random.nextInt(1000), head, extensions);
    }

    /** Entries. */
    public EntryBundle bundle() {
        List<Bytes> entries = new ArrayList<>();
        for (int left = 1 + random.nextInt(Tile.FULL); left > 0; left--) {
            entries.add(bytes(300));
        }
        return new EntryBundle(entries);
    }
}
