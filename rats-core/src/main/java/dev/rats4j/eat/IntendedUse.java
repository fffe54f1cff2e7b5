package dev.rats4j.eat;

import dev.rats4j.wire.MalformedMessageException;
import java.util.Locale;
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

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Optional<IntendedUse> of(EatValue value) throws MalformedMessageException {
            boolean inCbor = value.format() == EatFormat.CBOR;
            String word = inCbor ? "" : value.text();
            long number = inCbor ? value.integer() : 0;
            for (Registered use : values()) {
                if (inCbor ? use.ordinal() + 1 == number : use.word().equals(word)) {
                    return Optional.of(use);
                }
            }
            return Optional.empty();
        }
    }

    /** Another use in CBOR. */
    record OtherNumber(long number) implements IntendedUse {
        /** Refuses numbers of registered uses. */
        public OtherNumber {
            if (number >= 1 && number <= Registered.values().length) {
                throw new IllegalArgumentException("a registered use");
            }
        }
    }

    /** Another use in JSON. */
    record OtherName(String name) implements IntendedUse {
        /** Refuses names of registered uses. */
        public OtherName {
            for (Registered use : Registered.values()) {
                if (use.word().equals(name)) {
                    throw new IllegalArgumentException("a registered use");
                }
            }
        }
    }

    private static IntendedUse read(EatValue value) throws MalformedMessageException {
        Optional<IntendedUse> registered = Registered.of(value);
        if (registered.isPresent()) {
            return registered.get();
        }
        return value.format() == EatFormat.CBOR ? new OtherNumber(value.integer()) : new OtherName(value.text());
    }

    private static EatValue write(IntendedUse use, EatFormat format) {
        boolean inCbor = format == EatFormat.CBOR;
        if (use instanceof Registered registered) {
            return inCbor ? format.integer(registered.ordinal() + 1L) : format.text(registered.word());
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
