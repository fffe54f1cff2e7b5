package dev.rats4j.cli.input;

/** What the user handed in cannot be used; one sentence says what, where and what to do. */
public final class InputException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * @param sentence for the user, without the program's name
     */
    public InputException(String sentence) {
        super(sentence);
    }
}
