package dev.rats4j.eat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A claims set: claims with their values, in the order of the message. By itself it says nothing about who made it.
 *
 * <p>Claims that nobody defined are kept encoded ({@link #others}). So are claims whose value is not of the type of the claim ({@link
 * #mistyped}): they can be shown and are written back, {@link #get} does not give them, and no {@link AuthenticEat} has any.
 */
public final class EatClaims {

    /** Most claims sets inside of one another, the outermost among them. */
    public static final int MOST_LEVELS = 8;

    /** Most bytes of an encoded claims set. */
    public static final int LARGEST = 1 << 20;

    private final Map<EatClaim<?>, Object> values;
    private final Map<CborKey, EatValue> others;
    private final Map<CborKey, Mistyped> mistyped;

    private EatClaims(Map<EatClaim<?>, Object> values, Map<CborKey, EatValue> others, Map<CborKey, Mistyped> mistyped) {
        this.values = Collections.unmodifiableMap(values);
        this.others = Collections.unmodifiableMap(others);
        this.mistyped = Collections.unmodifiableMap(mistyped);
    }

    /**
     * A claim that has a value of another type than its own.
     *
     * @param claim what stands at the key
     * @param value what is there
     * @param field where the type breaks
     * @param offset of the field
     * @param detail what is wrong
     */
    public record Mistyped(EatClaim<?> claim, EatValue value, String field, int offset, String detail) {}

    /** Starts with no claims. */
    public static Builder builder() {
        return new Builder();
    }

    /** Decodes registered claims. */
    public static EatClaims decode(Bytes message, EatFormat format) throws MalformedMessageException {
        return decode(message, format, EatProfile.NONE);
    }

    /**
     * Decodes a claims set.
     *
     * @param profile defines claims beside the registered ones; whether the claims follow it is not looked at
     * @throws MalformedMessageException for anything that is no map or object, for keys that are neither integer nor text or there
     *     twice, and for more than {@value #LARGEST} bytes
     */
    public static EatClaims decode(Bytes message, EatFormat format, EatProfile profile)
            throws MalformedMessageException {
        return read(value(message, format), profile, 1);
    }

    static EatValue value(Bytes message, EatFormat format) throws MalformedMessageException {
        if (message.length() > LARGEST) {
            throw new MalformedMessageException("Claims-Set", LARGEST, "longer than " + LARGEST + " bytes");
        }
        return format == EatFormat.CBOR
                ? EatValue.ofCbor("Claims-Set", CborItem.decode(message, CborProfile.WELL_FORMED))
                : EatValue.ofJson(Json.parse(message, JsonLimits.STANDARD));
    }

    /** Claims that count: of an accepted profile, all of their types. */
    static EatClaims authentic(EatValue value, EatProfile profile) throws MalformedMessageException {
        EatClaims claims = read(value, profile, 1);
        profile.expect(claims);
        return claims;
    }

    static EatClaims read(EatValue value, EatProfile profile, int level) throws MalformedMessageException {
        Map<EatClaim<?>, Object> values = new LinkedHashMap<>();
        Map<CborKey, EatValue> others = new LinkedHashMap<>();
        Map<CborKey, Mistyped> mistyped = new LinkedHashMap<>();
        EatMap map = value.map();
        for (Map.Entry<CborKey, EatValue> entry : map.entries().entrySet()) {
            CborKey key = entry.getKey();
            if (key instanceof CborKey.Binary) {
                throw entry.getValue().malformed("a claim under a byte string");
            }
            Optional<EatClaim<?>> claim = profile.claim(key, value.format());
            if (claim.isEmpty()) {
                others.put(key, entry.getValue());
                continue;
            }
            EatValue named = entry.getValue() instanceof CborEatValue && key instanceof CborKey.Int number
                    ? map.optional(number.value(), claim.get().name()).orElseThrow()
                    : entry.getValue();
            try {
                values.put(claim.get(), readClaim(claim.get(), named, profile, level));
            } catch (MalformedMessageException e) {
                mistyped.put(
                        key, new Mistyped(claim.get(), named, e.field(), e.offset(), String.valueOf(e.getMessage())));
            }
        }
        return new EatClaims(values, others, mistyped);
    }

    private static Object readClaim(EatClaim<?> claim, EatValue value, EatProfile profile, int level)
            throws MalformedMessageException {
        return claim == EatClaim.SUBMODS
                ? SubmoduleCodec.readAll(value, profile, level)
                : Objects.requireNonNull(claim.codec().read(value));
    }

    /** The value of a claim, if it is there and of the claim's type. */
    @SuppressWarnings("unchecked") // values come from the claim's codec, or from put
    public <T> Optional<T> get(EatClaim<T> claim) {
        return Optional.ofNullable((T) values.get(claim));
    }

    /** The claims that are there and of their types. */
    public Set<EatClaim<?>> claims() {
        return values.keySet();
    }

    /** Claims that nobody defined, by key; names of JSON are text keys. */
    public Map<CborKey, EatValue> others() {
        return others;
    }

    /** Claims that are not of their types, by key; none of those in submodules. */
    public Map<CborKey, Mistyped> mistyped() {
        return mistyped;
    }

    /** The nonces, perhaps none. */
    public List<EatNonce> nonces() {
        return get(EatClaim.NONCE).orElse(List.of());
    }

    /** The submodules by name, perhaps none. */
    public Map<String, Submodule> submodules() {
        return get(EatClaim.SUBMODS).orElse(Map.of());
    }

    /** Whether there are no claims at all. */
    public boolean isEmpty() {
        return values.isEmpty() && others.isEmpty() && mistyped.isEmpty();
    }

    /**
     * What is wrong with {@code exp}, {@code nbf} and {@code iat}; claims that are absent are not wrong.
     *
     * @param now the time to judge by
     * @param tolerance how far clocks may differ, not negative
     */
    public Set<TimeProblem> timeProblems(Instant now, Duration tolerance) {
        if (tolerance.isNegative()) {
            throw new IllegalArgumentException("negative tolerance");
        }
        Set<TimeProblem> problems = EnumSet.noneOf(TimeProblem.class);
        for (TimeProblem problem : TimeProblem.values()) {
            if (problem.isIn(this, now, tolerance)) {
                problems.add(problem);
            }
        }
        for (EatClaim<?> claim : List.of(EatClaim.EXP, EatClaim.NBF, EatClaim.IAT)) {
            if (mistyped.values().stream().anyMatch(wrong -> wrong.claim() == claim)) {
                problems.add(TimeProblem.UNREADABLE);
            }
        }
        return problems;
    }

    private int levels() {
        int inside = 0;
        for (Submodule submodule : submodules().values()) {
            if (submodule instanceof Submodule.Plain plain) {
                inside = Math.max(inside, plain.claims().levels());
            }
        }
        return inside + 1;
    }

    /** Fails if a claim is not of its type, also in a submodule that is a claims set. */
    void expectTyped() throws MalformedMessageException {
        for (Mistyped wrong : mistyped.values()) {
            throw new MalformedMessageException(wrong.field(), wrong.offset(), wrong.detail());
        }
        for (Submodule submodule : submodules().values()) {
            if (submodule instanceof Submodule.Plain plain) {
                plain.claims().expectTyped();
            }
        }
    }

    /**
     * Deterministic CBOR, or compact JSON. What is kept encoded is written as it was received.
     *
     * @throws IllegalArgumentException if a claim has no form in the format: unknown claims have one only in their own
     */
    public Bytes encode(EatFormat format) {
        EatValue value = write(format);
        return format == EatFormat.CBOR ? value.cbor() : Json.write(value.json());
    }

    EatValue write(EatFormat format) {
        EatFormat.MapBuilder map = format.map();
        values.forEach((claim, value) -> put(map, format, claim, write(claim, value, format)));
        others.forEach((key, value) -> put(map, format, key, value));
        mistyped.forEach((key, wrong) -> put(map, format, key, wrong.value()));
        return map.build();
    }

    @SuppressWarnings("unchecked") // values come from the claim's codec, or from put
    private static <T> EatValue write(EatClaim<T> claim, Object value, EatFormat format) {
        return claim.codec().write((T) value, format);
    }

    private static void put(EatFormat.MapBuilder map, EatFormat format, EatClaim<?> claim, EatValue value) {
        CborKey key =
                claim.key(format).orElseThrow(() -> new IllegalArgumentException(claim + " has no form in " + format));
        put(map, format, key, value);
    }

    private static void put(EatFormat.MapBuilder map, EatFormat format, CborKey key, EatValue value) {
        if (value.format() != format) {
            throw new IllegalArgumentException("claim " + key + " is kept in " + value.format());
        }
        if (key instanceof CborKey.Int number) {
            map.put(number.value(), key.toString(), value);
        } else {
            map.put(((CborKey.Text) key).value(), value);
        }
    }

    /** A builder that has all claims of this set but mistyped ones. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.values.putAll(values);
        builder.others.putAll(others);
        return builder;
    }

    /** Same claims and values in any order; what is kept encoded is compared as value of its format. */
    @Override
    public boolean equals(Object object) {
        return object instanceof EatClaims claims
                && values.equals(claims.values)
                && others.equals(claims.others)
                && wrongValues().equals(claims.wrongValues());
    }

    private Map<CborKey, EatValue> wrongValues() {
        Map<CborKey, EatValue> wrong = new LinkedHashMap<>();
        mistyped.forEach((key, value) -> wrong.put(key, value.value()));
        return wrong;
    }

    @Override
    public int hashCode() {
        return Objects.hash(values, others, wrongValues());
    }

    /** The names only: values do not belong in a log. */
    @Override
    public String toString() {
        return "claims " + values.keySet() + (others.isEmpty() ? "" : " and " + others.size() + " others");
    }

    /** Collects claims. */
    public static final class Builder {
        private final Map<EatClaim<?>, Object> values = new LinkedHashMap<>();
        private final Map<CborKey, EatValue> others = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a claim; it occurs once.
         *
         * @throws IllegalArgumentException if readers would refuse the value
         */
        @CanIgnoreReturnValue
        public <T> Builder put(EatClaim<T> claim, T value) {
            Object readable = value instanceof Map<?, ?> all && claim == EatClaim.SUBMODS
                    ? submodules(all)
                    : readable(claim, value);
            if (values.put(claim, readable) != null) {
                throw new IllegalArgumentException(claim + " twice");
            }
            return this;
        }

        private static Map<String, Submodule> submodules(Map<?, ?> all) {
            if (all.isEmpty()) {
                throw new IllegalArgumentException("submods is empty");
            }
            Map<String, Submodule> submodules = new LinkedHashMap<>();
            all.forEach((name, submodule) -> submodules.put((String) name, (Submodule) submodule));
            return Collections.unmodifiableMap(submodules);
        }

        /** The value as readers will have it, so that times and the like are compared as such. */
        private static <T> Object readable(EatClaim<T> claim, T value) {
            IllegalArgumentException failure = new IllegalArgumentException(claim + " has no such value");
            for (EatFormat format : EatFormat.values()) {
                try {
                    if (claim.key(format).isPresent()) {
                        return Objects.requireNonNull(
                                claim.codec().read(claim.codec().write(value, format)));
                    }
                } catch (MalformedMessageException | IllegalArgumentException e) {
                    failure.addSuppressed(e);
                }
            }
            throw failure;
        }

        /** Adds or replaces a submodule. */
        @CanIgnoreReturnValue
        public Builder putSubmodule(String name, Submodule submodule) {
            Map<String, Submodule> all = new LinkedHashMap<>();
            if (values.get(EatClaim.SUBMODS) instanceof Map<?, ?> present) {
                all.putAll(submodules(present));
            }
            all.put(name, submodule);
            values.put(EatClaim.SUBMODS, Collections.unmodifiableMap(all));
            return this;
        }

        /** Adds a claim that nobody defined; refuses keys of registered claims. */
        @CanIgnoreReturnValue
        public Builder putOther(CborKey key, EatValue value) {
            if (key instanceof CborKey.Binary
                    || EatProfile.NONE.claim(key, value.format()).isPresent()
                    || others.put(key, value) != null) {
                throw new IllegalArgumentException("no key for another claim: " + key);
            }
            return this;
        }

        /**
         * The claims.
         *
         * @throws IllegalArgumentException if there are more than {@value #MOST_LEVELS} levels of claims, or more than 1024 submodules
         */
        public EatClaims build() {
            EatClaims claims = new EatClaims(new LinkedHashMap<>(values), new LinkedHashMap<>(others), Map.of());
            if (claims.levels() > MOST_LEVELS || claims.submodules().size() > SubmoduleCodec.MOST) {
                throw new IllegalArgumentException("too many submodules, or levels of them");
            }
            return claims;
        }
    }
}
