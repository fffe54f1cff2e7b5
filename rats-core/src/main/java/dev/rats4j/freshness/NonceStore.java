package dev.rats4j.freshness;

import dev.rats4j.wire.Bytes;
import java.time.Duration;
import java.time.Instant;

/**
 * Nonces in memory that were handed out and not yet used: each works once, in its own session, until it expires. Their number is
 * bounded. For use by any number of threads; of several that redeem one nonce exactly one is accepted.
 */
public final class NonceStore {

    /** Most characters of a session's name. */
    public static final int MAX_SESSION_LENGTH = 256;

    private final OneTimeStore<Instant> nonces;

    private NonceStore(OneTimeStore<Instant> nonces) {
        this.nonces = nonces;
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
    public Issue issue(String session, Instant at) {
        return nonces.issue(session, at, at);
    }

    /** Uses a nonce up, if it is open, belongs to this session and is current. */
    public Answer redeem(Bytes nonce, String session, Instant at) {
        return nonces.redeem(nonce, session, at).answer();
    }

    /** Number of places that are taken. */
    public int size() {
        return nonces.size();
    }

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
            return new NonceStore(keeping());
        }

        /** An empty store that keeps something under each nonce. */
        public <T> OneTimeStore<T> keeping() {
            return new OneTimeStore<>(source, length, lifetime, capacity);
        }
    }
}
