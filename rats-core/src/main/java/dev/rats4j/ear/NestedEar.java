package dev.rats4j.ear;

import dev.rats4j.TrustworthinessTier;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An EAR some of whose submodules are results of other Verifiers: an example in the repository of the draft, which its CDDL (-04) does not
 * allow. To be looked at, not to be relied on: {@link Ear#decodeCbor} and {@link Ear#decodeJson} refuse it, no token gives one, and it has no
 * status over what nobody verified. Other claims of the whole are not read.
 *
 * @param verifierId who appraised what is not nested
 * @param statedStatus the status of the whole, if it is stated; no better than that of the worst submodule that has one
 * @param submodules by name, at least one
 */
public record NestedEar(
        Instant issuedAt,
        Optional<Instant> expiresAt,
        VerifierId verifierId,
        Optional<TrustworthinessTier> statedStatus,
        Optional<Bytes> nonce,
        Map<String, Submodule> submodules) {

    /** What a submodule holds. */
    public sealed interface Submodule {
        /** The status, if it can be read. */
        Optional<TrustworthinessTier> status();
    }

    /** An appraisal of the Verifier's own. */
    public record Appraised(EarAppraisal appraisal) implements Submodule {
        @Override
        public Optional<TrustworthinessTier> status() {
            return Optional.of(appraisal.status());
        }
    }

    /** A result of another Verifier, which this one vouches for: it has no signature. */
    public record Result(NestedEar ear) implements Submodule {
        @Override
        public Optional<TrustworthinessTier> status() {
            return ear.status();
        }
    }

    /**
     * A token, not verified, RFC 9711, 4.2.18.3.
     *
     * @param type {@code JWT} or {@code CBOR}
     * @param content as received: in UTF-8, or in CBOR
     */
    public record Token(String type, Bytes content) implements Submodule {
        @Override
        public Optional<TrustworthinessTier> status() {
            return Optional.empty();
        }
    }

    /** Keeps the order of the submodules; refuses none at all, and a status that is too good. */
    public NestedEar {
        submodules = Collections.unmodifiableMap(new LinkedHashMap<>(submodules));
        if (submodules.isEmpty() || submodules.size() > Ear.MAX_SUBMODULES) {
            throw new IllegalArgumentException(submodules.size() + " submodules, not 1 to " + Ear.MAX_SUBMODULES);
        }
        if (statedStatus.isPresent() && !StatusRule.isNoBetter(statedStatus.get(), statuses(submodules))) {
            throw new IllegalArgumentException("ear_status " + statedStatus.get()
                    + " is better than the worst submodule, " + TrustworthinessTier.worstOf(statuses(submodules)));
        }
        Ear.checkNonce(nonce);
    }

    /** As stated; else the worst of the submodules, unless there is one whose status cannot be read. */
    public Optional<TrustworthinessTier> status() {
        boolean allKnown = submodules.values().stream()
                .allMatch(submodule -> submodule.status().isPresent());
        return statedStatus.or(() ->
                Optional.of(TrustworthinessTier.worstOf(statuses(submodules))).filter(worst -> allKnown));
    }

    /**
     * Decodes a claims set in JSON.
     *
     * @throws MalformedMessageException for a claim of another type, and nothing else for any bytes
     */
    public static NestedEar decodeJson(Bytes message) throws MalformedMessageException {
        return NestedEarReader.decodeJson(message);
    }

    /**
     * Decodes a claims set in CBOR.
     *
     * @throws MalformedMessageException for a claim of another type, and nothing else for any bytes
     */
    public static NestedEar decodeCbor(Bytes message) throws MalformedMessageException {
        return NestedEarReader.decodeCbor(message);
    }

    private static Collection<TrustworthinessTier> statuses(Map<String, Submodule> submodules) {
        Stream<Submodule> all = submodules.values().stream();
        return all.map(Submodule::status).flatMap(Optional::stream).toList();
    }
}
