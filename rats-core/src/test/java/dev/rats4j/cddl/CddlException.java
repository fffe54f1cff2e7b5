package dev.rats4j.cddl;

/** A definition that cannot be read or used; says where. Values that do not match a definition are no exceptions. */
public final class CddlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An exception with its message. */
    public CddlException(String message) {
        super(message);
    }
}
