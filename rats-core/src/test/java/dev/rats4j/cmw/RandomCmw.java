package dev.rats4j.cmw;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.wire.Bytes;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Wrappers for tests, the same for the same seed. */
public final class RandomCmw {

    private static final String[] TYPES = {
        "application/eat+cwt", "a/b;c=d", "application/eat+jwt; eat_profile=\"tag:x,2026:y\"", "X/y.z+w"
    };

    private RandomCmw() {}

    /** Any wrapper that has a form in CBOR. */
    public static Cmw any(Random random) {
        return next(random, 0, false);
    }

    /** Any wrapper that has the same form in JSON. */
    public static Cmw forJson(Random random) {
        return next(random, 0, true);
    }

    private static Cmw next(Random random, int depth, boolean isJson) {
        if (depth > 3 || random.nextInt(3) == 0) {
            return record(random, isJson);
        }
        Map<CborKey, Cmw> items = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            CborKey label = !isJson && random.nextBoolean()
                    ? CborKey.of(random.nextLong() >> random.nextInt(64))
                    : CborKey.of("label " + random.nextInt(1000) + "é");
            items.put(label, next(random, depth + 1, isJson));
        }
        Optional<String> type = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(random.nextBoolean() ? "1.3.6.1.4.1." + (1 + random.nextInt(99)) : "tag:x,2026:" + depth);
        return new CmwCollection(type, items);
    }

    private static CmwRecord record(Random random, boolean isJson) {
        CmwType type = !isJson && random.nextBoolean()
                ? new CmwType.ContentFormat(random.nextInt(0x10000))
                : new CmwType.MediaType(TYPES[random.nextInt(TYPES.length)]);
        byte[] value = new byte[(isJson ? 1 : 0) + random.nextInt(40)];
        random.nextBytes(value);
        Set<ConceptualMessage> roles = EnumSet.noneOf(ConceptualMessage.class);
        for (ConceptualMessage role : ConceptualMessage.values()) {
            if (random.nextInt(4) == 0) {
                roles.add(role);
            }
        }
        return new CmwRecord(type, Bytes.copyOf(value), roles);
    }
}
