package dev.rats4j.log;

import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.wire.Bytes;
import java.util.Optional;

/** That an entry is in a log, by the signature of a key. Made by {@link CoseReceipt#verifyInclusion} only. */
public final class VerifiedReceipt {

    private final VerifiedSignature proof;
    private final LogStructure structure;
    private final Bytes root;
    private final Bytes entry;
    private final Optional<InclusionProof> place;
    private final Optional<String> issuer;

    VerifiedReceipt(
            VerifiedSignature proof,
            LogStructure structure,
            Bytes root,
            Bytes entry,
            Optional<InclusionProof> place,
            Optional<String> issuer) {
        this.proof = proof;
        this.structure = structure;
        this.root = root;
        this.entry = entry;
        this.place = place;
        this.issuer = issuer;
    }

    /** The signature, with the key of the log. */
    public VerifiedSignature proof() {
        return proof;
    }

    /** What the log is. */
    public LogStructure structure() {
        return structure;
    }

    /** The root that was signed. */
    public Bytes root() {
        return root;
    }

    /** What is in the log. */
    public Bytes entry() {
        return entry;
    }

    /**
     * Where it is by the proof, and in a tree of which size; empty for a ledger of CCF, which does not say. The signature covers the root
     * only: leaf 1 of 3 and leaf 1 of 4 have one path, and whoever passes a receipt on can write the one for the other.
     */
    public Optional<InclusionProof> untrustedPlace() {
        return place;
    }

    /** Who the log says it is, signed. */
    public Optional<String> issuer() {
        return issuer;
    }
}
