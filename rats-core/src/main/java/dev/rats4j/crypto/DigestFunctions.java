package dev.rats4j.crypto;

import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Hash functions of this thread: making one costs more than hashing a quote. */
final class DigestFunctions {

    private static final ThreadLocal<Map<HashAlgorithm, MessageDigest>> OWN =
            ThreadLocal.withInitial(() -> new EnumMap<>(HashAlgorithm.class));

    private DigestFunctions() {}

    /** A function that has seen nothing; to be used up before the caller returns. */
    static MessageDigest of(HashAlgorithm algorithm) {
        Map<HashAlgorithm, MessageDigest> own = Objects.requireNonNull(OWN.get());
        MessageDigest function = own.get(algorithm);
        if (function == null) {
            function = algorithm.newFunction();
            own.put(algorithm, function);
        }
        function.reset();
        return function;
    }
}
