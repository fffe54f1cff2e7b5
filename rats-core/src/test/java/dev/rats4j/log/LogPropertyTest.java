package dev.rats4j.log;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogPropertyTest {

    private static final int ROUNDS = 300;

    private final LogValues values = new LogValues(new Random(9942));

    @Test
    void receiptsOfInclusion() throws MalformedMessageException {
        for (int round = 0; round < ROUNDS; round++) {
            Bytes entry = values.bytes(20);
            CoseReceipt receipt = round % 2 == 0 ? values.inclusionReceipt(entry) : values.ccfReceipt(entry);
            CoseReceipt again = CoseReceipt.decode(receipt.bytes());
            assertThat(again.untrustedInclusion()).isEqualTo(receipt.untrustedInclusion());
            assertThat(again.untrustedCcf()).isEqualTo(receipt.untrustedCcf());
            VerifiedReceipt verified = again.verifyInclusion(CRYPTO, LogValues.LOG.publicKey(), entry)
                    .orElseThrow();
            assertThat(verified.entry()).isEqualTo(entry);
            assertThat(verified.structure()).isEqualTo(again.structure());
            assertThat(verified.issuer()).isEqualTo(again.untrustedIssuer());
            assertThat(again.verifyInclusion(CRYPTO, LogValues.LOG.publicKey(), Bytes.concat(entry, Bytes.of(0))))
                    .isEmpty();
        }
    }

    @Test
    void receiptsOfConsistency() throws MalformedMessageException {
        for (int round = 0; round < ROUNDS; round++) {
            CoseReceipt receipt = values.consistencyReceipt();
            assertThat(CoseReceipt.decode(receipt.bytes()).untrustedConsistency())
                    .isEqualTo(receipt.untrustedConsistency());
        }
    }

    @Test
    void statements() throws MalformedMessageException {
        StatementPolicy policy = new StatementPolicy(
                new StatementIssuer.Key(LogValues.ISSUER.publicKey()),
                List.of(new StatementLog("log", LogValues.LOG.publicKey(), StatementLog.Entry.STATEMENT)),
                1);
        for (int round = 0; round < ROUNDS; round++) {
            Bytes bytes = values.transparentStatement();
            SignedStatement statement = SignedStatement.decode(bytes);
            VerifiedStatement verified = (VerifiedStatement) policy.verify(statement, CRYPTO);
            assertThat(verified.issuer()).isEqualTo(statement.untrustedIssuer());
            assertThat(verified.payload())
                    .isEqualTo(statement.untrustedPayload().orElseThrow());
            assertThat(SignedStatement.decode(statement.registered()).registered())
                    .isEqualTo(statement.registered());
        }
    }

    @Test
    void checkpoints() throws MalformedMessageException {
        Signer signer = SeededKeys.ed25519(7);
        for (int round = 0; round < ROUNDS; round++) {
            Checkpoint checkpoint = values.checkpoint();
            assertThat(Checkpoint.decode(checkpoint.text())).isEqualTo(checkpoint);
            NoteKey key = new NoteKey(checkpoint.origin(), NoteKeyType.ED25519, signer.publicKey());
            Bytes note = SignedNote.sign(checkpoint.text(), key, signer).encode();
            assertThat(SignedNote.decode(note).encode()).isEqualTo(note);
            assertThat(((VerifiedCheckpoint) CheckpointPolicy.of(checkpoint.origin(), key)
                                    .verify(note, CRYPTO))
                            .head())
                    .isEqualTo(checkpoint.head());
        }
    }

    @Test
    void bundles() throws MalformedMessageException {
        for (int round = 0; round < ROUNDS; round++) {
            EntryBundle bundle = values.bundle();
            assertThat(EntryBundle.decode(bundle.encode())).isEqualTo(bundle);
        }
    }
}
