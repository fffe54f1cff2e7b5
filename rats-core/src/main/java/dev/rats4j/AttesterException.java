package dev.rats4j;

/** Evidence could not be collected on this machine. Never a verdict. */
public final class AttesterException extends Exception {

    private final String tool;
    private final int status;
    private final String advice;

    /**
     * @param tool the program or device that failed
     * @param status its exit status or return code, -1 if it did not run
     * @param advice what to do about it
     */
    public AttesterException(String tool, int status, String problem, String advice) {
        super(tool + " (status " + status + "): " + problem + ". " + advice);
        this.tool = tool;
        this.status = status;
        this.advice = advice;
    }

    /** The program or device that failed. */
    public String tool() {
        return tool;
    }

    /** Its exit status or return code, -1 if it did not run. */
    public int status() {
        return status;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }
}
