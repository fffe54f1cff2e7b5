package dev.rats4j.cli.content;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.tpm.TpmScheme;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The kinds of evidence whose checks and claims a policy may name. */
public final class Schemes {

    /** The selection changes nothing about checks and claims. */
    private static final List<EvidenceScheme> ALL =
            List.of(TpmScheme.requiring(Map.of(HashAlgorithm.SHA256, Set.of(0))));

    private Schemes() {}

    /** All of them, for reading policies; their required registers are arbitrary. */
    public static List<EvidenceScheme> all() {
        return ALL;
    }
}
