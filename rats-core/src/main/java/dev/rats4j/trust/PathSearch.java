package dev.rats4j.trust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One search for a path, depth first, by name and signature. Bounded in depth, in candidates that are looked at and in signatures,
 * whatever certificates evidence brings along.
 */
final class PathSearch {

    /** Deeper than {@link PathRules#MAX_CERTIFICATES}, so that a path that is merely too long is known to be anchored. */
    private static final int MAX_DEPTH = 2 * PathRules.MAX_CERTIFICATES;

    private static final int MAX_EXAMINED = 64;
    private static final int MAX_SIGNATURES = 32;

    private final List<PathNode> intermediates;
    private final List<PathNode> anchors;
    private final Instant at;
    private final LeafUse use;
    private final Map<Link, Boolean> signatures = new HashMap<>();
    private int examined;
    private boolean exhausted;
    private @Nullable String firstBroken;

    PathSearch(List<PathNode> intermediates, List<PathNode> anchors, Instant at, LeafUse use) {
        this.intermediates = intermediates;
        this.anchors = anchors;
        this.at = at;
        this.use = use;
    }

    private record Link(PathNode subject, PathNode issuer) {}

    PathResult from(PathNode leaf) {
        Optional<List<PathNode>> path = Optional.empty();
        if (anchors.stream().anyMatch(anchor -> anchor.der().equals(leaf.der()))) {
            path = judged(List.of(leaf));
        }
        path = path.or(() -> extended(List.of(leaf)));
        if (path.isPresent()) {
            return new PathResult.ValidPath(
                    path.get().stream().map(PathNode::given).toList());
        }
        if (firstBroken != null) {
            return new PathResult.Invalid(firstBroken);
        }
        return new PathResult.Unanchored(
                exhausted ? "no path found within the bounds of the search" : "no path to a given anchor");
    }

    private Optional<List<PathNode>> extended(List<PathNode> path) {
        PathNode subject = path.get(path.size() - 1);
        for (PathNode anchor : issuers(subject, anchors)) {
            if (links(subject, anchor)) {
                Optional<List<PathNode>> whole = judged(with(path, anchor));
                if (whole.isPresent()) {
                    return whole;
                }
            }
        }
        if (path.size() >= MAX_DEPTH) {
            return Optional.empty();
        }
        for (PathNode issuer : issuers(subject, intermediates)) {
            boolean loop = path.stream().anyMatch(issuer::isSameEntity);
            if (!loop && links(subject, issuer)) {
                Optional<List<PathNode>> whole = extended(with(path, issuer));
                if (whole.isPresent()) {
                    return whole;
                }
            }
        }
        return Optional.empty();
    }

    /** Those of the issuer's name, the ones with the named key first. */
    private static List<PathNode> issuers(PathNode subject, List<PathNode> all) {
        List<PathNode> first = new ArrayList<>();
        List<PathNode> others = new ArrayList<>();
        for (PathNode candidate : all) {
            if (subject.isIssuedInTheNameOf(candidate)) {
                (subject.namesKeyOf(candidate) ? first : others).add(candidate);
            }
        }
        first.addAll(others);
        return first;
    }

    private boolean links(PathNode subject, PathNode issuer) {
        Link link = new Link(subject, issuer);
        Boolean known = signatures.get(link);
        if (examined >= MAX_EXAMINED || (known == null && signatures.size() >= MAX_SIGNATURES)) {
            exhausted = true;
            return false;
        }
        examined++;
        if (known == null) {
            known = subject.isSignedBy(issuer);
            signatures.put(link, known);
        }
        return known;
    }

    private Optional<List<PathNode>> judged(List<PathNode> path) {
        Optional<String> broken = PathRules.broken(path, at, use);
        if (broken.isPresent() && firstBroken == null) {
            firstBroken = broken.get();
        }
        return broken.isPresent() ? Optional.empty() : Optional.of(path);
    }

    private static List<PathNode> with(List<PathNode> path, PathNode next) {
        List<PathNode> longer = new ArrayList<>(path);
        longer.add(next);
        return longer;
    }
}
