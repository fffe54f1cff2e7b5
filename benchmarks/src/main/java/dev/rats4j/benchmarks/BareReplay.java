package dev.rats4j.benchmarks;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.eventlog.TcgEvent;
import dev.rats4j.tpm.eventlog.TcgEventLog;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The least that a replay of a log has to compute: each digest extended into one register, nothing compared. */
final class BareReplay {

    private final MessageDigest function = HashAlgorithm.SHA256.newFunction();
    private final byte[][] digests;

    private BareReplay(byte[][] digests) {
        this.digests = digests;
    }

    static BareReplay of(Bytes log) {
        try {
            List<byte[]> digests = TcgEventLog.decode(log).events().stream()
                    .filter(TcgEvent::extendsPcr)
                    .map(event -> event.digest(HashAlgorithm.SHA256))
                    .flatMap(Optional::stream)
                    .map(Digest::value)
                    .map(Bytes::toByteArray)
                    .toList();
            return new BareReplay(digests.toArray(byte[][]::new));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a log that we made", e);
        }
    }

    /** The register, so that nothing is optimised away. */
    Object run() {
        byte[] register = new byte[HashAlgorithm.SHA256.length()];
        try {
            for (byte[] digest : digests) {
                function.update(register);
                function.update(digest);
                function.digest(register, 0, register.length);
            }
        } catch (DigestException e) {
            throw new IllegalStateException("a register has the length of its digest", e);
        }
        return register;
    }
}
