package dev.rats4j.conformance;

import dev.rats4j.conformance.BrokenKey.OutOfOrder;
import dev.rats4j.crypto.CryptoBackend;
import java.security.Provider;
import java.security.Security;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** A provider of cryptography that gave the known answers, and throws ever since. */
final class BrokenProvider extends Provider {

    private final transient Provider whole;
    private final transient AtomicBoolean isBroken;

    private BrokenProvider(Provider whole, AtomicBoolean isBroken) {
        super("broken " + whole.getName(), "1", "for tests");
        this.whole = whole;
        this.isBroken = isBroken;
    }

    /** A backend whose providers do not work any more. */
    static CryptoBackend backend() {
        AtomicBoolean isBroken = new AtomicBoolean();
        CryptoBackend backend = CryptoBackend.of(
                new BrokenProvider(new BouncyCastleProvider(), isBroken),
                new BrokenProvider(Security.getProvider("SunRsaSign"), isBroken));
        isBroken.set(true);
        return backend;
    }

    @Override
    public Service getService(String type, String algorithm) {
        if (isBroken.get()) {
            throw new OutOfOrder();
        }
        return whole.getService(type, algorithm);
    }
}
