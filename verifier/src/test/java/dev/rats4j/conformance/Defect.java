package dev.rats4j.conformance;

import java.util.Set;

/** What is wrong with a sample scheme, its appraisal or its suite, and which tests of the kit turn red because of it. */
enum Defect {
    NONE,
    FORGETS_THE_SIGNATURE("S-1", "S-2", "S-5"),
    ACCEPTS_AN_EMPTY_SIGNATURE("S-1"),
    NAMES_THE_WRONG_CHECK("S-1", "S-2"),
    TRUSTS_ANY_KEY("S-2", "S-10", "S-12"),
    TRUSTS_NAMES("S-2", "S-12"),
    FORGETS_THE_NONCE("S-3"),
    ACCEPTS_A_MISSING_NONCE("S-3"),
    COMPARES_THE_BEGINNING_OF_THE_NONCE("S-3"),
    PASSES_A_NONCE_THAT_NOBODY_ASKED_FOR("S-3"),
    ACCEPTS_TRUNCATED_INPUT("S-4"),
    ACCEPTS_TRAILING_BYTES("S-4"),
    THROWS_SOMETHING_ELSE("S-4"),
    BELIEVES_AN_UNSIGNED_FIELD("S-5"),
    ACCEPTS_A_SIBLING("S-6"),
    ACCEPTS_AN_UNKNOWN_VERSION("S-6"),
    ACCEPTS_AN_UNKNOWN_VALUE("S-6"),
    IGNORES_RESERVED_BITS("S-6"),
    ACCEPTS_DEBUG("S-7"),
    LETS_AN_UNSIGNED_FIELD_HIDE_DEBUG("S-7"),
    TURNS_THE_FLOOR_ROUND("S-8"),
    FORGETS_A_COMPONENT_OF_THE_FLOOR("S-8"),
    ACCEPTS_EXPIRED_CERTIFICATES("S-9"),
    ACCEPTS_CERTIFICATES_TOO_EARLY("S-9"),
    IGNORES_KEY_USAGE("S-9"),
    IGNORES_PATH_LENGTH("S-9"),
    AFFIRMS_WITHOUT_ANCHORS("S-10"),
    LETS_A_SILENT_POLICY_PASS("S-11"),
    TAKES_AN_EXCEPTION_FOR_SUCCESS("S-12"),
    USES_PROVIDERS_OF_ITS_OWN("S-12"),
    NEVER_CALLS_A_CHECK("B1"),
    /** The suite has no evidence in debug state, and gives no reason. */
    SUITE_FORGETS_A_VARIANT("S-7"),
    /** The suite says that S-7 does not apply, and has evidence in debug state. */
    SUITE_CONTRADICTS_ITSELF("S-7"),
    /** The suite excuses a check that passes. */
    SUITE_EXCUSES_TOO_MUCH("B1"),
    /** The suite does not say where the signature is. */
    SUITE_HIDES_THE_SIGNATURE("S-1");

    private final Set<String> red;

    Defect(String... red) {
        this.red = Set.of(red);
    }

    /** What the names of exactly those tests begin with that fail. */
    Set<String> red() {
        return red;
    }
}
