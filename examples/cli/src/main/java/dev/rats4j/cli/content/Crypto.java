package dev.rats4j.cli.content;

import dev.rats4j.crypto.CryptoBackend;

/** The one backend of a run of the command: making it costs known-answer tests. */
public final class Crypto {

    static final CryptoBackend BACKEND = CryptoBackend.standard();

    private Crypto() {}

    /** The backend. */
    public static CryptoBackend backend() {
        return BACKEND;
    }
}
