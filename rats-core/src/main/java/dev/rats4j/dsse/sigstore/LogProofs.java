package dev.rats4j.dsse.sigstore;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.dsse.Base64Text;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonObject;
import dev.rats4j.log.Checkpoint;
import dev.rats4j.log.InclusionProof;
import dev.rats4j.log.MerkleHash;
import dev.rats4j.log.NoteKey;
import dev.rats4j.log.NoteKeyType;
import dev.rats4j.log.SignedNote;
import dev.rats4j.log.TreeHead;
import dev.rats4j.log.VerifiedNote;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What transparency logs say about entries: promises, proofs of inclusion and checkpoints. */
final class LogProofs {

    private final CryptoBackend crypto;
    private final TrustedRoot root;

    LogProofs(CryptoBackend crypto, TrustedRoot root) {
        this.crypto = crypto;
        this.root = root;
    }

    /** Checks all that an entry has; fails unless it has what its version needs. Gives the time that the log promised, if it did. */
    Optional<Instant> require(LogEntry entry, BundleVersion version) throws Refusal {
        TrustedRoot.Log log = log(entry);
        boolean complete = version == BundleVersion.V0_1
                ? entry.promise().isPresent()
                : entry.proof().isPresent();
        if (!complete) {
            throw new Refusal(
                    SigstoreStep.STRUCTURE,
                    version == BundleVersion.V0_1 ? "an entry has no promise" : "an entry has no proof of inclusion");
        }
        if (entry.proof().isPresent()) {
            inclusion(log, entry, entry.proof().get());
        }
        return entry.promise().isPresent()
                ? Optional.of(promised(log, entry, entry.promise().get()))
                : Optional.empty();
    }

    /** Fails unless the log's window contains the instants at which the entry was there. */
    void requireWindow(LogEntry entry, List<Instant> times) throws Refusal {
        ValidityWindow window = log(entry).validity();
        if (!times.stream().allMatch(window::contains)) {
            throw refusal("is outside the window of its log");
        }
    }

    private TrustedRoot.Log log(LogEntry entry) throws Refusal {
        return root.log(entry.logId()).orElseThrow(() -> refusal("is of a log that the trusted root does not have"));
    }

    /** Rekor, signed entry timestamp: over the canonical JSON of body, time, log and index. */
    private Instant promised(TrustedRoot.Log log, LogEntry entry, Bytes promise) throws Refusal {
        JsonObject payload = JsonObject.builder()
                .put("body", Base64Text.encode(entry.body()))
                .put("integratedTime", entry.integratedTime().getEpochSecond())
                .put("logID", entry.logId().toHex())
                .put("logIndex", entry.logIndex())
                .build();
        try {
            if (log.key().verify(crypto, Json.canonical(payload), promise).isPresent()) {
                return entry.integratedTime();
            }
        } catch (MalformedMessageException e) {
            throw refusal("has a number that its promise cannot cover");
        }
        throw refusal("has a promise that does not verify");
    }

    private void inclusion(TrustedRoot.Log log, LogEntry entry, LogEntry.Proof proof) throws Refusal {
        TreeHead head;
        boolean included;
        try {
            head = new TreeHead(proof.treeSize(), proof.rootHash());
            included = new InclusionProof(proof.treeSize(), proof.logIndex(), proof.hashes())
                    .verify(MerkleHash.ofLeaf(entry.body()), head)
                    .isPresent();
        } catch (IllegalArgumentException e) {
            throw refusal("has a proof of inclusion that is none for its place in the tree");
        }
        if (!included) {
            throw refusal("has a proof of inclusion that does not lead to the root");
        }
        if (!checkpoint(log, proof).head().equals(head)) {
            throw refusal("has a checkpoint of another tree than its proof");
        }
    }

    /** What the log says about its tree; lines of others, such as witnesses, are ignored. */
    private Checkpoint checkpoint(TrustedRoot.Log log, LogEntry.Proof proof) throws Refusal {
        SignedNote note;
        Checkpoint checkpoint;
        try {
            note = SignedNote.decode(Bytes.ofUtf8(proof.checkpoint()));
            checkpoint = Checkpoint.decode(note.untrustedText());
        } catch (MalformedMessageException e) {
            throw refusal("has no checkpoint that can be read");
        }
        boolean named = checkpoint.origin().equals(log.host())
                || checkpoint.origin().startsWith(log.host() + " - "); // Rekor adds the number of its tree
        if (!named || !(note.verify(crypto, List.of(noteKey(log)), 1) instanceof VerifiedNote)) {
            throw refusal("has a checkpoint without a good signature of its log");
        }
        return checkpoint;
    }

    private NoteKey noteKey(TrustedRoot.Log log) throws Refusal {
        try {
            PublicKey key = log.key().key();
            NoteKeyType type = CryptoBackend.isEd25519(key) ? NoteKeyType.ED25519 : NoteKeyType.ECDSA;
            NoteKey noteKey = new NoteKey(log.host(), type, key);
            if (log.keyId().startsWith(noteKey.id())) {
                return noteKey;
            }
        } catch (IllegalArgumentException e) {
            throw refusal("is of a log without a name or key for checkpoints");
        }
        throw refusal("is of a log whose identifier is not that of its key");
    }

    private static Refusal refusal(String reason) {
        return new Refusal(SigstoreStep.LOG, "an entry " + reason);
    }
}
