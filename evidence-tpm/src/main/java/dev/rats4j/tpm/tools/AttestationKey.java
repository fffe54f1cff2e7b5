package dev.rats4j.tpm.tools;

import java.util.Locale;

/** Which key signs: one that is derived when needed, or one that lies in the TPM. */
sealed interface AttestationKey {

    /** The primary key of a template: the same key each time, without anything stored. */
    record Derived(AttestationKeyKind kind, KeyHierarchy hierarchy) implements AttestationKey {}

    /** A key made persistent by its owner. */
    record Persistent(int handle) implements AttestationKey {

        /** Refuses other handles. */
        public Persistent {
            // Part 2, 7.2: TPM_HT_PERSISTENT
            if (handle >>> 24 != 0x81) {
                throw new IllegalArgumentException("not a persistent handle: " + Integer.toHexString(handle));
            }
        }

        String argument() {
            return "0x" + Integer.toHexString(handle).toUpperCase(Locale.ROOT);
        }
    }
}
