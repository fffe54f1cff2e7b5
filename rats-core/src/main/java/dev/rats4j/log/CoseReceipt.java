package dev.rats4j.log;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A COSE receipt, RFC 9942, as received: proofs, and a log's signature over the root that they lead to. The root is always computed; one
 * that the receipt carries only has to be the same.
 */
@CheckReturnValue
public final class CoseReceipt {

    /** Header of a statement that holds its receipts. */
    public static final CborKey RECEIPTS = CborKey.of(394);
    /** Header that says what the log is; protected. */
    public static final CborKey STRUCTURE = CborKey.of(395);
    /** Header with the proofs. */
    public static final CborKey PROOFS = CborKey.of(396);

    /** Labels that a receipt may call critical: they are processed here. */
    private static final Set<CborKey> PROCESSED = Set.of(STRUCTURE, CoseHeaders.CWT_CLAIMS);

    private static final long ISSUER = 1;
    private static final int MESSAGE_PARTS = 4;

    private final Bytes bytes;
    private final CoseSign1 message;
    private final LogStructure structure;
    private final ReceiptProofs proofs;
    private final Optional<Bytes> keyId;
    private final Optional<String> issuer;

    private CoseReceipt(Bytes bytes, CoseSign1 message, LogStructure structure) throws MalformedMessageException {
        this.bytes = bytes;
        this.message = message;
        this.structure = structure;
        Optional<CborItem> item = message.untrustedHeaders().value(PROOFS);
        if (item.isEmpty()) {
            throw new MalformedMessageException("receipt.proofs", 0, "are not in the unprotected header");
        }
        this.proofs = ReceiptProofs.decode(item.get(), structure);
        Optional<CborItem> kid = message.untrustedProtectedHeaders().value(CoseHeaders.KID);
        this.keyId = kid.isEmpty() ? Optional.empty() : Optional.of(kid.get().bytes("receipt.kid"));
        this.issuer = issuer(message.untrustedProtectedHeaders());
    }

    private static Optional<String> issuer(CoseHeaders headers) throws MalformedMessageException {
        Optional<CborItem> claims = headers.value(CoseHeaders.CWT_CLAIMS);
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        CborMap map = claims.get().map("receipt.claims");
        Optional<CborItem> iss = map.optional(ISSUER);
        return iss.isEmpty() ? Optional.empty() : Optional.of(iss.get().text("receipt.claims.iss"));
    }

    /**
     * Decodes a receipt: COSE_Sign1 under tag 18.
     *
     * @throws MalformedMessageException also for a structure that is not of {@link LogStructure}, labels of drafts, proofs of both
     *     kinds, an index outside of its tree, and paths of another length than their sizes ask for
     */
    public static CoseReceipt decode(Bytes receipt) throws MalformedMessageException {
        CoseSign1 message = CoseSign1.decode(receipt, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED, PROCESSED);
        DraftLabels.refuse(message, "receipt");
        Optional<CborItem> structure = message.untrustedProtectedHeaders().value(STRUCTURE);
        if (structure.isEmpty()) {
            throw new MalformedMessageException("receipt.structure", 0, "is not in the protected header");
        }
        int identifier = structure.get().int32("receipt.structure");
        Optional<LogStructure> known = LogStructure.of(identifier);
        if (known.isEmpty()) {
            throw structure.get().malformed("receipt.structure", identifier + " is not supported");
        }
        return new CoseReceipt(receipt, message, known.get());
    }

    /**
     * Signs the root that inclusion proofs lead to.
     *
     * @param protectedHeaders further ones, such as {@code kid} and claims
     * @param root of the tree, which the receipt does not carry
     * @param proofs at least one
     */
    public static CoseReceipt ofInclusion(
            CryptoBackend crypto, Signer log, CoseHeaders protectedHeaders, Bytes root, List<InclusionProof> proofs) {
        return signed(
                crypto, log, protectedHeaders, root, LogStructure.RFC9162_SHA256, ReceiptProofs.ofInclusion(proofs));
    }

    /** Signs the newer root that consistency proofs lead to. */
    public static CoseReceipt ofConsistency(
            CryptoBackend crypto,
            Signer log,
            CoseHeaders protectedHeaders,
            Bytes newerRoot,
            List<ConsistencyProof> proofs) {
        return signed(
                crypto,
                log,
                protectedHeaders,
                newerRoot,
                LogStructure.RFC9162_SHA256,
                ReceiptProofs.ofConsistency(proofs));
    }

