package dev.rats4j.freshness;

import dev.rats4j.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Nonces in memory that were handed out and not yet used: each works once, in its own session, until it expires. Their number is
 * bounded. For use by any number of threads; of several that redeem one nonce exactly one is accepted.
 */
public final class NonceStore {

    /** Most characters of a session's name. */
    public static final int MAX_SESSION_LENGTH = 256;

    private final NonceSource source;
    private final int length;
    private final Duration lifetime;
    private final int capacity;

    private final Map<Bytes, Entry> open = new HashMap<>();
    private final TreeSet<Entry> byExpiry =
            new TreeSet<>(Comparator.comparing(Entry::expires).thenComparingLong(Entry::sequence));
    private long sequence;
    private Bytes last = Bytes.EMPTY;

    private NonceStore(Builder builder) {
        source = builder.source;
        length = builder.length;
        lifetime = builder.lifetime;
        capacity = builder.capacity;
    }

    /** What {@link #issue} answers. */
    public sealed interface Issue {

        /**
         * A new nonce.
         *
         * @param nonce what the evidence must carry
         * @param expires the first instant at which it does not count any more
         */
        record Issued(Bytes nonce, Instant expires) implements Issue {}

        /** As many nonces are open as the store holds, none of them expired: try again later. */
        record Full() implements Issue {}
    }

    /** What {@link #redeem} answers. */
    public enum Answer {
        /** The nonce was open; now it is used up. */
        ACCEPTED,
        /** Never issued, used before, or expired so long ago that it is forgotten: fails {@code session.nonce-unused}. */
        UNKNOWN,
        /** Issued, not used, too old: fails {@code session.nonce-current}. */
        EXPIRED,
        /** Issued to another session, where it stays open: fails {@code session.nonce-bound}. */
        WRONG_SESSION
    }

    /** Starts with secure random nonces of 32 bytes, a lifetime of five minutes and 100,000 places. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A new nonce for a session. When the store is full, expired nonces are forgotten, the oldest first; one that can still be
     * used is never dropped for a new one.
     *
     * @throws IllegalStateException if the source repeats itself, which is a defect of the source
     */
    public synchronized Issue issue(String session, Instant at) {
        checkSession(session);
        if (open.size() >= capacity && !forgetExpired(at)) {
            return new Issue.Full();
        }
        byte[] random = new byte[length];
        source.fill(random);
        Bytes nonce = Bytes.copyOf(random);
        if (nonce.equals(last) || open.containsKey(nonce)) {
            throw new IllegalStateException("the nonce source repeats itself");
        }
        last = nonce;
        Entry entry = new Entry(nonce, session, at.plus(lifetime), sequence++);
        open.put(nonce, entry);
        byExpiry.add(entry);
        return new Issue.Issued(nonce, entry.expires());
    }

    /** Uses a nonce up, if it is open, belongs to this session and is current. */
    public synchronized Answer redeem(Bytes nonce, String session, Instant at) {
        Entry entry = open.get(nonce);
        if (entry == null) {
            return Answer.UNKNOWN;
        }
        if (!entry.session().equals(session)) {
            // it stays open, so that whoever saw a nonce pass by cannot spoil it for its owner
            return Answer.WRONG_SESSION;
        }
        if (!at.isBefore(entry.expires())) {
            return Answer.EXPIRED;
        }
        forget(entry);
        return Answer.ACCEPTED;
    }

    /** Number of places that are taken. */
    public synchronized int size() {
        return open.size();
    }

    private boolean forgetExpired(Instant at) {
        while (!byExpiry.isEmpty() && !at.isBefore(byExpiry.first().expires())) {
            forget(byExpiry.first());
        }
        return open.size() < capacity;
    }

    private void forget(Entry entry) {
        open.remove(entry.nonce());
        byExpiry.remove(entry);
    }

    private static void checkSession(String session) {
        if (session.isEmpty() || session.length() > MAX_SESSION_LENGTH) {
            throw new IllegalArgumentException("a session name has 1 to " + MAX_SESSION_LENGTH + " characters");
        }
    }

    private record Entry(Bytes nonce, String session, Instant expires, long sequence) {}

    /** Collects the settings of a store. */
    public static final class Builder {
        private NonceSource source = NonceSource.secure();
        private int length = 32;
        private Duration lifetime = Duration.ofMinutes(5);
        private int capacity = 100_000;

        private Builder() {}

        /** Takes nonces from another source. */
        public Builder source(NonceSource source) {
            this.source = source;
            return this;
        }

        /** Length of a nonce in bytes, 8 to 64 as RFC 9711, 4.1 has it. */
        public Builder length(int length) {
            if (length < 8 || length > 64) {
                throw new IllegalArgumentException("a nonce has 8 to 64 bytes");
            }
            this.length = length;
            return this;
        }

        /** How long a nonce can be used; positive. */
        public Builder lifetime(Duration lifetime) {
            if (lifetime.isZero() || lifetime.isNegative()) {
                throw new IllegalArgumentException("a lifetime is positive");
            }
            this.lifetime = lifetime;
            return this;
        }

        /** How many nonces may be open at a time; positive. */
        public Builder capacity(int capacity) {
            if (capacity < 1) {
                throw new IllegalArgumentException("a capacity is positive");
            }
            this.capacity = capacity;
            return this;
        }

        /** An empty store. */
        public NonceStore build() {
            return new NonceStore(this);
        }
    }
}
