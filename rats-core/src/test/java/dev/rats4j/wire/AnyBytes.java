package dev.rats4j.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a decoder owes to any bytes: a value, or a {@link MalformedMessageException}. Fuzz tests hold decoders to it. */
public final class AnyBytes {

    private AnyBytes() {}

    /** A decoder under test. */
    @FunctionalInterface
    public interface Decoder<T> {
        /** Decodes bytes of strangers. */
        T decode(Bytes message) throws MalformedMessageException;
    }

    /** The value, or empty if the bytes are refused in the one allowed way. Everything else that is thrown passes through. */
    public static <T> Optional<T> decode(byte[] input, Decoder<T> decoder) {
        Bytes message = Bytes.copyOf(input);
        try {
            return Optional.of(decoder.decode(message));
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isBetween(0, message.length());
            return Optional.empty();
        }
    }

    /** What decodes is encoded and decodes again to an equal value, whose encoding is the same. */
    public static <T> void roundTrip(T value, Function<T, Bytes> encoder, Decoder<T> decoder) {
        Bytes encoded = encoder.apply(value);
        T again;
        try {
            again = decoder.decode(encoded);
        } catch (MalformedMessageException e) {
            throw new AssertionError("does not read what it wrote: " + encoded.toHex(), e);
        }
        assertThat(again).isEqualTo(value);
        assertThat(encoder.apply(again)).isEqualTo(encoded);
    }

    /** Seeds for a decoder. Each decodes: a seed that does not would leave the ordinary build with nothing to look at. */
    public static Stream<byte[]> seeds(Decoder<?> decoder, Bytes... messages) {
        return Arrays.stream(messages).map(message -> {
            try {
                decoder.decode(message);
            } catch (MalformedMessageException e) {
                throw new AssertionError("a seed does not decode: " + message.toHex(), e);
            }
            return message.toByteArray();
        });
    }
}
