package dev.rats4j.corim;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A measurement-values-map: values by code point, at least one. */
public final class MeasurementValues {

    private final Map<Long, Entry> entries;

    /** One value under its code point. */
    public record Entry(CodePoint<?> codePoint, Object value) {}

    private MeasurementValues(Map<Long, Entry> ascending) {
        if (ascending.isEmpty()) {
            throw new IllegalArgumentException("a measurement-values-map has at least one entry");
        }
        entries = ascending;
    }

    /** Starts with nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** A single value. */
    public static <T> MeasurementValues of(CodePoint<T> codePoint, T value) {
        return new MeasurementValues(
                Map.of(codePoint.number(), new Entry(codePoint, codePoint.type().cast(value))));
    }

    /** The value at a code point, if there is one of that type. */
    public <T> Optional<T> get(CodePoint<T> codePoint) {
        Entry entry = entries.get(codePoint.number());
        return entry != null && codePoint.type().isInstance(entry.value())
                ? Optional.of(codePoint.type().cast(entry.value()))
                : Optional.empty();
    }

    /** All entries by number of the code point, ascending. */
    public Map<Long, Entry> entries() {
        return entries;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof MeasurementValues other && entries.equals(other.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return "code points " + entries.keySet();
    }

    /** Collects values. */
    public static final class Builder {
        private final TreeMap<Long, Entry> entries = new TreeMap<>();

        private Builder() {}

        /** Adds a value; a code point occurs once. */
        public <T> Builder put(CodePoint<T> codePoint, T value) {
            return put(new Entry(codePoint, codePoint.type().cast(value)));
        }

        Builder put(Entry entry) {
            if (entries.put(entry.codePoint().number(), entry) != null) {
                throw new IllegalArgumentException(entry.codePoint().name() + " twice");
            }
            return this;
        }

        /** Fails if nothing was added. */
        public MeasurementValues build() {
            return new MeasurementValues(
                    entries.size() == 1 // as nearly all have; there are many
                            ? Map.of(entries.firstKey(), entries.firstEntry().getValue())
                            : Collections.unmodifiableMap(new TreeMap<>(entries)));
        }
    }
}
