package dev.rats4j.dsse.oms;

import java.util.List;

/**
 * What differs between a manifest and files.
 *
 * @param missing resources of the manifest without their file
 * @param extra files that the manifest does not have
 * @param changed files whose content is another one
 * @param uncovered files that the signature does not speak of: ignored paths, and empty files of a manifest of pieces
 */
public record ModelComparison(List<String> missing, List<String> extra, List<String> changed, List<String> uncovered) {

    /** Copies the lists. */
    public ModelComparison {
        missing = List.copyOf(missing);
        extra = List.copyOf(extra);
        changed = List.copyOf(changed);
        uncovered = List.copyOf(uncovered);
    }

    /** Whether nothing is missing, extra or changed. What is uncovered must not be used all the same. */
    public boolean isSame() {
        return missing.isEmpty() && extra.isEmpty() && changed.isEmpty();
    }
}
