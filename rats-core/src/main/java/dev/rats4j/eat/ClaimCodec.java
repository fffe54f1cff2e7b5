package dev.rats4j.eat;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and writes values of one type, in CBOR and JSON. Reading refuses every value that writing would not give, except for the freedom
 * of the encoding.
 *
 * @param <T> an immutable type with {@code equals}
 */
public interface ClaimCodec<T> {

    /** Reads a value. */
    T read(EatValue value) throws MalformedMessageException;

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException if it has no form in the format
     */
    EatValue write(T value, EatFormat format);

    /** How a value is read. */
    @FunctionalInterface
    interface Reader<T> {
        /** Reads a value. */
        T read(EatValue value) throws MalformedMessageException;
    }

    /** How a value is written. */
    @FunctionalInterface
    interface Writer<T> {
        /** Writes a value. */
        EatValue write(T value, EatFormat format);
    }

    /** A codec of two functions. */
    static <T> ClaimCodec<T> of(Reader<T> reader, Writer<T> writer) {
        return new ClaimCodec<>() {
            @Override
            public T read(EatValue value) throws MalformedMessageException {
                return reader.read(value);
            }

            @Override
            public EatValue write(T value, EatFormat format) {
                return writer.write(value, format);
            }
        };
    }

    /** Text of at least one character. */
    static ClaimCodec<String> text() {
        return of(
                value -> {
                    String text = value.text();
                    if (text.isEmpty()) {
                        throw value.malformed("is empty");
                    }
                    return text;
                },
                (text, format) -> format.text(text));
    }

    /** Bytes, that many of them. */
    static ClaimCodec<Bytes> bytes(int least, int most) {
        return of(
                value -> {
                    Bytes bytes = value.bytes();
                    if (bytes.length() < least || bytes.length() > most) {
                        throw value.malformed("has " + bytes.length() + " bytes, not " + least + " to " + most);
                    }
                    return bytes;
                },
                (bytes, format) -> format.bytes(bytes));
    }

    /** An integer in a range, both ends included. */
    static ClaimCodec<Long> integer(long least, long most) {
        return of(
                value -> {
                    long integer = value.integer();
                    if (integer < least || integer > most) {
                        throw value.malformed("is " + integer + ", not " + least + " to " + most);
                    }
                    return integer;
                },
                (integer, format) -> format.integer(integer));
    }

    /** An integer of 0 to 2^63-1. */
    static ClaimCodec<Long> unsigned() {
        return integer(0, Long.MAX_VALUE);
    }

    /** A truth value. */
    static ClaimCodec<Boolean> bool() {
        return of(EatValue::bool, (bool, format) -> format.bool(bool));
    }

    /** Seconds since 1970 up to the end of 9999, never in floating-point form: in JSON neither 1.0 nor 1e9. RFC 9711, 4.3.1. */
    static ClaimCodec<Instant> seconds() {
        long last = 253_402_300_799L;
        return of(
                value -> {
                    long seconds = value.writtenInteger();
                    if (seconds < 0 || seconds > last) {
                        throw value.malformed("is " + seconds + ", not 0 to " + last);
                    }
                    return Instant.ofEpochSecond(seconds);
                },
                (time, format) -> format.integer(time.getEpochSecond()));
    }

    /** An array of values, that many of them. */
    static <T> ClaimCodec<List<T>> listOf(ClaimCodec<T> element, int least, int most) {
        return of(
                value -> {
                    List<T> elements = new ArrayList<>();
                    for (EatValue each : value.list(least, most)) {
                        elements.add(element.read(each));
                    }
                    return List.copyOf(elements);
                },
                (elements, format) -> format.list(elements, element));
    }

    /** Any value, kept as it is; it can be written in its own format only. */
    static ClaimCodec<EatValue> encoded() {
        return of(value -> value, (value, format) -> {
            if (value.format() != format) {
                throw new IllegalArgumentException("a value that is kept in " + value.format() + " has no other form");
            }
            return value;
        });
    }
}
