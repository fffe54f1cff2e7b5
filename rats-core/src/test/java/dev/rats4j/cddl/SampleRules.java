package dev.rats4j.cddl;

import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/** Which rule of a format a sample is to match. */
final class SampleRules {

    /** Tag of CoSWID. */
    private static final long COSWID = 1_398_229_316L;

    private static final long SIGN1 = 18;
    private static final String PSA = "tag:psacertified.org,2023:psa#tfm";

    private SampleRules() {}

    /**
     * What to do with a sample.
     *
     * @param rule the rule
     * @param sample the sample, or what it signs
     * @param isValid whether it must match; nothing if the manifest does not say
     */
    record Choice(String rule, Sample sample, Optional<Boolean> isValid) {
        Optional<String> refusal(Cddl cddl) {
            return sample.cbor().isPresent()
                    ? cddl.refusal(rule, sample.cbor().get())
                    : cddl.refusal(rule, sample.json().orElseThrow());
        }
    }

    /** The rule for a sample, if the format has one for it. */
    static Optional<Choice> of(String format, Sample sample) throws MalformedMessageException {
        if (sample.cbor().isEmpty() && sample.json().isEmpty()) {
            return Optional.empty();
        }
        return switch (format) {
            case "corim" -> corim(sample);
            case "intel-corim" -> sample.member(4).isPresent() ? current(sample, "concise-mid-tag") : Optional.empty();
            case "eat" -> eat(sample);
            case "ear" -> current(sample, "EAR");
            case "coswid" -> isCoswid(sample) ? current(sample, "coswid") : Optional.empty();
            case "psa-token" -> psa(sample);
            case "cca-token" -> cca(sample);
            case "coserv" -> coserv(sample);
            case "cots" -> current(sample, sample.isMap() ? "concise-ta-store-map" : "concise-ta-stores");
            case "cmw" -> current(sample, sample.jsonMember("cmw").isPresent() ? "Claims-Set" : "start");
            case "measured-component" -> current(sample, "measured-component");
            case "epoch-markers" -> current(sample, "epoch-marker");
            case "uccs" -> current(sample, "UCCS-Tagged");
            case "cose-receipts" -> current(sample, "Receipt_For_Inclusion");
            case "scitt" -> sample.isTagged(SIGN1) ? current(sample, "Signed_Statement") : Optional.empty();
            case "cose-hash-envelope" -> sample.hasProtected(258) ? current(sample, "Hash_Envelope") : Optional.empty();
            default -> versions(format, sample);
        };
    }

    private static Optional<Choice> versions(String format, Sample sample) throws MalformedMessageException {
        if (format.startsWith("ear/")) {
            boolean isOlder = sample.text(265, "eat_profile")
                    .filter("tag:ietf.org,2026:rats/ear#03"::equals)
                    .isPresent();
            return isOlder ? Optional.of(new Choice("EAR", sample, Optional.of(true))) : Optional.empty();
        }
        if (format.startsWith("cca-token/")) {
            return olderCca(sample);
        }
        boolean isInternal = format.startsWith("corim/intrep") && sample.file().contains(format.substring(6));
        return isInternal ? Optional.of(new Choice("start", sample, sample.isValid())) : Optional.empty();
    }

    /** Accepted samples match. What is refused may be so for reasons that a definition does not know. */
    private static Optional<Choice> current(Sample sample, String rule) {
        Optional<Boolean> valid = switch (sample.verdict()) {
            case "accept" -> Optional.of(true);
            case "accept-legacy" -> Optional.of(false);
            default -> Optional.empty();
        };
        return Optional.of(new Choice(rule, sample, valid));
    }

    private static boolean isCoswid(Sample sample) {
        return sample.isTagged(COSWID) || sample.file().startsWith("coswid/");
    }

    private static Optional<Choice> corim(Sample sample) {
        String rule = sample.rule().orElse("start");
        if (rule.equals("start")) {
            return Optional.empty(); // internal representation, which has definitions of its own
        }
        return Optional.of(new Choice(rule.equals("comid") ? "concise-mid-tag" : rule, sample, sample.isValid()));
    }

    private static Optional<Choice> eat(Sample sample) {
        if (isCoswid(sample)) {
            return Optional.empty();
        }
        String token = sample.json().isPresent() ? "EAT-JSON-Token" : "EAT-CBOR-Token";
        return current(sample, sample.isMap() ? "Claims-Set" : token);
    }

    /** The profiles before RFC 9783 have no definitions. */
    private static Optional<Choice> psa(Sample sample) throws MalformedMessageException {
        if (sample.cbor().isEmpty()) {
            return Optional.empty();
        }
        Sample claims = sample.payload();
        boolean isLegacy = claims.text(265, "").filter(PSA::equals).isEmpty()
                && sample.verdict().equals("accept");
        return isLegacy ? Optional.empty() : current(claims, "psa-token");
    }

    private static Optional<Choice> cca(Sample sample) {
        return sample.isTagged(907) ? current(sample, "cca-token") : Optional.empty();
    }

    /** Claims of the profiles #1.0.0, and the token under tag 399. */
    private static Optional<Choice> olderCca(Sample sample) {
        if (sample.isTagged(399)) {
            return current(sample, "cca-token");
        }
        Optional<String> profile = sample.text(265, "");
        if (profile.filter("tag:arm.com,2023:cca_platform#1.0.0"::equals).isPresent()) {
            return current(sample, "arm-platform-claims");
        }
        boolean isRealm = profile.filter("tag:arm.com,2023:realm#1.0.0"::equals).isPresent();
        return isRealm ? current(sample, "cca-realm-claims") : Optional.empty();
    }

    private static Optional<Choice> coserv(Sample sample) {
        boolean isDiscovery = sample.json().isPresent() || sample.text(1, "").isPresent();
        return current(sample, isDiscovery ? "coserv-well-known-info" : "coserv");
    }
}
