package dev.rats4j.interop;

/**
 * An input that is not taken for the same by everybody.
 *
 * @param input in words
 * @param library whose answer stands beside ours
 * @param theirs what that library says
 * @param ours what we say
 */
record Difference(String input, String library, String theirs, String ours) {

    @Override
    public String toString() {
        return "| " + input + " | " + library + " | " + theirs + " | " + ours + " |";
    }
}
