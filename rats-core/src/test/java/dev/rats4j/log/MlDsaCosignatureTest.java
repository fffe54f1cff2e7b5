package dev.rats4j.log;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rats4j.crypto.PureScheme;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** There are no vectors of others yet: what is signed is written out here from the specification. */
class MlDsaCosignatureTest {

    private static final Signer SIGNER = SeededKeys.pure(PureScheme.ML_DSA_44, 1);
    private static final NoteKey KEY =
            new NoteKey("w.example/1", NoteKeyType.COSIGNATURE_ML_DSA_44, SIGNER.publicKey());
    private static final Signer LOG = SeededKeys.ed25519(2);
    private static final NoteKey LOG_KEY = new NoteKey("example.com/log", NoteKeyType.ED25519, LOG.publicKey());
    private static final Checkpoint CHECKPOINT = new Checkpoint(
            "example.com/log", new TreeHead(0x0102, MerkleHash.ofLeaf(Bytes.EMPTY)), List.of("extension"));

    private static SignedNote note() {
        return SignedNote.sign(CHECKPOINT.text(), LOG_KEY, LOG).cosigned(KEY, SIGNER, 1679315147);
    }

    private static SignedNote onlyCosigned() throws MalformedMessageException {
        NoteSignature line = note().untrustedSignatures().get(1);
        return SignedNote.decode(Bytes.concat(CHECKPOINT.text(), Bytes.ofUtf8("\n" + line.line())));
    }

    @Test
    void keysAreReadBack() throws MalformedMessageException {
        assertThat(NoteKey.parse(KEY.text(), CRYPTO)).isEqualTo(KEY);
        assertThat(KEY.text()).hasSizeGreaterThan(1312 * 4 / 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoteKey("a", NoteKeyType.COSIGNATURE_ML_DSA_44, LOG.publicKey()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoteKey("a", NoteKeyType.COSIGNATURE_ED25519, SIGNER.publicKey()));
    }

    @Test
    void whatIsSigned() throws MalformedMessageException {
        CheckpointPolicy policy = new CheckpointPolicy("example.com/log", List.of(LOG_KEY), List.of(KEY), 1);
        VerifiedCheckpoint verified = (VerifiedCheckpoint) policy.verify(note().encode(), CRYPTO);
        NoteSigner witness = verified.witnesses().get(0);
        assertThat(witness.timestamp()).hasValue(1679315147);
        assertThat(witness.proof().message())
                .isEqualTo(Bytes.concat(
                        Bytes.ofUtf8("subtree/v1\n"),
                        Bytes.of(0, 11),
                        Bytes.ofUtf8("w.example/1"),
                        Bytes.of(0, 0, 0, 0, 0x64, 0x18, 0x50, 0xcb, 15),
                        Bytes.ofUtf8("example.com/log"),
                        Bytes.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2),
                        CHECKPOINT.head().root()));
        assertThat(verified.checkpoint()).isEqualTo(CHECKPOINT);
        assertThat(note().untrustedSignatures().get(1).signature().length()).isEqualTo(8 + 2420);
    }

    @Test
    @DisplayName("T-88 extension lines that no signature covers are left out")
    void extensionsThatNobodySignedAreLeftOut() throws MalformedMessageException {
        CheckpointPolicy policy = CheckpointPolicy.of("example.com/log", KEY);
        VerifiedCheckpoint verified = (VerifiedCheckpoint) policy.verify(onlyCosigned(), CRYPTO);
        assertThat(verified.checkpoint()).isEqualTo(new Checkpoint(CHECKPOINT.origin(), CHECKPOINT.head(), List.of()));
        Bytes other = Bytes.ofUtf8(onlyCosigned().encode().utf8().replace("extension", "forged"));
        assertThat(((VerifiedCheckpoint) policy.verify(other, CRYPTO)).checkpoint())
                .isEqualTo(verified.checkpoint());
        VerifiedNote both = (VerifiedNote) note().verify(CRYPTO, List.of(KEY, LOG_KEY), 2);
        assertThat(both.text()).isEqualTo(CHECKPOINT.text());
    }

    @Test
    void nameOriginSizeAndRootCount() throws MalformedMessageException {
        String good = onlyCosigned().encode().utf8();
        for (String bad : List.of(
                good.replaceFirst("example.com/log", "example.com/lag"),
                good.replaceFirst("\n258\n", "\n259\n"),
                good.replaceFirst("bjQ", "bjR"))) {
            assertThat(SignedNote.decode(Bytes.ofUtf8(bad)).verify(CRYPTO, List.of(KEY), 1))
                    .isEqualTo(new NoteResult.Refused("a signature of w.example/1 does not verify"));
        }
        NoteKey alias = new NoteKey("w.example/2", NoteKeyType.COSIGNATURE_ML_DSA_44, SIGNER.publicKey());
        NoteSignature line = onlyCosigned().untrustedSignatures().get(0);
        String renamed = new NoteSignature(alias.name(), alias.id(), line.signature()).line();
        SignedNote note = SignedNote.decode(Bytes.concat(CHECKPOINT.text(), Bytes.ofUtf8("\n" + renamed)));
        assertThat(note.verify(CRYPTO, List.of(alias), 1)).isInstanceOf(NoteResult.Refused.class);
    }

    @Test
    void textsThatCannotBeCosigned() {
        NoteKey longName = new NoteKey("x".repeat(256), NoteKeyType.COSIGNATURE_ML_DSA_44, SIGNER.publicKey());
        SignedNote note = SignedNote.sign(CHECKPOINT.text(), LOG_KEY, LOG);
        assertThatIllegalArgumentException().isThrownBy(() -> note.cosigned(longName, SIGNER, 1));
        SignedNote other = SignedNote.sign(Bytes.ofUtf8("a\n"), LOG_KEY, LOG);
        assertThatIllegalArgumentException().isThrownBy(() -> other.cosigned(KEY, SIGNER, 1));
    }
}
