package dev.rats4j.ear;

import dev.rats4j.TrustworthinessTier;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An EAT Attestation Result, EAR draft -04, 3. The claims; see {@link EarToken} for the signed form.
 *
 * @param issuedAt whole seconds
 * @param expiresAt whole seconds, after {@code issuedAt}
 * @param notBefore whole seconds, before {@code expiresAt}; the token is not to be accepted earlier
 * @param verifierId who appraised
 * @param statedStatus the status of the whole, if the EAR states it; no better than the worst submodule
 * @param nonce given to the Verifier by whoever asked, 8 to 64 bytes
 * @param rawEvidence the evidence that was appraised
 * @param topology for an Attester the Attesters below it, all by their names in {@code submodules}; empty if the EAR has none
 * @param submodules an appraisal per Attester, by name, at least one
 * @param others claims that are not known here, kept and not understood
 */
public record Ear(
        Instant issuedAt,
        Optional<Instant> expiresAt,
        Optional<Instant> notBefore,
        VerifierId verifierId,
        Optional<TrustworthinessTier> statedStatus,
        Optional<Bytes> nonce,
        Optional<CmwRecord> rawEvidence,
        Map<String, List<String>> topology,
        Map<String, EarAppraisal> submodules,
        EarClaims others) {

    /** The only profile that is read and written. */
    public static final String PROFILE = "tag:ietf.org,2026:rats/ear#04";

    /** Most submodules. */
    public static final int MAX_SUBMODULES = 1024;

    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    /** Keeps the order of the submodules; refuses what {@link #decodeCbor} would refuse. */
    public Ear {
        submodules = Collections.unmodifiableMap(new LinkedHashMap<>(submodules));
        if (submodules.isEmpty() || submodules.size() > MAX_SUBMODULES) {
            throw new IllegalArgumentException(submodules.size() + " submodules, not 1 to " + MAX_SUBMODULES);
        }
        checkTime(issuedAt);
        if (expiresAt.isPresent()) {
            checkTime(expiresAt.get());
            if (!expiresAt.get().isAfter(issuedAt)) {
                throw new IllegalArgumentException("expires before it is issued");
            }
        }
        if (notBefore.isPresent()) {
            checkTime(notBefore.get());
            if (expiresAt.isPresent() && !notBefore.get().isBefore(expiresAt.get())) {
                throw new IllegalArgumentException("expires before it is valid");
            }
        }
        if (statedStatus.isPresent() && !StatusRule.isNoBetter(statedStatus.get(), statuses(submodules))) {
            throw new IllegalArgumentException("ear_status " + statedStatus.get()
                    + " is better than the worst submodule, " + TrustworthinessTier.worstOf(statuses(submodules)));
        }
        checkNonce(nonce);
        topology = EarTopology.checked(topology, submodules.keySet());
        EarLevel.EAR.checkOthers(others);
    }

    /** An EAR without a topology, and without claims that are not known here. */
    public Ear(
            Instant issuedAt,
            Optional<Instant> expiresAt,
            Optional<Instant> notBefore,
            VerifierId verifierId,
            Optional<TrustworthinessTier> statedStatus,
            Optional<Bytes> nonce,
            Optional<CmwRecord> rawEvidence,
            Map<String, EarAppraisal> submodules) {
        this(
                issuedAt,
                expiresAt,
                notBefore,
                verifierId,
                statedStatus,
                nonce,
                rawEvidence,
                Map.of(),
                submodules,
                EarClaims.NONE);
    }

    /** An EAR that does not say from when it is valid. */
    public Ear(
            Instant issuedAt,
            Optional<Instant> expiresAt,
            VerifierId verifierId,
            Optional<TrustworthinessTier> statedStatus,
            Optional<Bytes> nonce,
            Optional<CmwRecord> rawEvidence,
            Map<String, EarAppraisal> submodules) {
        this(issuedAt, expiresAt, Optional.empty(), verifierId, statedStatus, nonce, rawEvidence, submodules);
    }

    /** The same that states its status: the worst of its submodules. */
    public Ear(
            Instant issuedAt,
            Optional<Instant> expiresAt,
            VerifierId verifierId,
            Optional<Bytes> nonce,
            Optional<CmwRecord> rawEvidence,
            Map<String, EarAppraisal> submodules) {
        this(
                issuedAt,
                expiresAt,
                verifierId,
                Optional.of(TrustworthinessTier.worstOf(statuses(submodules))),
                nonce,
                rawEvidence,
                submodules);
    }

    /** The status of the whole: as stated, else the worst of the submodules. */
    public TrustworthinessTier status() {
        return statedStatus.orElseGet(() -> TrustworthinessTier.worstOf(statuses(submodules)));
    }

    /** Always {@link #PROFILE}. */
    public String profile() {
        return PROFILE;
    }

    /** The claims set in CBOR, deterministic encoding; what {@link #decodeCbor} reads. */
    public Bytes toCbor() {
        return new EarCborWriter(EarDialect.CURRENT).encode(this);
    }

    /**
     * The claims set in JSON, compact, members in the order of the draft; what {@link #decodeJson} reads.
     *
     * @throws IllegalArgumentException if the type of the raw evidence has no form in JSON
     */
    public Bytes toJson() {
        return new EarJsonWriter(EarDialect.CURRENT).encode(this);
    }

    /**
     * Decodes a claims set in CBOR. Unknown claims are ignored, EAR draft -04, 4: they are in {@link #others}.
     *
     * @throws MalformedMessageException for another profile, a claim of another type, a time that is no integer, an empty map or
     *     array where the CDDL wants content, or a status that is too good; and nothing else for any bytes
     */
    public static Ear decodeCbor(Bytes message) throws MalformedMessageException {
        return new EarCborReader(EarDialect.CURRENT).decode(message).ear();
    }

    /**
     * Decodes a claims set in JSON. Times are written without fraction and exponent. Nonces of 8 to 64 bytes are base64 in either alphabet,
     * with padding or without: the draft writes them padded, RFC 9711 not.
     *
     * @throws MalformedMessageException as {@link #decodeCbor}
     */
    public static Ear decodeJson(Bytes message) throws MalformedMessageException {
        return new EarJsonReader(EarDialect.CURRENT).decode(message).ear();
    }

    /** Whether an EAR can carry a nonce, by its length: RFC 9711, 4.1. */
    public static boolean isNonce(Bytes nonce) {
        return nonce.length() >= 8 && nonce.length() <= 64;
    }

    static void checkNonce(Optional<Bytes> nonce) {
        if (nonce.isPresent() && !isNonce(nonce.get())) {
            throw new IllegalArgumentException("a nonce of " + nonce.get().length() + " bytes, not 8 to 64");
        }
    }

    private static void checkTime(Instant time) {
        if (time.getNano() != 0 || time.getEpochSecond() < 0 || time.isAfter(END_OF_TIME)) {
            throw new IllegalArgumentException("times are whole seconds from 1970 to 9999");
        }
    }

    /** The instant so many seconds after 1970; empty if no EAR carries it. */
    static Optional<Instant> time(long seconds) {
        return seconds < 0 || seconds > END_OF_TIME.getEpochSecond()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds));
    }

    private static Collection<TrustworthinessTier> statuses(Map<String, EarAppraisal> submodules) {
        return submodules.values().stream().map(EarAppraisal::status).toList();
    }
}
