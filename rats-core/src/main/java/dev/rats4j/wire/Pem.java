package dev.rats4j.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Blocks of PEM, RFC 7468. Text outside of them is a comment (5.2). */
public final class Pem {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int MOST_BLOCKS = 1024;

    private Pem() {}

    /**
     * A block.
     *
     * @param label what stands after BEGIN
     * @param content decoded
     * @param offset of its first line, in bytes
     */
    public record Block(String label, Bytes content, int offset) {}

    /**
     * All blocks, at least one and at most 1024.
     *
     * @throws MalformedMessageException for a line of dashes that neither begins nor ends a block, a block without end or that is not
     *     base64, and text without a block
     */
    public static List<Block> blocks(Bytes pem) throws MalformedMessageException {
        List<Block> blocks = new ArrayList<>();
        StringBuilder base64 = new StringBuilder();
        String label = "";
        int begin = 0;
        int offset = 0;
        for (String line : new String(pem.toByteArray(), StandardCharsets.ISO_8859_1).split("\n", -1)) {
            String text = line.strip();
            if (text.startsWith(DASHES)) {
                if (label.isEmpty()) {
                    label = label(text, offset);
                    begin = offset;
                } else if (text.equals(END + label + DASHES)) {
                    blocks.add(new Block(label, decoded(base64.toString(), offset), begin));
                    base64.setLength(0);
                    label = "";
                } else {
                    throw misplaced(offset);
                }
            } else if (!label.isEmpty()) {
                base64.append(text);
            }
            offset += line.length() + 1;
        }
        if (!label.isEmpty()) {
            throw new MalformedMessageException("PEM", pem.length(), "a block has no end");
        }
        expectSome(blocks, pem.length());
        return List.copyOf(blocks);
    }

    private static void expectSome(List<Block> blocks, int end) throws MalformedMessageException {
        if (blocks.isEmpty()) {
            throw new MalformedMessageException("PEM", end, "no block");
        }
        if (blocks.size() > MOST_BLOCKS) {
            throw new MalformedMessageException("PEM", 0, "more than " + MOST_BLOCKS + " blocks");
        }
    }

    /** The content of the only block, which has this label. */
    public static Bytes onlyBlock(Bytes pem, String label) throws MalformedMessageException {
        List<Block> blocks = blocks(pem);
        if (blocks.size() != 1 || !blocks.get(0).label().equals(label)) {
            throw new MalformedMessageException("PEM", 0, "is not one block " + label);
        }
        return blocks.get(0).content();
    }

    private static String label(String line, int offset) throws MalformedMessageException {
        boolean isBegin =
                line.startsWith(BEGIN) && line.endsWith(DASHES) && line.length() > BEGIN.length() + DASHES.length();
        if (!isBegin) {
            throw misplaced(offset);
        }
        return line.substring(BEGIN.length(), line.length() - DASHES.length());
    }

    private static MalformedMessageException misplaced(int offset) {
        return new MalformedMessageException("PEM", offset, "a line of dashes that does not belong here");
    }

    private static Bytes decoded(String base64, int offset) throws MalformedMessageException {
        try {
            return Bytes.copyOf(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("PEM", offset, "the block is not base64");
        }
    }
}
