package dev.rats4j.cli.inspect;

import dev.rats4j.cli.content.ContentKind;
import java.util.List;

/**
 * Content, described.
 *
 * @param kind what it is or seems meant to be
 * @param title the kind in words, and whether it is malformed
 * @param nodes details
 */
record Described(ContentKind kind, String title, List<Node> nodes) {}
