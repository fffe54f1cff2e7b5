package dev.rats4j.conformance;

import java.security.PublicKey;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A key object as of a security module that is out of order: whatever it is asked, it throws or answers rubbish.
 *
 * @param kind what is wrong, for people
 */
record BrokenKey(String kind, Supplier<String> algorithm, Supplier<byte @Nullable []> encoded) implements PublicKey {

    /** What a broken collaborator throws. */
    static final class OutOfOrder extends RuntimeException {
        OutOfOrder() {
            super("this collaborator is out of order");
        }
    }

    static List<PublicKey> all() {
        return List.of(
                new BrokenKey("throws", BrokenKey::fail, BrokenKey::fail),
                new BrokenKey("throws when encoded", () -> "EC", BrokenKey::fail),
                new BrokenKey("has no encoding", () -> "EC", () -> null),
                new BrokenKey("is empty", () -> "EC", () -> new byte[0]),
                new BrokenKey("is rubbish", () -> "RSA", () -> new byte[] {1, 2, 3}),
                new BrokenKey("is of no kind", () -> "", () -> new byte[] {0x30, 0}));
    }

    private static <T> T fail() {
        throw new OutOfOrder();
    }

    @Override
    public String getAlgorithm() {
        return algorithm.get();
    }

    @Override
    public String getFormat() {
        return "X.509";
    }

    @Override
    public byte @Nullable [] getEncoded() {
        return encoded.get();
    }

    @Override
    public String toString() {
        return "a key that " + kind;
    }
}
