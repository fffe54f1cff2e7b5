package dev.rats4j.cli.content;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Blocks of PEM, RFC 7468. Text outside of them is a comment. */
final class Pem {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final String SECRET = "PRIVATE KEY-----";
    private static final int MOST_BLOCKS = 1024;

    private Pem() {}

    /**
     * A block.
     *
     * @param label what stands after BEGIN
     * @param content decoded
     */
    record Block(String label, Bytes content) {}

    /** Whether a block begins somewhere: cheap, and no promise. */
    static boolean looksLike(Bytes text) {
        return ByteText.contains(text, BEGIN);
    }

    /** Whether a private key of any format begins somewhere, also if the rest is broken, or inside of another text. */
    static boolean hasPrivateKey(Bytes text) {
        int begin = ByteText.find(text, BEGIN, 0, text.length());
        return begin >= 0 && ByteText.find(text, SECRET, begin, text.length()) >= 0;
    }

    private static String latin(Bytes text) {
        return new String(text.toByteArray(), StandardCharsets.ISO_8859_1);
    }

    /** All blocks, at least one. */
    static List<Block> blocks(Bytes pem) throws MalformedMessageException {
        List<Block> blocks = new ArrayList<>();
        StringBuilder base64 = new StringBuilder();
        String label = "";
        int offset = 0;
        for (String line : latin(pem).split("\n", -1)) {
            String text = line.strip();
            if (text.startsWith(DASHES)) {
                if (label.isEmpty()) {
                    label = label(text, offset);
                } else if (text.equals(END + label + DASHES)) {
                    add(blocks, label, base64.toString(), offset);
                    base64.setLength(0);
                    label = "";
                } else {
                    throw new MalformedMessageException("PEM", offset, "a line of dashes that does not belong here");
                }
            } else if (!label.isEmpty()) {
                base64.append(text);
            }
            offset += line.length() + 1;
        }
        if (!label.isEmpty() || blocks.isEmpty()) {
            throw new MalformedMessageException("PEM", pem.length(), "a block has no end, or there is none");
        }
        return List.copyOf(blocks);
    }

    private static String label(String line, int offset) throws MalformedMessageException {
        boolean isBegin = line.startsWith(BEGIN) && line.endsWith(DASHES) && line.length() > 16;
        if (!isBegin) {
            throw new MalformedMessageException("PEM", offset, "a line of dashes that does not belong here");
        }
        return line.substring(BEGIN.length(), line.length() - DASHES.length());
    }

    private static void add(List<Block> blocks, String label, String base64, int offset)
            throws MalformedMessageException {
        if (blocks.size() == MOST_BLOCKS) {
            throw new MalformedMessageException("PEM", offset, "more than " + MOST_BLOCKS + " blocks");
        }
        try {
            blocks.add(new Block(label, Bytes.copyOf(Base64.getDecoder().decode(base64))));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("PEM", offset, "the block is not base64");
        }
    }
}
