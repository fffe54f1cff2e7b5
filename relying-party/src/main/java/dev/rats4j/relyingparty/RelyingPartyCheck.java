package dev.rats4j.relyingparty;

import static dev.rats4j.Aspect.CONFIGURATION;
import static dev.rats4j.Aspect.INSTANCE_IDENTITY;
import static dev.rats4j.Aspect.SOURCED_DATA;
import static dev.rats4j.Check.Kind.CRYPTOGRAPHIC;
import static dev.rats4j.Check.Kind.POLICY;
import static dev.rats4j.TrustworthinessClaim.CRYPTO_VALIDATION_FAILED;
import static dev.rats4j.TrustworthinessClaim.NONE;
import static dev.rats4j.TrustworthinessClaim.claim;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.TrustworthinessClaim;

/** Everything that is checked before a relying party accepts an attestation result. */
public enum RelyingPartyCheck implements Check {
    /** The token, and what it signs, are as the specification has them. */
    WELL_FORMED("relying-party.well-formed", "EAR draft -04, 3", CRYPTOGRAPHIC, SOURCED_DATA, NONE, NONE),
    /** Among the trusted keys there is one of the kind and on the curve that the token's algorithm needs. */
    KEY_TRUSTED("relying-party.key-trusted", "RFC 9334, 7.4", CRYPTOGRAPHIC, INSTANCE_IDENTITY, NONE, claim(97)),
    /** One of the trusted keys signed the token exactly as received. */
    SIGNATURE(
            "relying-party.signature", "RFC 9711, 1", CRYPTOGRAPHIC, INSTANCE_IDENTITY, NONE, CRYPTO_VALIDATION_FAILED),
    /** The token has the profile that is understood here. */
    PROFILE("relying-party.profile", "RFC 9711, 6", CRYPTOGRAPHIC, SOURCED_DATA, NONE, NONE),
    /** The token was not issued in the future, nor longer ago than is acceptable. */
    ISSUED_AT("relying-party.issued-at", "RFC 9334, 10.1", POLICY, SOURCED_DATA, NONE, NONE),
    /** The token has not expired; not assessed if it does not say when it does, then its age bounds it. */
    NOT_EXPIRED("relying-party.not-expired", "RFC 7519, 4.1.4", POLICY, SOURCED_DATA, NONE, NONE),
    /** The token is valid already; not assessed if it does not say from when it is. */
    NOT_BEFORE("relying-party.not-before", "RFC 7519, 4.1.5", POLICY, SOURCED_DATA, NONE, NONE),
    /** The nonce that was sent out is the nonce of the token and of the evidence of each submodule. */
    NONCE("relying-party.nonce", "RFC 9334, 10.2", CRYPTOGRAPHIC, INSTANCE_IDENTITY, NONE, NONE),
    /** The status of the whole and of each submodule is one of those that are accepted. */
    STATUS("relying-party.status", "AR4SI -09, 2.3.2", POLICY, SOURCED_DATA, claim(2), claim(96)),
    /** The Verifier exempted nothing: no failed check, no missing proof, no CoRIM without a signature, no weak digest. */
    NO_WAIVERS("relying-party.no-waivers", "EAR draft -04, 3.1", POLICY, CONFIGURATION, NONE, claim(32)),
    /** Each submodule was appraised by the policies that are required. */
    POLICY_IDS("relying-party.policy-ids", "EAR draft -04, 3.1", POLICY, CONFIGURATION, NONE, claim(32)),
    /** Each submodule that is required was appraised. */
    SUBMODULES("relying-party.submodules", "EAR draft -04, 3", POLICY, SOURCED_DATA, NONE, NONE);

    private final Definition definition;

    RelyingPartyCheck(
            String id,
            String clause,
            Kind kind,
            Aspect aspect,
            TrustworthinessClaim onPass,
            TrustworthinessClaim onFailure) {
        definition = new Definition(id, clause, kind, aspect, onPass, onFailure);
    }

    @Override
    public Definition definition() {
        return definition;
    }
}
