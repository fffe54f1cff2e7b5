package dev.rats4j.wire;

/** Bytes break the specification of their format. The only exception that a decoder throws, whatever its input. */
public final class MalformedMessageException extends Exception {

    private final String field;
    private final int offset;

    /**
     * @param field name of the field in its specification's words, for example {@code TPMS_ATTEST.magic}
     * @param offset position in the message, in bytes (in characters for text formats)
     * @param detail what is wrong; no evidence bytes, no device identifiers
     */
    public MalformedMessageException(String field, int offset, String detail) {
        super(field + " at " + offset + ": " + detail);
        this.field = field;
        this.offset = offset;
    }

    /** The field that is broken. */
    public String field() {
        return field;
    }

    /** Where it is, in bytes from the start of the message. */
    public int offset() {
        return offset;
    }
}
