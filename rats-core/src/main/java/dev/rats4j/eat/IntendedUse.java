package dev.rats4j.eat;

import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;

/** What the token is for, RFC 9711, 4.3.3: a number in CBOR, a name in JSON. */
public sealed interface IntendedUse {

    /** The registered ones, and others as they are. */
    ClaimCodec<IntendedUse> CODEC = ClaimCodec.of(IntendedUse::read, IntendedUse::write);

    /** Uses of the RFC: 1 to 5 in CBOR in this order, the names in lower case in JSON. */
    enum Registered implements IntendedUse {
        /** Any use. */
        GENERIC,
        /** Registration with a service. */
        REGISTRATION,
        /** Provisioning of keys and other secrets. */
        PROVISIONING,
        /** Issuing of a certificate. */
        CSR,
        /** Proof of possession of a key. */
        POP;

        private static final Words<Registered> WORDS = new Words<>(List.of(values()), 1);
    }

    /** Another use in CBOR. */
    record OtherNumber(long number) implements IntendedUse {
        /** Refuses numbers of registered uses. */
        public OtherNumber {
            if (Registered.WORDS.of(number).isPresent()) {
                throw new IllegalArgumentException("a registered use");
            }
        }
    }

    /** Another use in JSON. */
    record OtherName(String name) implements IntendedUse {
        /** Refuses names of registered uses. */
        public OtherName {
            if (Registered.WORDS.of(name).isPresent()) {
                throw new IllegalArgumentException("a registered use");
            }
        }
    }

    private static IntendedUse read(EatValue value) throws MalformedMessageException {
        Optional<Registered> registered = Registered.WORDS.read(value);
        if (registered.isPresent()) {
            return registered.get();
        }
        return value.format() == EatFormat.CBOR ? new OtherNumber(value.integer()) : new OtherName(value.text());
    }

    private static EatValue write(IntendedUse use, EatFormat format) {
        boolean inCbor = format == EatFormat.CBOR;
        if (use instanceof Registered registered) {
            return Registered.WORDS.write(registered, format);
        }
        if (use instanceof OtherNumber other && inCbor) {
            return format.integer(other.number());
        }
        if (use instanceof OtherName other && !inCbor) {
            return format.text(other.name());
        }
        throw new IllegalArgumentException("a use that is not registered has no form in " + format);
    }
}
