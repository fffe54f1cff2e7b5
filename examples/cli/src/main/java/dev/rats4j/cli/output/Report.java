package dev.rats4j.cli.output;

import dev.rats4j.Finding;
import dev.rats4j.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer with its reasons.
 *
 * @param verdict one word, for example {@code authentic}
 * @param subject what it is about, for people
 * @param scheme name of the evidence scheme; empty if none read it
 * @param at the instant at which was verified
 * @param claims authenticated claims, by name
 * @param findings outcome of every check
 * @param notes what else the reader has to know, for example reference values that were refused
 * @param ear claims of the attestation result
 */
public record Report(
        String verdict,
        String subject,
        Optional<String> scheme,
        Instant at,
        Map<String, String> claims,
        List<Finding> findings,
        List<String> notes,
        Optional<JsonObject> ear) {

    /** Copies the collections. */
    public Report {
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Verdict and subject, for example {@code authentic: tpm evidence in a.cmw}. */
    public String headline() {
        return verdict + ": " + about();
    }

    /** The subject with its kind. */
    String about() {
        return scheme.map(name -> name + " evidence in ").orElse("") + subject;
    }
}
