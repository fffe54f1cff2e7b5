package dev.rats4j.cli;

/** How the command line ends. */
final class ExitStatus {

    /** Authentic, affirming, accepted, done. */
    static final int OK = 0;
    /** Refused, malformed, or any tier but affirming. */
    static final int REFUSED = 1;
    /** Wrong usage; a file that cannot be read, is not recognised or is too long. */
    static final int UNUSABLE = 2;
    /** Something that had to be asked did not answer: a TPM, a service. */
    static final int NO_ANSWER = 3;

    private ExitStatus() {}
}
