package dev.rats4j.cddl;

import dev.rats4j.cddl.Type.Entry;
import java.util.List;

/**
 * A named definition. {@code /=} and {@code //=} add alternatives to one that may be there already.
 *
 * @param name its name
 * @param parameters names of its parameters, if it is generic
 * @param alternatives what it stands for; for a type, entries that are plain types
 * @param isAddition whether it was written with {@code /=} or {@code //=}
 */
record Rule(String name, List<String> parameters, List<Entry> alternatives, boolean isAddition) {}
