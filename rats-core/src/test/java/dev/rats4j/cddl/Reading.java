package dev.rats4j.cddl;

/** How pairs of a map are given to wildcards such as {@code * label => any}. */
public enum Reading {
    /** As RFC 8610 says: without a cut, a pair whose value is wrong for its own member may still match a wildcard. */
    STANDARD,
    /** A wildcard takes no key that the same map names elsewhere, as if every named key had a cut: finds wrong values of known keys. */
    NAMED_KEYS_CUT
}
