package dev.rats4j.log;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text with signature lines, C2SP signed-note v1.0.0, as received: nobody answers for the text before {@link #verify}. */
@CheckReturnValue
public final class SignedNote {

    /** Longest note, in bytes. */
    public static final int MAX_LENGTH = 1 << 20;

    /** Most signature lines. */
    public static final int MAX_SIGNATURES = 64;

    static final String DASH = "\u2014 ";

    private static final Bytes DASH_BYTES = Bytes.ofUtf8(DASH);
    private static final int KEY_ID_LENGTH = 4;

    private final Bytes text;
    private final List<NoteSignature> signatures;

    private SignedNote(Bytes text, List<NoteSignature> signatures) {
        this.text = text;
        this.signatures = List.copyOf(signatures);
    }

    /**
     * Decodes a note.
     *
     * @throws MalformedMessageException for what is no UTF-8 or has control characters, lacks the empty line, has no signature lines or
     *     more than {@link #MAX_SIGNATURES}, or is longer than {@link #MAX_LENGTH}; also for a line that is none, whoever it names
     */
    public static SignedNote decode(Bytes note) throws MalformedMessageException {
        if (note.length() > MAX_LENGTH) {
            throw new MalformedMessageException("note", 0, note.length() + " bytes, at most " + MAX_LENGTH);
        }
        requireText(note);
        int end = textEnd(note);
        List<NoteSignature> signatures = new ArrayList<>();
        int at = end + 1;
        while (at < note.length()) {
            if (signatures.size() == MAX_SIGNATURES) {
                throw new MalformedMessageException("note", at, "more than " + MAX_SIGNATURES + " signatures");
            }
            int newline = lineEnd(note, at);
            signatures.add(signature(note.slice(at, newline), at));
            at = newline + 1;
        }
        if (signatures.isEmpty()) {
            throw new MalformedMessageException("note", note.length(), "has no signatures");
        }
        return new SignedNote(note.slice(0, end), signatures);
    }

    private static void requireText(Bytes note) throws MalformedMessageException {
        ByteBuffer in = note.asByteBuffer();
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, CharBuffer.allocate(note.length()), true);
        if (result.isError()) {
            throw new MalformedMessageException("note", in.position(), "is not UTF-8");
        }
        for (int i = 0; i < note.length(); i++) {
            if (note.at(i) < ' ' && note.at(i) != '\n') {
                throw new MalformedMessageException("note", i, "control character");
            }
        }
    }

    /** Where the text ends: behind the first line feed of the last empty line. */
    private static int textEnd(Bytes note) throws MalformedMessageException {
        for (int i = note.length() - 1; i > 0; i--) {
            if (note.at(i) == '\n' && note.at(i - 1) == '\n') {
                return i;
            }
        }
        throw new MalformedMessageException("note", note.length(), "has no empty line before the signatures");
    }

    private static int lineEnd(Bytes note, int start) throws MalformedMessageException {
        for (int i = start; i < note.length(); i++) {
            if (note.at(i) == '\n') {
                return i;
            }
        }
        throw new MalformedMessageException("note", note.length(), "last line does not end");
    }

    private static NoteSignature signature(Bytes line, int offset) throws MalformedMessageException {
        if (!line.startsWith(DASH_BYTES)) {
            throw new MalformedMessageException("note.signature", offset, "does not begin with an em dash and a space");
        }
        String rest = line.slice(DASH_BYTES.length(), line.length()).utf8();
        int space = rest.indexOf(' ');
        if (space < 0 || !NoteSignature.isName(rest.substring(0, space))) {
            throw new MalformedMessageException("note.signature", offset, "has no name of a key");
        }
        Bytes content = StandardBase64.decode("note.signature", offset, rest.substring(space + 1));
        if (content.length() <= KEY_ID_LENGTH) {
            throw new MalformedMessageException("note.signature", offset, content.length() + " bytes");
        }
        return new NoteSignature(
                rest.substring(0, space),
                content.slice(0, KEY_ID_LENGTH),
                content.slice(KEY_ID_LENGTH, content.length()));
    }

    /**
     * Signs a text.
     *
     * @param text UTF-8 that ends with a line feed and has no other control characters
     * @throws IllegalArgumentException if it is no text of a note, or the key is not one that signs without a time
     */
    public static SignedNote sign(Bytes text, NoteKey key, Signer signer) {
        return readable(new SignedNote(text, List.of(key.sign(text, signer, 0, false))), text);
    }

    /** This note with one more signature. */
    public SignedNote andSigned(NoteKey key, Signer signer) {
        return with(key.sign(text, signer, 0, false));
    }

    /**
     * This note with one more cosignature, C2SP tlog-cosignature.
     *
     * @param timestamp seconds since 1970
     */
    public SignedNote cosigned(NoteKey key, Signer signer, long timestamp) {
        return with(key.sign(text, signer, timestamp, true));
    }

    private SignedNote with(NoteSignature signature) {
        List<NoteSignature> more = new ArrayList<>(signatures);
        more.add(signature);
        return readable(new SignedNote(text, more), text);
    }

    private static SignedNote readable(SignedNote note, Bytes text) {
        try {
            if (decode(note.encode()).text.equals(text)) {
                return note;
            }
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("a note that nobody would read", e);
        }
        throw new IllegalArgumentException("a text that does not end with a line feed, or looks like signatures");
    }

    /** The note. */
    public Bytes encode() {
        StringBuilder lines = new StringBuilder("\n");
        signatures.forEach(signature -> lines.append(signature.line()));
        return Bytes.concat(text, Bytes.ofUtf8(lines.toString()));
    }

    /** The text with its last line feed, before anybody verified it. */
    public Bytes untrustedText() {
        return text;
    }

    /** All signature lines, also of keys that nobody knows. */
    public List<NoteSignature> untrustedSignatures() {
        return signatures;
    }

    /**
     * Verifies the signatures of the keys that are given. Lines of other keys are ignored, also if they share the name or the id of one.
     *
     * @param threshold how many of the keys must have signed, at least 1; one key under two names counts once
     * @return refused as well if any line of a given key does not verify
     */
    public NoteResult verify(CryptoBackend crypto, List<NoteKey> keys, int threshold) {
        if (threshold < 1) {
            throw new IllegalArgumentException("threshold " + threshold);
        }
        List<NoteSigner> signers = new ArrayList<>();
        for (NoteKey key : keys) {
            for (NoteSignature signature : signatures) {
                if (key.isNamedBy(signature)) {
                    Optional<NoteSigner> verified = key.verify(crypto, text, signature);
                    if (verified.isEmpty()) {
                        return new NoteResult.Refused("a signature of " + key.name() + " does not verify");
                    }
                    if (signers.stream().noneMatch(signer -> signer.key().equals(key))) {
                        signers.add(verified.get());
                    }
                }
            }
        }
        // not by name: signatures of Ed25519 and ECDSA do not cover it, so one would count for two
        long distinct = signers.stream()
                .map(signer -> signer.key().material())
                .distinct()
                .count();
        return distinct >= threshold
                ? new VerifiedNote(covered(signers), signers)
                : new NoteResult.Refused(distinct + " of " + threshold + " signatures");
    }

    /** What of the text the signers signed. Only checkpoints have signatures that leave something out, their extension lines. */
    private Bytes covered(List<NoteSigner> signers) {
        if (signers.stream().anyMatch(signer -> signer.key().type().coversText())) {
            return text;
        }
        try {
            Checkpoint checkpoint = Checkpoint.decode(text);
            return new Checkpoint(checkpoint.origin(), checkpoint.head(), List.of()).text();
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a signature over a checkpoint was verified", e);
        }
    }
}
