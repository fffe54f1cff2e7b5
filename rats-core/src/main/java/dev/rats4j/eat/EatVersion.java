package dev.rats4j.eat;

import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;

/**
 * A version of hardware or software, RFC 9711, 4.2.5 and 4.2.7.
 *
 * @param version for example {@code 3.1.4}
 * @param scheme how versions are written and ordered, from the registry of CoSWID
 */
public record EatVersion(String version, Optional<Scheme> scheme) {

    static final ClaimCodec<EatVersion> CODEC = ClaimCodec.of(EatVersion::read, EatVersion::write);

    /** Number or name; one of the two. */
    public sealed interface Scheme {
        /** multipartnumeric, for example {@code 1.2.3}. */
        Scheme MULTIPART_NUMERIC = new ByNumber(1);
        /** multipartnumeric+suffix, for example {@code 1.2.3a}. */
        Scheme MULTIPART_NUMERIC_SUFFIX = new ByNumber(2);
        /** alphanumeric, no order of numbers. */
        Scheme ALPHANUMERIC = new ByNumber(3);
        /** decimal. */
        Scheme DECIMAL = new ByNumber(4);
        /** Semantic Versioning. */
        Scheme SEMVER = new ByNumber(16384);
    }

    /** A scheme by number. */
    public record ByNumber(long number) implements Scheme {}

    /** A scheme by name. */
    public record ByName(String name) implements Scheme {}

    /** A version that names no scheme. */
    public static EatVersion of(String version) {
        return new EatVersion(version, Optional.empty());
    }

    /** A version under a scheme. */
    public static EatVersion of(String version, Scheme scheme) {
        return new EatVersion(version, Optional.of(scheme));
    }

    private static EatVersion read(EatValue value) throws MalformedMessageException {
        List<EatValue> parts = value.list(1, 2);
        String version = parts.get(0).text();
        if (parts.size() == 1) {
            return of(version);
        }
        EatValue scheme = parts.get(1);
        return of(version, scheme.isInteger() ? new ByNumber(scheme.integer()) : new ByName(scheme.text()));
    }

    private static EatValue write(EatVersion version, EatFormat format) {
        EatValue text = format.text(version.version);
        return version.scheme
                .map(scheme -> format.list(
                        text,
                        scheme instanceof ByNumber number
                                ? format.integer(number.number())
                                : format.text(((ByName) scheme).name())))
                .orElseGet(() -> format.list(text));
    }
}
