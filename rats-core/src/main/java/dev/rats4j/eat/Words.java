package dev.rats4j.eat;

import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values that are numbers one after another in CBOR, and in JSON the names of the constants in lower case with hyphens. */
final class Words<E extends Enum<E>> {

    private final List<E> constants;
    private final long first;

    /**
     * The words of an enum.
     *
     * @param constants in the order of their numbers
     * @param first the number of the first one
     */
    Words(List<E> constants, long first) {
        this.constants = List.copyOf(constants);
        this.first = first;
    }

    /** A codec that refuses every other value with this complaint. */
    ClaimCodec<E> codec(String complaint) {
        return ClaimCodec.of(
                value -> {
                    Optional<E> found = read(value);
                    if (found.isEmpty()) {
                        throw value.malformed(complaint);
                    }
                    return found.get();
                },
                this::write);
    }

    Optional<E> read(EatValue value) throws MalformedMessageException {
        return value.format() == EatFormat.CBOR ? of(value.integer()) : of(value.text());
    }

    EatValue write(E constant, EatFormat format) {
        return format == EatFormat.CBOR
                ? format.integer(first + constants.indexOf(constant))
                : format.text(word(constant));
    }

    Optional<E> of(long number) {
        return number < first || number >= first + constants.size()
                ? Optional.empty()
                : Optional.of(constants.get((int) (number - first)));
    }

    Optional<E> of(String word) {
        return constants.stream().filter(each -> word(each).equals(word)).findFirst();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
