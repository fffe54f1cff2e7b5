package dev.rats4j.log;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private static final Signer LOG = SeededKeys.ed25519(1);
    private static final NoteKey LOG_KEY = new NoteKey("example.com/log", NoteKeyType.ED25519, LOG.publicKey());
    private static final Signer WITNESS = SeededKeys.ed25519(2);
    private static final NoteKey WITNESS_KEY =
            new NoteKey("w.example/1", NoteKeyType.COSIGNATURE_ED25519, WITNESS.publicKey());
    private static final NoteKey OTHER_WITNESS = new NoteKey(
            "w.example/2",
            NoteKeyType.COSIGNATURE_ED25519,
            SeededKeys.ed25519(3).publicKey());
    private static final Checkpoint CHECKPOINT = new Checkpoint(
            "example.com/log", new TreeHead(20852163, MerkleHash.ofLeaf(Bytes.EMPTY)), List.of("an extension"));
    private static final SignedNote NOTE =
            SignedNote.sign(CHECKPOINT.text(), LOG_KEY, LOG).cosigned(WITNESS_KEY, WITNESS, 1679315147);
    private static final CheckpointPolicy WITNESSED =
            new CheckpointPolicy("example.com/log", List.of(LOG_KEY), List.of(WITNESS_KEY, OTHER_WITNESS), 1);

    private static String reason(CheckpointResult result) {
        return ((CheckpointResult.Refused) result).reason();
    }

    /** A checkpoint and cosignature of the specification; nobody has the keys, so the form is what is compared. */
    @Test
    void checkpointOfTheSpecification() throws MalformedMessageException {
        Bytes example = Bytes.ofUtf8("""
                example.com/behind-the-sofa
                20852163
                CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

                — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
                — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
                """);
        SignedNote note = SignedNote.decode(example);
        Checkpoint checkpoint = Checkpoint.decode(note.untrustedText());
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.head().size()).isEqualTo(20852163);
        assertThat(checkpoint.text()).isEqualTo(note.untrustedText());
        assertThat(note.untrustedSignatures().get(1).signature().length()).isEqualTo(72);
    }

    @Test
    void verifiedIsAType() throws MalformedMessageException {
        VerifiedCheckpoint verified = (VerifiedCheckpoint) WITNESSED.verify(NOTE.encode(), CRYPTO);
        assertThat(verified.origin()).isEqualTo("example.com/log");
        assertThat(verified.head()).isEqualTo(CHECKPOINT.head());
        assertThat(verified.checkpoint()).isEqualTo(CHECKPOINT);
        assertThat(verified.log()).extracting(NoteSigner::key).containsExactly(LOG_KEY);
        assertThat(verified.witnesses()).extracting(NoteSigner::key).containsExactly(WITNESS_KEY);
        assertThat(verified.witnesses().get(0).timestamp()).hasValue(1679315147);
        assertThat(verified.witnesses().get(0).proof().message().utf8())
                .isEqualTo(
                        "cosignature/v1\ntime 1679315147\n" + CHECKPOINT.text().utf8());
        CheckpointPolicy alone = CheckpointPolicy.of("example.com/log", LOG_KEY);
        assertThat(((VerifiedCheckpoint) alone.verify(NOTE, CRYPTO)).witnesses())
                .isEmpty();
    }

    @Test
    void everyBitCounts() {
        byte[] bytes = NOTE.encode().toByteArray();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                assertThat(WITNESSED.verify(Bytes.copyOf(changed), CRYPTO))
                        .as("bit " + bit)
                        .isInstanceOf(CheckpointResult.Refused.class);
            } catch (MalformedMessageException e) {
                assertThat(e.offset()).isBetween(0, bytes.length);
            }
        }
    }

    @Test
    void whoMustSign() throws MalformedMessageException {
        SignedNote byLog = SignedNote.sign(CHECKPOINT.text(), LOG_KEY, LOG);
        assertThat(reason(WITNESSED.verify(byLog, CRYPTO))).isEqualTo("witnesses: 0 of 1 signatures");
        CheckpointPolicy both =
                new CheckpointPolicy("example.com/log", List.of(LOG_KEY), List.of(WITNESS_KEY, OTHER_WITNESS), 2);
        assertThat(reason(both.verify(NOTE, CRYPTO))).isEqualTo("witnesses: 1 of 2 signatures");
        NoteKey stranger = new NoteKey(
                "example.com/log", NoteKeyType.ED25519, SeededKeys.ed25519(9).publicKey());
        assertThat(reason(CheckpointPolicy.of("example.com/log", stranger).verify(NOTE, CRYPTO)))
                .isEqualTo("log: 0 of 1 signatures");
        assertThat(reason(CheckpointPolicy.of("example.com/other", LOG_KEY).verify(NOTE, CRYPTO)))
                .isEqualTo("origin: another log");
    }

    @Test
    void aCosignatureIsNoSignatureOfTheLog() throws MalformedMessageException {
        NoteKey plain = new NoteKey(WITNESS_KEY.name(), NoteKeyType.ED25519, WITNESS.publicKey());
        Bytes cosignature = NOTE.untrustedSignatures().get(1).signature();
        String line = new NoteSignature(plain.name(), plain.id(), cosignature.slice(8, 72)).line();
        SignedNote note = SignedNote.decode(Bytes.ofUtf8(CHECKPOINT.text().utf8() + "\n" + line));
        assertThat(reason(CheckpointPolicy.of("example.com/log", plain).verify(note, CRYPTO)))
                .isEqualTo("log: a signature of w.example/1 does not verify");
    }

    @Test
    void timesArePositive() throws MalformedMessageException {
        Bytes cosignature = NOTE.untrustedSignatures().get(1).signature();
        for (Bytes signature : List.of(
                cosignature.slice(0, 8),
                Bytes.concat(Bytes.of(0x80), cosignature.slice(1, 72)),
                Bytes.concat(Bytes.of(0, 0, 0, 0, 0, 0, 0, 1), cosignature.slice(8, 72)))) {
            String line = new NoteSignature(WITNESS_KEY.name(), WITNESS_KEY.id(), signature).line();
            Bytes note = Bytes.ofUtf8(
                    SignedNote.sign(CHECKPOINT.text(), LOG_KEY, LOG).encode().utf8() + line);
            assertThat(reason(WITNESSED.verify(note, CRYPTO)))
                    .isEqualTo("witnesses: a signature of w.example/1 does not verify");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> NOTE.cosigned(WITNESS_KEY, WITNESS, -1));
        SignedNote last =
                SignedNote.sign(CHECKPOINT.text(), LOG_KEY, LOG).cosigned(WITNESS_KEY, WITNESS, Long.MAX_VALUE);
        assertThat(((VerifiedCheckpoint) WITNESSED.verify(last, CRYPTO))
                        .witnesses()
                        .get(0)
                        .timestamp())
                .hasValue(Long.MAX_VALUE);
    }

    @Test
    @DisplayName("T-88 one key under two names is no two witnesses")
    void policiesCanBeMet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckpointPolicy("a", List.of(), List.of(), 0))
                .withMessage("no key of the log");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckpointPolicy("a", List.of(LOG_KEY), List.of(WITNESS_KEY), 2))
                .withMessage("threshold 2 of 1 witnesses");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckpointPolicy("a", List.of(LOG_KEY), List.of(WITNESS_KEY), -1));
        NoteKey plain = new NoteKey("w", NoteKeyType.ED25519, WITNESS.publicKey());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckpointPolicy("a", List.of(LOG_KEY), List.of(plain), 1))
                .withMessage("a witness whose key does not cosign");
        NoteKey alias = new NoteKey("w.example/9", NoteKeyType.COSIGNATURE_ED25519, WITNESS.publicKey());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckpointPolicy("a", List.of(LOG_KEY), List.of(WITNESS_KEY, alias), 2))
                .withMessage("one key twice");
    }

    @Test
    void signedTextThatIsNoCheckpoint() {
        SignedNote note = SignedNote.sign(Bytes.ofUtf8("example.com/log\n"), LOG_KEY, LOG);
        assertRefused(() -> CheckpointPolicy.of("example.com/log", LOG_KEY).verify(note, CRYPTO), "checkpoint", 16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "01", "-1", "+1", " 1", "1 ", "0x1", "1.0", "99999999999999999999", "\u0661"})
    void sizesAreDecimal(String size) {
        Bytes text = Bytes.ofUtf8("a\n" + size + "\n" + ROOT + "\n");
        assertRefused(() -> Checkpoint.decode(text), size.isEmpty() ? "checkpoint" : "checkpoint.size", 2);
    }

    @Test
    void otherTextsAreRefused() throws MalformedMessageException {
        assertRefused(() -> decode(""), "checkpoint", 0, "0 lines, at least 3");
        assertRefused(() -> decode("a\n1\n"), "checkpoint", 4, "2 lines, at least 3");
        assertRefused(() -> decode("a\n1\n" + ROOT), "checkpoint", 48, "last line does not end");
        assertRefused(() -> decode("a\n1\n" + ROOT + "\n\n"), "checkpoint", 49, "empty line");
        assertRefused(() -> decode("\n1\n" + ROOT + "\n"), "checkpoint", 0, "empty line");
        assertRefused(() -> decode("a\r\n1\n" + ROOT + "\n"), "checkpoint", 1, "control character");
        assertRefused(() -> decode("a\n9223372036854775808\n" + ROOT + "\n"), "checkpoint.size", 2, "is 2^63 or more");
        assertRefused(() -> decode("a\n1\nAAAA\n"), "checkpoint.root", 4, "3 bytes");
        assertRefused(() -> decode("a\n1\n" + ROOT.replace("I=", "J=") + "\n"), "checkpoint.root", 4);
        assertRefused(() -> decode("a\n0\n" + ROOT + "\n"), "checkpoint.root", 4, "is not that of an empty tree");
        assertThat(decode("a\n9223372036854775807\n" + ROOT + "\n").head().size())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(decode("a\n1\n" + ROOT + "\n" + "x\n".repeat(1021)).extensions())
                .hasSize(1021);
        assertRefused(() -> decode("a\n1\n" + ROOT + "\n" + "x\n".repeat(1022)), "checkpoint", 2091);
    }

    private static Checkpoint decode(String text) throws MalformedMessageException {
        return Checkpoint.decode(Bytes.ofUtf8(text));
    }

    @Test
    void linesAreLines() {
        TreeHead head = CHECKPOINT.head();
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("", head, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("a\nb", head, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("a", head, List.of("")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint("a", head, Collections.nCopies(1022, "x")));
    }
}
