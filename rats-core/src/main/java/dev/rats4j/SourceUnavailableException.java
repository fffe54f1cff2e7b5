package dev.rats4j;

/** Something that is needed could not be fetched or read. Never a verdict. */
public final class SourceUnavailableException extends Exception {

    /** Says what was asked for and why it did not come. */
    public SourceUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says what was asked for and why it did not come. */
    public SourceUnavailableException(String message) {
        super(message);
    }
}
