package dev.rats4j.log;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which log is believed, and with whose cosignatures.
 *
 * @param origin first line of its checkpoints
 * @param logKeys keys of the log, of which at least one must have signed
 * @param witnesses keys of those who watch it, each key for one of them
 * @param threshold how many witnesses must have cosigned; 0 for none
 */
@CheckReturnValue
public record CheckpointPolicy(String origin, List<NoteKey> logKeys, List<NoteKey> witnesses, int threshold) {

    /** Refuses a policy that nothing can meet, and keys that stand for more than one signer. */
    public CheckpointPolicy {
        logKeys = List.copyOf(logKeys);
        witnesses = List.copyOf(witnesses);
        if (logKeys.isEmpty()) {
            throw new IllegalArgumentException("no key of the log");
        }
        if (threshold < 0 || threshold > witnesses.size()) {
            throw new IllegalArgumentException("threshold " + threshold + " of " + witnesses.size() + " witnesses");
        }
        if (!witnesses.stream().allMatch(key -> key.type().isTimestamped())) {
            throw new IllegalArgumentException("a witness whose key does not cosign");
        }
        // one signature must not count for two: cosignatures of Ed25519 do not cover the name
        Set<Bytes> keys = new HashSet<>();
        if (!Stream.concat(logKeys.stream(), witnesses.stream()).allMatch(key -> keys.add(key.material()))) {
            throw new IllegalArgumentException("one key twice");
        }
    }

    /** A log without witnesses. */
    public static CheckpointPolicy of(String origin, NoteKey logKey) {
        return new CheckpointPolicy(origin, List.of(logKey), List.of(), 0);
    }

    /**
     * Decodes and verifies a checkpoint.
     *
     * @throws MalformedMessageException if it is no note, or what the log signed is no checkpoint
     */
    public CheckpointResult verify(Bytes note, CryptoBackend crypto) throws MalformedMessageException {
        return verify(SignedNote.decode(note), crypto);
    }

    /** Verifies a checkpoint. */
    public CheckpointResult verify(SignedNote note, CryptoBackend crypto) throws MalformedMessageException {
        NoteResult byLog = note.verify(crypto, logKeys, 1);
        if (byLog instanceof NoteResult.Refused refused) {
            return new CheckpointResult.Refused("log: " + refused.reason());
        }
        VerifiedNote signed = (VerifiedNote) byLog;
        Checkpoint checkpoint = Checkpoint.decode(signed.text());
        if (!checkpoint.origin().equals(origin)) {
            return new CheckpointResult.Refused("origin: another log");
        }
        if (threshold == 0) {
            return new VerifiedCheckpoint(checkpoint, signed.signers(), List.of());
        }
        NoteResult byWitnesses = note.verify(crypto, witnesses, threshold);
        return byWitnesses instanceof VerifiedNote cosigned
                ? new VerifiedCheckpoint(checkpoint, signed.signers(), cosigned.signers())
                : new CheckpointResult.Refused("witnesses: " + ((NoteResult.Refused) byWitnesses).reason());
    }
}
