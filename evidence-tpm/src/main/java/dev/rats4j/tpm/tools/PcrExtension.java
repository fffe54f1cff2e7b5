package dev.rats4j.tpm.tools;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One measurement to be extended into a PCR, in several banks at once.
 *
 * @param pcr number, 0..23; a TPM refuses 17..22 at locality 0
 * @param digests by bank, at least one
 */
public record PcrExtension(int pcr, Map<HashAlgorithm, Digest> digests) {

    /** Refuses an unknown PCR, no digest, and a digest of another algorithm than its bank's. */
    public PcrExtension {
        EnumMap<HashAlgorithm, Digest> copy = new EnumMap<>(HashAlgorithm.class);
        copy.putAll(digests);
        digests = Collections.unmodifiableMap(copy);
        if (pcr < 0 || pcr >= SelectedPcrs.COUNT || digests.isEmpty()) {
            throw new IllegalArgumentException(digests.size() + " digests for PCR " + pcr);
        }
        digests.forEach((bank, digest) -> {
            if (digest.algorithm() != bank) {
                throw new IllegalArgumentException(digest.algorithm() + " digest for bank " + bank);
            }
        });
    }

    /** As {@code tpm2_pcrextend} wants it. */
    String argument() {
        return pcr + ":"
                + digests.values().stream()
                        .map(digest -> SelectedPcrs.toolName(digest.algorithm()) + "="
                                + digest.value().toHex())
                        .collect(Collectors.joining(","));
    }
}
