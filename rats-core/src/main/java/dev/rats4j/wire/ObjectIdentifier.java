package dev.rats4j.wire;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An object identifier. Formats of CBOR carry it as RFC 9090 has it: the contents of the BER encoding, without header (06 and length).
 *
 * @param dotted dotted notation, for example {@code 2.5.4.3}
 * @param content the contents of the BER encoding
 */
public record ObjectIdentifier(String dotted, Bytes content) {

    /** Most bytes of the contents. */
    public static final int LONGEST = 128;

    private static final int LONGEST_TEXT =
            4 * LONGEST + 2; // "2.47" for the first byte, at most ".127" for every other
    private static final Pattern DOTTED = Pattern.compile("[0-2](\\.(0|[1-9][0-9]*+))++");

    /** Refuses text and contents that are not of one identifier. */
    public ObjectIdentifier {
        if (!dottedOf(content).equals(Optional.of(dotted))) {
            throw new IllegalArgumentException("not one object identifier");
        }
    }

    /** The identifier with these contents; empty if the bytes are none, or more than {@value #LONGEST}. */
    public static Optional<ObjectIdentifier> ofContent(Bytes content) {
        return dottedOf(content).map(dotted -> new ObjectIdentifier(dotted, content));
    }

    /** The identifier in dotted notation; empty if the text is none. */
    public static Optional<ObjectIdentifier> parse(String dotted) {
        return contentOf(dotted).map(content -> new ObjectIdentifier(dotted, content));
    }

    private static Optional<String> dottedOf(Bytes content) {
        if (content.isEmpty() || content.length() > LONGEST || content.at(content.length() - 1) > 0x7f) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        BigInteger arc = BigInteger.ZERO;
        boolean fresh = true;
        for (int i = 0; i < content.length(); i++) {
            int octet = content.at(i);
            if (fresh && octet == 0x80) {
                return Optional.empty(); // X.690, 8.19.2: the leading octet is not 0x80
            }
            arc = arc.shiftLeft(7).or(BigInteger.valueOf(octet & 0x7f));
            fresh = octet < 0x80;
            if (fresh) {
                append(text, arc);
                arc = BigInteger.ZERO;
            }
        }
        return Optional.of(text.toString());
    }

    private static void append(StringBuilder text, BigInteger arc) {
        if (!text.isEmpty()) {
            text.append('.').append(arc);
            return;
        }
        BigInteger first = arc.divide(BigInteger.valueOf(40)).min(BigInteger.TWO);
        text.append(first).append('.').append(arc.subtract(first.multiply(BigInteger.valueOf(40))));
    }

    private static Optional<Bytes> contentOf(String dotted) {
        if (dotted.length() > LONGEST_TEXT || !DOTTED.matcher(dotted).matches()) {
            return Optional.empty();
        }
        String[] arcs = dotted.split("\\.", -1);
        BigInteger first = new BigInteger(arcs[0]);
        BigInteger second = new BigInteger(arcs[1]);
        if (first.intValue() < 2 && second.compareTo(BigInteger.valueOf(39)) > 0) {
            return Optional.empty();
        }
        Bytes content = base128(first.multiply(BigInteger.valueOf(40)).add(second));
        for (int i = 2; i < arcs.length; i++) {
            content = Bytes.concat(content, base128(new BigInteger(arcs[i])));
        }
        return content.length() > LONGEST ? Optional.empty() : Optional.of(content);
    }

    private static Bytes base128(BigInteger arc) {
        int length = Math.max(1, (arc.bitLength() + 6) / 7);
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            int group = arc.shiftRight(7 * (length - 1 - i)).intValue() & 0x7f;
            octets[i] = (byte) (i < length - 1 ? group | 0x80 : group);
        }
        return Bytes.copyOf(octets);
    }

    /** Dotted notation. */
    @Override
    public String toString() {
        return dotted;
    }
}
