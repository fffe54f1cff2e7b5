package dev.rats4j.log;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class LogFuzzTest {

    private static final PublicKey STRANGER = SeededKeys.p256(2).publicKey();
    private static final Signer SIGNER = SeededKeys.ed25519(3);
    private static final NoteKey KEY = new NoteKey("example.com/log", NoteKeyType.ED25519, SIGNER.publicKey());
    private static final NoteKey WITNESS =
            new NoteKey("example.com/w", NoteKeyType.COSIGNATURE_ED25519, SIGNER.publicKey());
    private static final TreeHead HEAD =
            NaiveMerkle.tree(NaiveMerkle.entries(5)).head();

    static Stream<byte[]> receipts() {
        LogValues values = new LogValues(new Random(1));
        return AnyBytes.seeds(
                CoseReceipt::decode,
                values.inclusionReceipt(Bytes.of(1)).bytes(),
                values.consistencyReceipt().bytes(),
                values.ccfReceipt(Bytes.of(1)).bytes());
    }

    @MethodSource("receipts")
    @FuzzTest
    void receipt(byte[] input) {
        AnyBytes.decode(input, CoseReceipt::decode).ifPresent(receipt -> {
            assertThat(receipt.verifyInclusion(CRYPTO, STRANGER, Bytes.of(1))).isEmpty();
            assertThat(receipt.verifyConsistency(CRYPTO, STRANGER, HEAD)).isEmpty();
        });
    }

    static Stream<byte[]> statements() {
        LogValues values = new LogValues(new Random(2));
        return AnyBytes.seeds(
                SignedStatement::decode,
                values.statement().bytes(),
                values.statement().bytes(),
                values.transparentStatement());
    }

    @MethodSource("statements")
    @FuzzTest
    void statement(byte[] input) {
        StatementPolicy policy = new StatementPolicy(
                new StatementIssuer.Key(STRANGER),
                List.of(new StatementLog("log", SIGNER.publicKey(), StatementLog.Entry.STATEMENT)),
                0);
        AnyBytes.decode(input, SignedStatement::decode).ifPresent(statement -> {
            assertThat(AnyBytes.decode(statement.registered().toByteArray(), SignedStatement::decode))
                    .isPresent();
            AnyBytes.decode(input, bytes -> policy.verify(statement, CRYPTO))
                    .ifPresent(result -> assertThat(result).isInstanceOf(StatementResult.Refused.class));
        });
    }

    static Stream<byte[]> notes() {
        Bytes text = Bytes.ofUtf8("example.com/log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n");
        SignedNote note = SignedNote.sign(text, KEY, SIGNER);
        return AnyBytes.seeds(
                SignedNote::decode,
                note.encode(),
                note.cosigned(WITNESS, SIGNER, 1).encode(),
                SignedNote.sign(Bytes.ofUtf8("\u00e4\n\n\n"), KEY, SIGNER).encode());
    }

    @MethodSource("notes")
    @FuzzTest
    void note(byte[] input) {
        AnyBytes.decode(input, SignedNote::decode).ifPresent(note -> {
            assertThat(note.encode()).isEqualTo(Bytes.copyOf(input));
            AnyBytes.decode(
                    input, bytes -> CheckpointPolicy.of("example.com/log", KEY).verify(note, CRYPTO));
        });
    }

    static Stream<byte[]> checkpoints() {
        LogValues values = new LogValues(new Random(3));
        return AnyBytes.seeds(
                Checkpoint::decode,
                values.checkpoint().text(),
                values.checkpoint().text());
    }

    @MethodSource("checkpoints")
    @FuzzTest
    void checkpoint(byte[] input) {
        AnyBytes.decode(input, Checkpoint::decode)
                .ifPresent(checkpoint -> AnyBytes.roundTrip(checkpoint, Checkpoint::text, Checkpoint::decode));
    }

    private static NoteKey decodeKey(Bytes text) throws MalformedMessageException {
        return NoteKey.parse(text.utf8(), CRYPTO);
    }

    static Stream<byte[]> keys() {
        return AnyBytes.seeds(
                LogFuzzTest::decodeKey,
                Bytes.ofUtf8(KEY.text()),
                Bytes.ofUtf8(WITNESS.text()),
                Bytes.ofUtf8(new NoteKey("a", NoteKeyType.ECDSA, STRANGER).text()));
    }

    @MethodSource("keys")
    @FuzzTest
    void key(byte[] input) {
        AnyBytes.decode(input, LogFuzzTest::decodeKey)
                .ifPresent(key -> AnyBytes.roundTrip(key, again -> Bytes.ofUtf8(again.text()), LogFuzzTest::decodeKey));
    }

    private static Tile decodeTile(Bytes text) throws MalformedMessageException {
        return Tile.parse(text.utf8());
    }

    static Stream<byte[]> tiles() {
        return AnyBytes.seeds(
                LogFuzzTest::decodeTile, Bytes.ofUtf8("tile/0/000"), Bytes.ofUtf8("tile/2/x001/x234/067.p/9"));
    }

    @MethodSource("tiles")
    @FuzzTest
    void tile(byte[] input) {
        AnyBytes.decode(input, LogFuzzTest::decodeTile)
                .ifPresent(tile ->
                        assertThat(tile.path()).isEqualTo(Bytes.copyOf(input).utf8()));
        try {
            assertThat(new TiledTree(place -> Optional.of(Bytes.copyOf(input)), HEAD).verify(1, MerkleHash.EMPTY_TREE))
                    .isEmpty();
        } catch (IOException | MalformedMessageException e) {
            assertThat(e).isInstanceOf(MalformedMessageException.class);
        }
    }

    static Stream<byte[]> bundles() {
        LogValues values = new LogValues(new Random(4));
        return AnyBytes.seeds(EntryBundle::decode, values.bundle().encode(), Bytes.of(0, 0));
    }

    @MethodSource("bundles")
    @FuzzTest
    void bundle(byte[] input) {
        AnyBytes.decode(input, EntryBundle::decode)
                .ifPresent(bundle -> assertThat(bundle.encode()).isEqualTo(Bytes.copyOf(input)));
    }
}
