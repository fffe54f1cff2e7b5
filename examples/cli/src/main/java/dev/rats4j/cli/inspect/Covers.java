package dev.rats4j.cli.inspect;

import java.util.ArrayList;
import java.util.List;

/** What a signature or a code covers, and what stands beside it that anybody may have changed. */
final class Covers {

    private Covers() {}

    static List<Node> of(String proof, List<String> covered, List<String> others) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of(proof + " covers", String.join(", ", covered)));
        if (!others.isEmpty()) {
            nodes.add(Node.of("not covered", String.join(", ", others)));
        }
        return nodes;
    }
}
