package dev.rats4j.freshness;

import dev.rats4j.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Things kept in memory under a nonce, each handed out again once, to its own session, until it expires. Their number is bounded.
 * For use by any number of threads; of several that redeem one nonce exactly one gets the thing.
 *
 * @param <T> what is kept
 */
public final class OneTimeStore<T> {

    private final NonceSource source;
    private final int length;
    private final Duration lifetime;
    private final int capacity;

    private final Map<Bytes, Entry<T>> open = new HashMap<>();
    private final TreeSet<Entry<T>> byExpiry = new TreeSet<>(
            Comparator.<Entry<T>, Instant>comparing(Entry::expires).thenComparingLong(Entry::sequence));
    private long sequence;
    private Bytes last = Bytes.EMPTY;

    OneTimeStore(NonceSource source, int length, Duration lifetime, int capacity) {
        this.source = source;
        this.length = length;
        this.lifetime = lifetime;
        this.capacity = capacity;
    }

    /**
     * What {@link #redeem} gives.
     *
     * @param answer whether the nonce counts
     * @param value what was kept, if it does
     */
    public record Redemption<T>(NonceStore.Answer answer, Optional<T> value) {}

    /**
     * Keeps something for a session, under a new nonce. When the store is full, expired entries are forgotten, the oldest first;
     * one that can still be used is never dropped for a new one.
     *
     * @throws IllegalStateException if the source repeats itself, which is a defect of the source
     */
    public NonceStore.Issue issue(String session, T value, Instant at) {
        checkSession(session);
        if (isFull(at)) {
            return new NonceStore.Issue.Full();
        }
        byte[] random = new byte[length];
        source.fill(random); // not under the lock: a source that stalls holds up nobody else
        return keep(Bytes.copyOf(random), session, value, at);
    }

    private synchronized boolean isFull(Instant at) {
        return open.size() >= capacity && !forgetExpired(at);
    }

    private synchronized NonceStore.Issue keep(Bytes nonce, String session, T value, Instant at) {
        if (nonce.equals(last) || open.containsKey(nonce)) {
            throw new IllegalStateException("the nonce source repeats itself");
        }
        if (isFull(at)) {
            return new NonceStore.Issue.Full(); // others were faster
        }
        last = nonce;
        Entry<T> entry = new Entry<>(nonce, session, value, at.plus(lifetime), sequence++);
        open.put(nonce, entry);
        byExpiry.add(entry);
        return new NonceStore.Issue.Issued(nonce, entry.expires());
    }

    /** Uses a nonce up, if it is open, belongs to this session and is current. */
    public synchronized Redemption<T> redeem(Bytes nonce, String session, Instant at) {
        Entry<T> entry = open.get(nonce);
        if (entry == null) {
            return new Redemption<>(NonceStore.Answer.UNKNOWN, Optional.empty());
        }
        if (!entry.session().equals(session)) {
            // it stays open, so that whoever saw a nonce pass by cannot spoil it for its owner
            return new Redemption<>(NonceStore.Answer.WRONG_SESSION, Optional.empty());
        }
        if (!at.isBefore(entry.expires())) {
            return new Redemption<>(NonceStore.Answer.EXPIRED, Optional.empty());
        }
        forget(entry);
        return new Redemption<>(NonceStore.Answer.ACCEPTED, Optional.of(entry.value()));
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

    private void forget(Entry<T> entry) {
        open.remove(entry.nonce());
        byExpiry.remove(entry);
    }

    private static void checkSession(String session) {
        if (session.isEmpty() || session.length() > NonceStore.MAX_SESSION_LENGTH) {
            throw new IllegalArgumentException(
                    "a session name has 1 to " + NonceStore.MAX_SESSION_LENGTH + " characters");
        }
    }

    private record Entry<T>(Bytes nonce, String session, T value, Instant expires, long sequence) {}
}
