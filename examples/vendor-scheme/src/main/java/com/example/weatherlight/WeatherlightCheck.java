package com.example.weatherlight;

import static dev.rats4j.Check.Kind.CRYPTOGRAPHIC;
import static dev.rats4j.Check.Kind.POLICY;
import static dev.rats4j.TrustworthinessClaim.CRYPTO_VALIDATION_FAILED;
import static dev.rats4j.TrustworthinessClaim.NONE;
import static dev.rats4j.TrustworthinessClaim.claim;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.TrustworthinessClaim;

/** Everything that is checked before a report of a Weatherlight sensor is believed. */
public enum WeatherlightCheck implements Check {
    /** The certificate of the sensor leads to a trust anchor. */
    KEY_TRUSTED("weatherlight.key-trusted", "RFC 5280, 6.1", CRYPTOGRAPHIC, Aspect.INSTANCE_IDENTITY, claim(97)),
    /** The certification path obeys every other rule. */
    PATH("weatherlight.path", "RFC 5280, 6.1", CRYPTOGRAPHIC, Aspect.INSTANCE_IDENTITY, CRYPTO_VALIDATION_FAILED),
    /** The signature covers the report exactly as received. */
    SIGNATURE(
            "weatherlight.signature",
            "RFC 9052, 4.4",
            CRYPTOGRAPHIC,
            Aspect.INSTANCE_IDENTITY,
            CRYPTO_VALIDATION_FAILED),
    /** The report carries the nonce it was requested with. */
    NONCE("weatherlight.nonce", "RFC 9334, 10.2", CRYPTOGRAPHIC, Aspect.INSTANCE_IDENTITY, NONE),
    /** The sensor is in field mode. Refused in the appraisal. */
    DEBUG_OFF("weatherlight.debug-off", "Weatherlight 1, mode", POLICY, Aspect.CONFIGURATION, claim(96));

    private final Definition definition;

    WeatherlightCheck(String id, String clause, Kind kind, Aspect aspect, TrustworthinessClaim onFailure) {
        definition = new Definition(id, clause, kind, aspect, NONE, onFailure);
    }

    @Override
    public Definition definition() {
        return definition;
    }
}
