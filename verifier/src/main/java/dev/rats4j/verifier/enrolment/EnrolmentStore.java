package dev.rats4j.verifier.enrolment;

import dev.rats4j.SourceUnavailableException;
import java.util.Optional;

/**
 * Where enrolled devices are kept. Whoever implements it makes {@link #bind} one transaction: two devices with one key, or one name
 * with two endorsed keys, are what enrolment is there to prevent.
 */
public interface EnrolmentStore {

    /** What {@link #bind} answers. */
    enum Binding {
        /** The keys are bound; if the device was enrolled before with the same endorsed key, its attestation key is replaced. */
        BOUND,
        /** The name is bound to another endorsed key; nothing was changed. */
        OTHER_KEY,
        /** One of the keys is bound to another name; nothing was changed. */
        OTHER_DEVICE
    }

    /** The device of a name, as it was bound as a whole. */
    Optional<EnrolledDevice> find(String device) throws SourceUnavailableException;

    /** Binds name and keys, if nothing speaks against it; of several at a time the first one wins. */
    Binding bind(EnrolledDevice device) throws SourceUnavailableException;

    /** Forgets a device, as an operator does whose machine got a new TPM. */
    void remove(String device) throws SourceUnavailableException;

    /** An empty store that lives as long as this object. */
    static EnrolmentStore inMemory() {
        return new MemoryEnrolmentStore();
    }
}
