package dev.rats4j.ear;

import dev.rats4j.wire.Bytes;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Profiles that are OIDs: dotted in JSON, the contents of the BER encoding without header in CBOR (RFC 9711, 4.3.2; RFC 9090, 2). */
final class EarProfileText {

    private static final int LONGEST = 128;
    private static final Pattern DOTTED = Pattern.compile("[0-2](\\.(0|[1-9][0-9]{0,38}+))++");
    private static final BigInteger FORTY = BigInteger.valueOf(40);

    private EarProfileText() {}

    static boolean isOid(String profile) {
        return content(profile).isPresent();
    }

    /** Dotted notation; empty if the bytes are none, or longer than 128. */
    static Optional<String> dotted(Bytes content) {
        StringBuilder text = new StringBuilder();
        BigInteger arc = BigInteger.ZERO;
        boolean isFirstOctet = true;
        for (int i = 0; i < Math.min(content.length(), LONGEST); i++) {
            int octet = content.at(i);
            if (isFirstOctet && octet == 0x80) {
                return Optional.empty(); // X.690, 8.19.2
            }
            arc = arc.shiftLeft(7).or(BigInteger.valueOf(octet & 0x7f));
            isFirstOctet = octet < 0x80;
            if (isFirstOctet) {
                append(text, arc);
                arc = BigInteger.ZERO;
            }
        }
        // what has no dotted form of ours, or another one, is not taken
        String dotted = text.toString();
        return content(dotted).filter(content::equals).isPresent() ? Optional.of(dotted) : Optional.empty();
    }

    private static void append(StringBuilder text, BigInteger arc) {
        if (text.isEmpty()) {
            BigInteger first = arc.divide(FORTY).min(BigInteger.TWO);
            text.append(first).append('.').append(arc.subtract(first.multiply(FORTY)));
        } else {
            text.append('.').append(arc);
        }
    }

    /** Contents for dotted notation; empty if it is none. */
    static Optional<Bytes> content(String dotted) {
        if (dotted.length() > 4 * LONGEST || !DOTTED.matcher(dotted).matches()) {
            return Optional.empty();
        }
        String[] arcs = dotted.split("\\.", -1);
        BigInteger first = new BigInteger(arcs[0]);
        BigInteger second = new BigInteger(arcs[1]);
        if (first.intValue() < 2 && second.compareTo(FORTY) >= 0) {
            return Optional.empty();
        }
        Bytes content = base128(first.multiply(FORTY).add(second));
        for (int i = 2; i < arcs.length; i++) {
            content = Bytes.concat(content, base128(new BigInteger(arcs[i])));
        }
        return content.length() > LONGEST ? Optional.empty() : Optional.of(content);
    }

    private static Bytes base128(BigInteger arc) {
        byte[] octets = new byte[Math.max(1, (arc.bitLength() + 6) / 7)];
        for (int i = 0; i < octets.length; i++) {
            int group = arc.shiftRight(7 * (octets.length - 1 - i)).intValue() & 0x7f;
            octets[i] = (byte) (i < octets.length - 1 ? group | 0x80 : group);
        }
        return Bytes.copyOf(octets);
    }
}
