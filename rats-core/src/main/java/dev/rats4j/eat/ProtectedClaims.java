package dev.rats4j.eat;

import dev.rats4j.wire.Bytes;

/** Claims that came over a channel which says who made them. Only {@link UnsignedEat#over} makes one. */
public final class ProtectedClaims extends AuthenticEat {

    private final ProtectingChannel channel;

    ProtectedClaims(Bytes token, EatFormat format, EatProfile profile, EatClaims claims, ProtectingChannel channel) {
        super(token, format, profile, claims);
        this.channel = channel;
    }

    /** What the caller said of the channel. */
    public ProtectingChannel channel() {
        return channel;
    }
}
