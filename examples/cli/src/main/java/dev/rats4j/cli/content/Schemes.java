package dev.rats4j.cli.content;

import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.tpm.TpmScheme;
import java.util.List;

/** The kinds of evidence that this command line reads. */
public final class Schemes {

    private static final List<EvidenceScheme> ALL = List.of(new TpmScheme());

    private Schemes() {}

    /** All of them. */
    public static List<EvidenceScheme> all() {
        return ALL;
    }
}
