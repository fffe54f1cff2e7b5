package dev.rats4j.eat;

/**
 * What protects claims that carry no signature, RFC 9781, 3: a channel of which the receiver knows who is at the other end, and that nobody
 * between can change or replay. The library cannot see the channel; whoever makes one of these states that it is there.
 *
 * @param peer what authenticates the sender, for people and logs: {@code "TLS 1.3 with the client certificate CN=hsm-3"}
 */
public record ProtectingChannel(String peer) {

    /** Refuses an empty statement. */
    public ProtectingChannel {
        if (peer.isBlank()) {
            throw new IllegalArgumentException("a channel says what authenticates its sender");
        }
    }
}
