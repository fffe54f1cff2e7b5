package dev.rats4j.log;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The proofs in a receipt, of one kind. RFC 9942, 5. */
record ReceiptProofs(List<InclusionProof> inclusion, List<ConsistencyProof> consistency, List<CcfProof> ccf) {

    private static final long INCLUSION = -1;
    private static final long CONSISTENCY = -2;
    private static final int MAX_PROOFS = 16;
    private static final int MAX_PATH = 63;
    private static final int PARTS = 3;
    private static final String FIELD = "receipt.proofs";

    ReceiptProofs {
        inclusion = List.copyOf(inclusion);
        consistency = List.copyOf(consistency);
        ccf = List.copyOf(ccf);
    }

    static ReceiptProofs ofInclusion(List<InclusionProof> proofs) {
        return new ReceiptProofs(proofs, List.of(), List.of());
    }

    static ReceiptProofs ofConsistency(List<ConsistencyProof> proofs) {
        return new ReceiptProofs(List.of(), proofs, List.of());
    }

    static ReceiptProofs ofCcf(List<CcfProof> proofs) {
        return new ReceiptProofs(List.of(), List.of(), proofs);
    }

    static ReceiptProofs decode(CborItem item, LogStructure structure) throws MalformedMessageException {
        CborMap map = item.map(FIELD);
        Optional<CborItem> inclusion = map.optional(INCLUSION);
        Optional<CborItem> consistency =
                structure == LogStructure.RFC9162_SHA256 ? map.optional(CONSISTENCY) : Optional.empty();
        map.expectNoOthers();
        if (inclusion.isPresent() == consistency.isPresent()) {
            throw item.malformed(FIELD, "not proofs of one kind");
        }
        List<InclusionProof> inclusionProofs = new ArrayList<>();
        List<ConsistencyProof> consistencyProofs = new ArrayList<>();
        List<CcfProof> ccfProofs = new ArrayList<>();
        for (CborItem proof : proofs(inclusion.orElseGet(consistency::orElseThrow))) {
            Bytes content = proof.bytes(FIELD);
            if (structure == LogStructure.CCF_LEDGER_SHA256) {
                ccfProofs.add(CcfProof.decode(content));
            } else if (inclusion.isPresent()) {
                inclusionProofs.add(inclusionProof(content));
            } else {
                consistencyProofs.add(consistencyProof(content));
            }
        }
        return new ReceiptProofs(inclusionProofs, consistencyProofs, ccfProofs);
    }

    private static CborItem[] proofs(CborItem array) throws MalformedMessageException {
        return array.elements(1, MAX_PROOFS, FIELD);
    }

    private static InclusionProof inclusionProof(Bytes message) throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        CborItem[] parts = item.elements(PARTS, PARTS, "inclusion-proof");
        long size = parts[0].unsigned("inclusion-proof.tree-size");
        long index = parts[1].unsigned("inclusion-proof.leaf-index");
        if (index >= size) {
            throw parts[1].malformed("inclusion-proof.leaf-index", index + " in a tree of size " + size);
        }
        List<Bytes> path = path(parts[2], ProofPath.inclusionLength(index, size), "inclusion-proof.inclusion-path");
        return new InclusionProof(size, index, path);
    }

    private static ConsistencyProof consistencyProof(Bytes message) throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        CborItem[] parts = item.elements(PARTS, PARTS, "consistency-proof");
        long older = parts[0].unsigned("consistency-proof.tree-size-1");
        long newer = parts[1].unsigned("consistency-proof.tree-size-2");
        if (older == 0 || older > newer) {
            throw parts[0].malformed("consistency-proof.tree-size-1", older + " before " + newer);
        }
        List<Bytes> path =
                path(parts[2], ProofPath.consistencyLength(0, older, newer), "consistency-proof.consistency-path");
        return new ConsistencyProof(older, newer, path);
    }

    /** The CDDL wants one hash or more, which a tree of one leaf does not have. */
    private static List<Bytes> path(CborItem array, int length, String field) throws MalformedMessageException {
        List<Bytes> path = new ArrayList<>();
        for (CborItem hash : array.elements(0, MAX_PATH + 1, field)) {
            Bytes content = hash.bytes(field);
            if (content.length() != MerkleHash.LENGTH) {
                throw hash.malformed(field, "hash of " + content.length() + " bytes");
            }
            path.add(content);
        }
        if (path.size() != length) {
            throw array.malformed(field, path.size() + " hashes, not " + length);
        }
        return path;
    }

    /** The map for the unprotected header. */
    Bytes encode() {
        Cbor.MapBuilder map = Cbor.map();
        if (!consistency.isEmpty()) {
            return map.put(
                            CONSISTENCY,
                            array(consistency.stream()
                                    .map(ReceiptProofs::encode)
                                    .toList()))
                    .encode();
        }
        List<Bytes> encoded = ccf.isEmpty()
                ? inclusion.stream().map(ReceiptProofs::encode).toList()
                : ccf.stream().map(CcfProof::encode).toList();
        return map.put(INCLUSION, array(encoded)).encode();
    }

    private static Bytes encode(InclusionProof proof) {
        return Cbor.array(Cbor.integer(proof.treeSize()), Cbor.integer(proof.leafIndex()), array(proof.path()));
    }

    private static Bytes encode(ConsistencyProof proof) {
        return Cbor.array(Cbor.integer(proof.olderSize()), Cbor.integer(proof.newerSize()), array(proof.path()));
    }

    private static Bytes array(List<Bytes> strings) {
        return Cbor.array(strings.stream().map(Cbor::bytes).toList());
    }
}
