package dev.rats4j.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that can be measured. */
@SuppressWarnings("ImmutableEnumChecker") // Map.of makes immutable maps
enum BenchScenario {
    DECODE_TPM("decode/tpm", "jdk", "none", DecodeTpm.class, Map.of("variant", "PINNED_KEY")),
    DECODE_TPM_EVENT_LOG("decode/tpm-event-log", "jdk", "none", DecodeTpm.class, Map.of("variant", "EVENT_LOG")),
    DECODE_CMW("decode/cmw-record", "jdk", "none", DecodeCmw.class, Map.of()),
    DECODE_CORIM_10("decode/corim-10", "jdk", "none", ParseCorim.class, Map.of("triples", "10")),
    DECODE_CORIM_1000("decode/corim-1000", "jdk", "none", ParseCorim.class, Map.of("triples", "1000")),
    DECODE_CORIM_100000("decode/corim-100000", "jdk", "none", ParseCorim.class, Map.of("triples", "100000")),
    AUTHENTICATE_TPM(
            "authenticate/tpm", "bc", "ES256", AuthenticateTpm.class, authenticate("ECDSA_P256", "PINNED_KEY")),
    AUTHENTICATE_TPM_RSA(
            "authenticate/tpm", "jdk", "RS256", AuthenticateTpm.class, authenticate("RSASSA_2048", "PINNED_KEY")),
    AUTHENTICATE_TPM_FRESH(
            "authenticate/tpm",
            "bc",
            "ES256",
            AuthenticateFreshTpm.class,
            Map.of("devices", Integer.toString(FreshDevicesWork.DEVICES))),
    AUTHENTICATE_TPM_CERTIFICATE(
            "authenticate/tpm-certificate",
            "bc",
            "ES256",
            AuthenticateTpm.class,
            authenticate("ECDSA_P256", "CERTIFICATE")),
    AUTHENTICATE_TPM_EVENT_LOG(
            "authenticate/tpm-event-log",
            "bc",
            "ES256",
            AuthenticateTpm.class,
            authenticate("ECDSA_P256", "EVENT_LOG")),
    APPRAISE_TPM(
            "appraise/tpm",
            "bc",
            "ES256",
            AppraiseTpm.class,
            Map.of("triples", Integer.toString(TpmAppraisal.TRIPLES))),
    ISSUE_TPM("issue/tpm", "bc", "ES256", IssueTpm.class, Map.of()),
    VERIFY_EAR_CWT("verify/ear-cwt", "bc", "ES256", VerifyEar.class, Map.of("format", "CWT")),
    VERIFY_EAR_JWT("verify/ear-jwt", "bc", "ES256", VerifyEar.class, Map.of("format", "JWT")),
    DECIDE_TPM("decide/tpm", "bc", "ES256", DecideTpm.class, Map.of());

    private final String path;
    private final String provider;
    private final String signature;
    private final Class<?> benchmark;
    private final Map<String, String> parameters;

    BenchScenario(String path, String provider, String signature, Class<?> benchmark, Map<String, String> parameters) {
        this.path = path;
        this.provider = provider;
        this.signature = signature;
        this.benchmark = benchmark;
        this.parameters = parameters;
    }

    private static Map<String, String> authenticate(String key, String variant) {
        return Map.of("key", key, "variant", variant);
    }

    /** Paths, each once. */
    static List<String> paths() {
        return Arrays.stream(values()).map(BenchScenario::path).distinct().toList();
    }

    /**
     * Those of one path, or else of every path that contains a text.
     *
     * @throws BenchException if there is none; names the paths that there are
     */
    static List<BenchScenario> matching(String filter) throws BenchException {
        boolean isPath = paths().contains(filter);
        List<BenchScenario> matching = Arrays.stream(values())
                .filter(scenario -> isPath ? scenario.path.equals(filter) : scenario.path.contains(filter))
                .toList();
        if (matching.isEmpty()) {
            throw new BenchException(
                    "No benchmark has \"" + filter + "\" in its path; there are " + String.join(", ", paths()) + ".");
        }
        return matching;
    }

    String path() {
        return path;
    }

    String provider() {
        return provider;
    }

    String signature() {
        return signature;
    }

    Class<?> benchmark() {
        return benchmark;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    boolean hasRaw() {
        return PairedBenchmark.class.isAssignableFrom(benchmark);
    }

    String state() {
        return benchmark == AuthenticateFreshTpm.class ? "fresh" : "warm";
    }

    int triples() {
        return Integer.parseInt(parameters.getOrDefault("triples", "0"));
    }

    Optional<Bar> bar() {
        if (this == AUTHENTICATE_TPM_EVENT_LOG) {
            return Optional.of(Bar.EVENT_LOG);
        }
        if (benchmark == ParseCorim.class) {
            return Optional.of(Bar.GENERAL_PARSER);
        }
        if (this == APPRAISE_TPM) {
            return Optional.of(Bar.APPRAISAL);
        }
        return benchmark == AuthenticateTpm.class ? Optional.of(Bar.WARM_AUTHENTICATION) : Optional.empty();
    }

    /** For a line of progress. */
    String title() {
        return path + ", " + (signature.equals("none") ? "no signature" : signature + " by " + provider) + ", "
                + state();
    }
}