    static CoseReceipt signed(
            CryptoBackend crypto,
            Signer log,
            CoseHeaders protectedHeaders,
            Bytes root,
            LogStructure structure,
            ReceiptProofs proofs) {
        CoseHeaders headers = protectedHeaders.toBuilder()
                .put(STRUCTURE, Cbor.integer(structure.identifier()))
                .build();
        CoseHeaders unprotected =
                CoseHeaders.builder().put(PROOFS, proofs.encode()).build();
        try {
            Bytes attached = CoseSign1.sign(crypto, log, headers, unprotected, MerkleHash.require(root, "root"));
            CborItem[] parts = CborItem.decode(attached, CborProfile.DETERMINISTIC)
                    .tagged(CoseSign1.TAG, "receipt")
                    .elements(MESSAGE_PARTS, MESSAGE_PARTS, "receipt");
            return decode(Cbor.tagged(
                    CoseSign1.TAG, Cbor.array(parts[0].encoded(), parts[1].encoded(), Cbor.nil(), parts[3].encoded())));
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("a receipt that nobody would read", e);
        }
    }

    /** The receipt, as received. */
    public Bytes bytes() {
        return bytes;
    }

    /** What the log is. */
    public LogStructure structure() {
        return structure;
    }

    /** Which key the log says it is. Good for finding a key, and for nothing else. */
    public Optional<Bytes> untrustedKeyId() {
        return keyId;
    }

    /** Who the log says it is. */
    public Optional<String> untrustedIssuer() {
        return issuer;
    }

    /** Proofs that something is in a log of RFC 9162; none in receipts of other kinds. */
    public List<InclusionProof> untrustedInclusion() {
        return proofs.inclusion();
    }

    /** Proofs that a log of RFC 9162 grew; none in receipts of other kinds. */
    public List<ConsistencyProof> untrustedConsistency() {
        return proofs.consistency();
    }

    /** Proofs that something is in a ledger of CCF; none in receipts of other kinds. */
    public List<CcfProof> untrustedCcf() {
        return proofs.ccf();
    }

    /**
     * Verifies that an entry is in the log. Every proof of the receipt has to lead from this entry to the one root that is signed.
     *
     * @param logKey key of the log
     * @param entry what was registered: the content of the leaf, of a CCF ledger that whose SHA-256 the leaf has
     * @return empty unless all of this holds; always empty for a receipt of consistency
     */
    public Optional<VerifiedReceipt> verifyInclusion(CryptoBackend crypto, PublicKey logKey, Bytes entry) {
        return verifyInclusion(crypto, logKey, Registered.of(entry));
    }

    /** An entry and what trees have of it, computed once for any number of receipts. */
    record Registered(Bytes entry, Bytes leafHash, Bytes dataHash) {
        static Registered of(Bytes entry) {
            return new Registered(
                    entry,
                    MerkleHash.ofLeaf(entry),
                    HashAlgorithm.SHA256.digest(entry).value());
        }
    }

    Optional<VerifiedReceipt> verifyInclusion(CryptoBackend crypto, PublicKey logKey, Registered registered) {
        if (!proofs.ccf().stream().allMatch(proof -> proof.dataHash().equals(registered.dataHash()))) {
            return Optional.empty();
        }
        Set<Bytes> roots = structure == LogStructure.CCF_LEDGER_SHA256
                ? proofs.ccf().stream().map(CcfProof::root).collect(Collectors.toSet())
                : proofs.inclusion().stream()
                        .map(proof -> proof.root(registered.leafHash()))
                        .collect(Collectors.toSet());
        Set<Long> sizes =
                proofs.inclusion().stream().map(InclusionProof::treeSize).collect(Collectors.toSet());
        if (roots.size() != 1 || sizes.size() > 1) {
            return Optional.empty();
        }
        Bytes root = roots.iterator().next();
        Optional<InclusionProof> place = proofs.inclusion().stream().findFirst();
        return verifyRoot(crypto, logKey, root)
                .map(signed -> new VerifiedReceipt(signed.proof(), structure, root, registered.entry(), place, issuer));
    }

    /**
     * Verifies that the log continues a tree that is known already. Every proof that begins at its size has to lead from it to the one
     * root that is signed.
     *
     * @return empty unless there is such a proof and all of this holds
     */
    public Optional<VerifiedGrowth> verifyConsistency(CryptoBackend crypto, PublicKey logKey, TreeHead older) {
        List<Optional<TreeHead>> newer = proofs.consistency().stream()
                .filter(proof -> proof.olderSize() == older.size())
                .map(proof -> proof.newerHead(older))
                .distinct()
                .toList();
        if (newer.size() != 1 || newer.get(0).isEmpty()) {
            return Optional.empty();
        }
        TreeHead head = newer.get(0).get();
        return verifyRoot(crypto, logKey, head.root())
                .map(signed -> new VerifiedGrowth(signed.proof(), older, head, issuer));
    }

    private Optional<CoseSign1.Verified> verifyRoot(CryptoBackend crypto, PublicKey logKey, Bytes root) {
        Optional<Bytes> attached = message.untrustedPayload();
        if (attached.isEmpty()) {
            return message.verifyDetached(crypto, logKey, Bytes.EMPTY, root);
        }
        return attached.get().equals(root) ? message.verify(crypto, logKey, Bytes.EMPTY) : Optional.empty();
    }

    /** The length only. */
    @Override
    public String toString() {
        return "receipt of " + bytes.length() + " bytes";
    }
}
