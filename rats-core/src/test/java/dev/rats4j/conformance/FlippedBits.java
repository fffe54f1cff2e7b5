package dev.rats4j.conformance;

import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.wire.Bytes;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/** A specimen with one bit flipped, for every bit. */
record FlippedBits(EvidenceScheme scheme, Extent extent, Specimen specimen) {

    /**
     * Tries all bits, in parallel.
     *
     * @param rule throws if it does not hold; gets what the scheme said, and what was changed, for people
     */
    void tryAll(String name, BiConsumer<Trial, String> rule) {
        Bytes whole = specimen.evidence().content();
        OptionalInt wrong = extent.bits(whole)
                .parallel()
                .filter(bit -> catchThrowable(() -> tryBit(name, whole, bit, rule)) != null)
                .findFirst();
        // once more, on this thread: what crosses the threads of a parallel stream loses its message
        wrong.ifPresent(bit -> {
            tryBit(name, whole, bit, rule);
            throw new AssertionError(named(name, bit) + " fails at times");
        });
    }

    private void tryBit(String name, Bytes whole, int bit, BiConsumer<Trial, String> rule) {
        String what = named(name, bit);
        Specimen flipped = specimen.with(Extent.flipped(whole, bit));
        Trial.named(what, () -> rule.accept(Trial.of(scheme, flipped), what));
    }

    private static String named(String name, int bit) {
        return name + " with bit " + bit % 8 + " of byte " + bit / 8 + " flipped";
    }
}
