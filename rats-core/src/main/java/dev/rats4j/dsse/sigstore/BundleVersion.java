package dev.rats4j.dsse.sigstore;

import java.util.Optional;

/** Versions of the bundle format, under both spellings of their media types. */
public enum BundleVersion {
    /** {@code application/vnd.dev.sigstore.bundle+json;version=0.1}: the promise of the log suffices. */
    V0_1("0.1"),
    /** {@code application/vnd.dev.sigstore.bundle+json;version=0.2}: the proof of inclusion is needed. */
    V0_2("0.2"),
    /** {@code application/vnd.dev.sigstore.bundle.v0.3+json}: the certificate alone, without its chain. */
    V0_3("0.3");

    private static final String OLD = "application/vnd.dev.sigstore.bundle+json;version=";
    private static final String NEW = "application/vnd.dev.sigstore.bundle.v";

    private final String number;

    BundleVersion(String number) {
        this.number = number;
    }

    /** The number, for example {@code 0.3}. */
    public String number() {
        return number;
    }

    static Optional<BundleVersion> ofMediaType(String mediaType) {
        for (BundleVersion version : values()) {
            if (mediaType.equals(OLD + version.number) || mediaType.equals(NEW + version.number + "+json")) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /** How it is written. */
    public String mediaType() {
        return this == V0_3 ? NEW + number + "+json" : OLD + number;
    }
}
