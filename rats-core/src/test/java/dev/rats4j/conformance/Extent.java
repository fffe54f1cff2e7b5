package dev.rats4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much of S-4 and S-5 is tried: everything up to 4 KiB of input; beyond that the first 4 KiB and seeded positions.
 *
 * @param stride flips every so-manieth bit: 1 for everything; the kit's proof of itself takes fewer
 */
record Extent(int stride) {

    static final Extent FULL = new Extent(1);

    private static final int WHOLE = 4096;
    private static final int POSITIONS = 20_000;
    private static final int MOST_ADDED = 16;
    private static final long SEED = 20261125;

    /** Lengths of proper prefixes; the longest ones in any case. */
    IntStream prefixes(Bytes message) {
        int length = message.length();
        return length <= WHOLE
                ? IntStream.range(0, length)
                : IntStream.concat(beyond(WHOLE, length, 1), IntStream.range(length - MOST_ADDED, length));
    }

    /** Bits to flip. */
    IntStream bits(Bytes message) {
        int count = 8 * message.length();
        return count <= 8 * WHOLE ? every(count, stride) : beyond(8 * WHOLE, count, stride);
    }

    private static IntStream beyond(int whole, int count, int stride) {
        IntStream seeded = new Random(SEED).ints(POSITIONS / stride, whole, count);
        return IntStream.concat(every(whole, stride), seeded);
    }

    private static IntStream every(int count, int stride) {
        return IntStream.range(0, (count + stride - 1) / stride).map(step -> step * stride);
    }

    /** The message with 1 to 16 bytes after it: zeros, noise, its own beginning. */
    static Iterable<Bytes> extensions(Bytes message) {
        Random random = new Random(SEED);
        return IntStream.rangeClosed(1, MOST_ADDED)
                .boxed()
                .flatMap(length -> {
                    byte[] noise = new byte[length];
                    random.nextBytes(noise);
                    Bytes head = message.slice(0, Math.min(length, message.length()));
                    return Stream.of(Bytes.copyOf(new byte[length]), Bytes.copyOf(noise), head);
                })
                .map(more -> Bytes.concat(message, more))::iterator;
    }

    static Bytes flipped(Bytes message, int bit) {
        byte[] changed = message.toByteArray();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.copyOf(changed);
    }

    static int onlyOccurrence(Bytes whole, Bytes part) {
        List<Integer> found = new ArrayList<>();
        for (int at = 0; at + part.length() <= whole.length(); at++) {
            if (whole.slice(at, at + part.length()).equals(part)) {
                found.add(at);
            }
        }
        assertThat(found).as("places of the signature in the evidence").hasSize(1);
        return found.get(0);
    }
}
