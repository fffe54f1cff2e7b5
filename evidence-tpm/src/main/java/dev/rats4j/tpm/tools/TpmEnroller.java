package dev.rats4j.tpm.tools;

import dev.rats4j.AttesterException;
import dev.rats4j.tpm.ek.Credential;
import dev.rats4j.tpm.ek.TpmEnrolmentRequest;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The device's side of an enrolment: says which keys its TPM has, and answers the challenge. Works with the TPM and the signing key of a
 * {@link TpmAttester}, and like that one by any number of threads. Nothing stays loaded in the TPM or on disk after a call.
 */
public final class TpmEnroller {

    private static final String ADVICE =
            "Check with tpm2_getcap handles-nv-index; a TPM without certificate cannot be enrolled.";

    private final TpmAttester attester;
    private final List<EndorsementKeyKind> kinds;

    private TpmEnroller(TpmAttester attester, List<EndorsementKeyKind> kinds) {
        this.attester = attester;
        this.kinds = kinds;
    }

    /** Enrols the Attester's key by the first kind of endorsement key whose certificate the TPM holds. */
    public static TpmEnroller of(TpmAttester attester) {
        return new TpmEnroller(attester, Arrays.asList(EndorsementKeyKind.values()));
    }

    /** Enrols the Attester's key by one kind of endorsement key. */
    public static TpmEnroller of(TpmAttester attester, EndorsementKeyKind kind) {
        return new TpmEnroller(attester, List.of(kind));
    }

    /**
     * The request as it travels.
     *
     * @throws AttesterException if the TPM or a tool fails, or the TPM holds no certificate of an endorsement key
     */
    public Bytes request() throws AttesterException, InterruptedException {
        return collect().encode();
    }

    /**
     * The parts of the request.
     *
     * @throws AttesterException if the TPM or a tool fails, or the TPM holds no certificate of an endorsement key
     */
    public TpmEnrolmentRequest collect() throws AttesterException, InterruptedException {
        return attester.withKey((directory, name, publicArea) -> {
            EndorsementTools tools = new EndorsementTools(attester.tools(), directory);
            SortedSet<Integer> indices = tools.indices();
            EndorsementKeyKind kind = certified(indices);
            Bytes ek = attester.tools().readPublic(directory, tools.endorsementKey(kind));
            return new TpmEnrolmentRequest(
                    tools.read(kind.certificateIndex()),
                    ek,
                    publicArea,
                    Optional.of(tools.nameOf(name)),
                    tools.chain(indices));
        });
    }

    /**
     * The answer to a challenge. A TPM with other keys than the challenge is for fails, and says nothing of the secret.
     *
     * @throws MalformedMessageException if it is no challenge
     * @throws AttesterException if the TPM refuses it, or a tool fails
     */
    public Bytes activate(Bytes challenge) throws MalformedMessageException, AttesterException, InterruptedException {
        Credential credential = Credential.decode(challenge);
        return attester.withKey((directory, name, publicArea) -> {
            EndorsementTools tools = new EndorsementTools(attester.tools(), directory);
            String key = tools.endorsementKey(certified(tools.indices()));
            boolean needsPolicy = needsPolicy(attester.tools().readPublic(directory, key));
            return tools.activate(name, key, needsPolicy, credential);
        });
    }

    private EndorsementKeyKind certified(SortedSet<Integer> indices) throws AttesterException {
        return kinds.stream()
                .filter(kind -> indices.contains(kind.certificateIndex()))
                .findFirst()
                .orElseThrow(
                        () -> new AttesterException("tpm2_nvread", 0, "no certificate of an endorsement key", ADVICE));
    }

    /** Keys of the low range can be used by policy only. TCG EK Credential Profile, Annex B. */
    private static boolean needsPolicy(Bytes endorsementKey) throws AttesterException {
        try {
            return !TpmtPublic.decode(endorsementKey).objectAttributes().isUserWithAuth();
        } catch (MalformedMessageException e) {
            AttesterException failure = new AttesterException(
                    "tpm2_readpublic", 0, "no endorsement key of a known kind", "Choose another kind of key.");
            failure.initCause(e);
            throw failure;
        }
    }
}
