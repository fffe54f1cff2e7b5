package dev.rats4j.log;

import dev.rats4j.wire.Bytes;

/**
 * A signature line of a note, as received.
 *
 * @param keyName the signer's name, not empty and without spaces and plus signs
 * @param keyId 4 bytes that with the name say which key; no proof of anything
 * @param signature what follows, in the format of the key's type; at least 1 byte
 */
public record NoteSignature(String keyName, Bytes keyId, Bytes signature) {

    private static final int KEY_ID_LENGTH = 4;

    /** Refuses names and lengths that a note cannot have. */
    public NoteSignature {
        if (!isName(keyName)) {
            throw new IllegalArgumentException("name of a key");
        }
        if (keyId.length() != KEY_ID_LENGTH || signature.isEmpty()) {
            throw new IllegalArgumentException(
                    "key id of " + keyId.length() + " bytes, signature of " + signature.length());
        }
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+' || c == 0x85 || c < ' ' || Character.isSpaceChar(c) || isSurrogate(c));
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    String line() {
        return SignedNote.DASH + keyName + ' ' + StandardBase64.encode(Bytes.concat(keyId, signature)) + '\n';
    }
}
