package dev.rats4j.tee.cca;

import dev.rats4j.eat.ClaimCodec;
import java.util.Locale;

/** Whether the memory of a realm is encrypted with a key of its own (memory encryption contexts). */
public enum MecPolicy {
    /** A key of its own. */
    PRIVATE,
    /** A key that other realms have, too. */
    SHARED;

    static final ClaimCodec<MecPolicy> CODEC = ClaimCodec.of(
            value -> {
                String text = value.text();
                for (MecPolicy policy : values()) {
                    if (policy.text().equals(text)) {
                        return policy;
                    }
                }
                throw value.malformed("is neither shared nor private");
            },
            (policy, format) -> format.text(policy.text()));

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
