package dev.rats4j.log;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from a transaction to the root of a CCF ledger, draft-ietf-scitt-receipts-ccf-profile. Its tree says neither sizes nor
 * indexes, and tells leaves from nodes by their length only.
 *
 * @param transactionHash of the ledger entry, 32 bytes
 * @param evidence reveals that the transaction was committed, 1 to 1024 bytes in UTF-8
 * @param dataHash SHA-256 of what was registered
 * @param path from the leaf upwards
 */
public record CcfProof(Bytes transactionHash, String evidence, Bytes dataHash, List<Step> path) {

    private static final int MAX_EVIDENCE = 1024;
    private static final int MAX_STEPS = 64;
    private static final long LEAF = 1;
    private static final long PATH = 2;
    private static final int LEAF_PARTS = 3;
    private static final String FIELD = "ccf-inclusion-proof";

    /**
     * A neighbour on the way.
     *
     * @param isLeft which side it is on
     * @param hash 32 bytes
     */
    public record Step(boolean isLeft, Bytes hash) {
        /** Refuses a hash of another length. */
        public Step {
            MerkleHash.require(hash, "hash of the path");
        }
    }

    /** Refuses other lengths. */
    public CcfProof {
        MerkleHash.require(transactionHash, "transaction hash");
        MerkleHash.require(dataHash, "data hash");
        path = List.copyOf(path);
        int length = Bytes.ofUtf8(evidence).length();
        if (length < 1 || length > MAX_EVIDENCE || path.size() > MAX_STEPS) {
            throw new IllegalArgumentException("evidence of " + length + " bytes, " + path.size() + " steps");
        }
    }

    static CcfProof decode(Bytes message) throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        CborMap map = item.map(FIELD);
        CborItem[] leaf = map.required(LEAF, "leaf").elements(LEAF_PARTS, LEAF_PARTS, FIELD);
        List<Step> path = new ArrayList<>();
        for (CborItem step : map.required(PATH, "path").elements(FIELD)) {
            if (path.size() == MAX_STEPS) {
                throw step.malformed(FIELD, "more than " + MAX_STEPS + " steps");
            }
            CborItem[] parts = step.elements(2, 2, FIELD);
            path.add(new Step(parts[0].bool(FIELD), hash(parts[1])));
        }
        map.expectNoOthers();
        String evidence = leaf[1].text(FIELD);
        int length = Bytes.ofUtf8(evidence).length();
        if (length < 1 || length > MAX_EVIDENCE) {
            throw leaf[1].malformed(FIELD, "evidence of " + length + " bytes");
        }
        return new CcfProof(hash(leaf[0]), evidence, hash(leaf[2]), path);
    }

    private static Bytes hash(CborItem item) throws MalformedMessageException {
        Bytes hash = item.bytes(FIELD);
        if (hash.length() != MerkleHash.LENGTH) {
            throw item.malformed(FIELD, "hash of " + hash.length() + " bytes");
        }
        return hash;
    }

    Bytes encode() {
        return Cbor.map()
                .put(LEAF, Cbor.array(Cbor.bytes(transactionHash), Cbor.text(evidence), Cbor.bytes(dataHash)))
                .put(
                        PATH,
                        Cbor.array(path.stream()
                                .map(step -> Cbor.array(Cbor.bool(step.isLeft()), Cbor.bytes(step.hash())))
                                .toList()))
                .encode();
    }

    /** The root that the proof leads to. */
    public Bytes root() {
        Bytes committed = HashAlgorithm.SHA256.digest(Bytes.ofUtf8(evidence)).value();
        Bytes hash = HashAlgorithm.SHA256
                .digest(transactionHash, committed, dataHash)
                .value();
        for (Step step : path) {
            hash = step.isLeft()
                    ? HashAlgorithm.SHA256.digest(step.hash(), hash).value()
                    : HashAlgorithm.SHA256.digest(hash, step.hash()).value();
        }
        return hash;
    }
}
