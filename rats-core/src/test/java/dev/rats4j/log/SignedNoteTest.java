package dev.rats4j.log;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

    private static final Signer SIGNER = SeededKeys.ed25519(1);
    private static final NoteKey KEY = new NoteKey("example.com/a", NoteKeyType.ED25519, SIGNER.publicKey());
    private static final Signer OTHER = SeededKeys.ed25519(2);
    private static final NoteKey OTHER_KEY = new NoteKey("example.com/b", NoteKeyType.ED25519, OTHER.publicKey());
    private static final Bytes TEXT = Bytes.ofUtf8("first è line\n\nthird\n");
    private static final SignedNote NOTE = SignedNote.sign(TEXT, KEY, SIGNER);

    private static String reason(SignedNote note, NoteKey... keys) {
        return ((NoteResult.Refused) note.verify(CRYPTO, List.of(keys), 1)).reason();
    }

    /** The note of the specification, with no key of its signer: the text is what counts. */
    @Test
    void noteOfTheSpecification() throws MalformedMessageException {
        Bytes example = Bytes.ofUtf8("""
                Ognuno sta solo sul cuor della terra
                trafitto da un raggio di sole:

                ed è subito sera.

                — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
                """);
        SignedNote note = SignedNote.decode(example);
        assertThat(note.untrustedText().utf8()).endsWith("ed è subito sera.\n");
        assertThat(note.untrustedSignatures()).hasSize(1);
        assertThat(note.untrustedSignatures().get(0).keyName()).isEqualTo("quasimodo.example/salvatore");
        assertThat(note.encode()).isEqualTo(example);
    }

    @Test
    void verifiedIsAType() throws MalformedMessageException {
        SignedNote note = SignedNote.decode(NOTE.encode());
        VerifiedNote verified = (VerifiedNote) note.verify(CRYPTO, List.of(OTHER_KEY, KEY), 1);
        assertThat(verified.text()).isEqualTo(TEXT);
        assertThat(verified.signers()).hasSize(1);
        assertThat(verified.signers().get(0).key()).isEqualTo(KEY);
        assertThat(verified.signers().get(0).timestamp()).isEmpty();
        assertThat(verified.signers().get(0).proof().message()).isEqualTo(TEXT);
    }

    @Test
    void everyBitOfTheNoteCounts() {
        byte[] bytes = NOTE.encode().toByteArray();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                assertThat(SignedNote.decode(Bytes.copyOf(changed)).verify(CRYPTO, List.of(KEY), 1))
                        .as("bit " + bit)
                        .isInstanceOf(NoteResult.Refused.class);
            } catch (MalformedMessageException e) {
                assertThat(e.offset()).isBetween(0, bytes.length);
            }
        }
    }

    @Test
    void unknownLinesAreIgnored() {
        SignedNote two = SignedNote.sign(TEXT, OTHER_KEY, OTHER).andSigned(KEY, SIGNER);
        assertThat(((VerifiedNote) two.verify(CRYPTO, List.of(KEY), 1)).signers())
                .hasSize(1);
        assertThat(((VerifiedNote) two.verify(CRYPTO, List.of(KEY, OTHER_KEY), 2)).signers())
                .hasSize(2);
        assertThat(reason(NOTE, OTHER_KEY)).isEqualTo("0 of 1 signatures");
        NoteKey sameName = new NoteKey(KEY.name(), NoteKeyType.ED25519, OTHER.publicKey());
        assertThat(reason(NOTE, sameName)).isEqualTo("0 of 1 signatures");
    }

    @Test
    void oneKeyCountsOnce() {
        SignedNote twice = NOTE.andSigned(KEY, SIGNER);
        assertThat(((NoteResult.Refused) twice.verify(CRYPTO, List.of(KEY, KEY), 2)).reason())
                .isEqualTo("1 of 2 signatures");
        assertThatIllegalArgumentException().isThrownBy(() -> twice.verify(CRYPTO, List.of(KEY), 0));
    }

    @Test
    void aBadLineOfAKnownKeySpoilsTheNote() throws MalformedMessageException {
        Bytes signature = NOTE.untrustedSignatures().get(0).signature();
        String good = NOTE.encode().utf8();
        String bad = new NoteSignature(KEY.name(), KEY.id(), Bytes.concat(signature.slice(0, 63), Bytes.of(0))).line();
        assertThat(reason(SignedNote.decode(Bytes.ofUtf8(good + bad)), KEY))
                .isEqualTo("a signature of example.com/a does not verify");
    }

    @Test
    void sixteenSignaturesAndMore() throws MalformedMessageException {
        SignedNote note = NOTE;
        for (int i = 1; i < SignedNote.MAX_SIGNATURES; i++) {
            note = note.andSigned(OTHER_KEY, OTHER);
        }
        Bytes most = note.encode();
        assertThat(SignedNote.decode(most).untrustedSignatures()).hasSize(64);
        Bytes more = Bytes.concat(
                most, Bytes.ofUtf8(note.untrustedSignatures().get(1).line()));
        assertRefused(() -> SignedNote.decode(more), "note", most.length(), "more than 64 signatures");
    }

    @Test
    void lengthIsBounded() throws MalformedMessageException {
        Bytes note = NOTE.encode();
        Bytes longest = Bytes.concat(Bytes.ofUtf8("x".repeat(SignedNote.MAX_LENGTH - note.length())), note);
        assertThat(SignedNote.decode(longest).encode()).isEqualTo(longest);
        Bytes longer = Bytes.concat(Bytes.ofUtf8("x"), longest);
        assertRefused(() -> SignedNote.decode(longer), "note", 0, "1048577 bytes, at most 1048576");
    }

    @Test
    void textsAreTexts() {
        assertRefused(() -> SignedNote.decode(Bytes.of('a', 0xc0, 0x80, '\n')), "note", 1, "is not UTF-8");
        assertRefused(() -> SignedNote.decode(Bytes.of('a', 0xed, 0xa0, 0x80, '\n')), "note", 1, "is not UTF-8");
        assertRefused(() -> SignedNote.decode(Bytes.of('a', 0xe2, 0x80)), "note", 1, "is not UTF-8");
        assertRefused(() -> SignedNote.decode(Bytes.ofUtf8("a\r\n")), "note", 1, "control character");
        assertRefused(() -> SignedNote.decode(Bytes.ofUtf8("a\u0000\n")), "note", 1, "control character");
        assertRefused(
                () -> SignedNote.decode(Bytes.ofUtf8("a\nb\n")), "note", 4, "has no empty line before the signatures");
        assertRefused(() -> SignedNote.decode(Bytes.EMPTY), "note", 0, "has no empty line before the signatures");
        assertRefused(() -> SignedNote.decode(Bytes.ofUtf8("a\n\n")), "note", 3, "has no signatures");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b AAAAAAA=\n", "- b AAAAAAA=\n", "\u2014b AAAAAAA=\n", "\u2014\u00a0b AAAAAAA=\n", "\u2014\n"
            })
    void linesBeginWithADash(String line) {
        Bytes note = Bytes.ofUtf8("a\n\n" + line);
        assertRefused(() -> SignedNote.decode(note), "note.signature", 3, "does not begin with an em dash and a space");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b\n",
                " AAAAAAA=\n",
                "a+b AAAAAAA=\n",
                "a\u00a0b AAAAAAA=\n",
                "a\u2028b AAAAAAA=\n",
                "a\u0085b AAAAAAA=\n"
            })
    void keysHaveNames(String line) {
        Bytes note = Bytes.ofUtf8("a\n\n\u2014 " + line);
        assertRefused(() -> SignedNote.decode(note), "note.signature", 3, "has no name of a key");
    }

    @Test
    void signaturesAreBase64InOneSpelling() {
        assertSignature("b AAAAA*AA", "is not base64");
        assertSignature("b AAAAAAA", "is not base64 in its one spelling");
        assertSignature("b AAAAAAB=", "is not base64 in its one spelling");
        assertSignature("b AAAA AAA=", "is not base64");
        assertSignature("b ", "0 bytes");
        assertSignature("b AAAAAA==", "4 bytes");
        Bytes note = Bytes.ofUtf8("a\n\n\u2014 b AAAAAAA=");
        assertRefused(() -> SignedNote.decode(note), "note", note.length(), "last line does not end");
    }

    private static void assertSignature(String line, String detail) {
        Bytes note = Bytes.ofUtf8("a\n\n\u2014 " + line + "\n");
        assertRefused(() -> SignedNote.decode(note), "note.signature", 3, detail);
    }

    @Test
    void onlyTextsAreSigned() {
        for (String text : List.of("a", "", "a\r\n", "a\n\n\u2014 b AAAAAAA=")) {
            assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.sign(Bytes.ofUtf8(text), KEY, SIGNER));
        }
        Signer ecdsa = SeededKeys.p256(1);
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.sign(TEXT, KEY, ecdsa));
        NoteKey witness = new NoteKey("w", NoteKeyType.COSIGNATURE_ED25519, OTHER.publicKey());
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.sign(TEXT, witness, OTHER));
        assertThatIllegalArgumentException().isThrownBy(() -> NOTE.cosigned(KEY, SIGNER, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NOTE.cosigned(witness, OTHER, 1))
                .withMessage("no checkpoint to cosign");
    }

    @Test
    @DisplayName("T-88 one key under two names is one signer: its signature can be written under both")
    void oneKeyUnderTwoNames() {
        NoteKey again = new NoteKey("example.com/c", NoteKeyType.ED25519, SIGNER.publicKey());
        SignedNote twice = NOTE.andSigned(again, SIGNER);
        assertThat(twice.verify(CRYPTO, List.of(KEY, again), 2)).isInstanceOf(NoteResult.Refused.class);
        assertThat(twice.verify(CRYPTO, List.of(KEY, again), 1)).isInstanceOf(VerifiedNote.class);
        assertThat(twice.andSigned(OTHER_KEY, OTHER).verify(CRYPTO, List.of(KEY, again, OTHER_KEY), 2))
                .isInstanceOf(VerifiedNote.class);
    }
}
