package dev.rats4j.cli.content;

import dev.rats4j.wire.Bytes;

/** Whether something in content begins like PEM. */
final class PemMarks {

    private static final String BEGIN = "-----BEGIN ";
    private static final String SECRET = "PRIVATE KEY-----";

    private PemMarks() {}

    /** Whether a block begins somewhere: cheap, and no promise. */
    static boolean looksLike(Bytes text) {
        return ByteText.contains(text, BEGIN);
    }

    /** Whether a private key of any format begins somewhere, also if the rest is broken, or inside of another text. */
    static boolean hasPrivateKey(Bytes text) {
        int begin = ByteText.find(text, BEGIN, 0, text.length());
        return begin >= 0 && ByteText.find(text, SECRET, begin, text.length()) >= 0;
    }
}
