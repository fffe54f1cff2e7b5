package dev.rats4j.ear;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is below whom, EAR draft -04, 3: an adjacency list whose labels are those of the submodules. */
final class EarTopology {

    private EarTopology() {}

    /** A copy. Refuses labels without a submodule, and lists that are empty or name one twice. */
    static Map<String, List<String>> checked(Map<String, List<String>> topology, Set<String> submodules) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        topology.forEach((attester, below) -> {
            requireSubmodule(attester, submodules);
            below.forEach(label -> requireSubmodule(label, submodules));
            if (below.isEmpty() || new HashSet<>(below).size() != below.size()) {
                throw new IllegalArgumentException("ear_device_topology has a list that is empty or names one twice");
            }
            copy.put(attester, List.copyOf(below));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static void requireSubmodule(String label, Set<String> submodules) {
        if (!submodules.contains(label)) {
            throw new IllegalArgumentException("ear_device_topology names what is no submodule");
        }
    }
}
