package dev.rats4j.benchmarks;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.verifier.Verifier;
import java.util.Optional;

/** One device over and over, known to the verifier's caches. */
final class AuthenticateWork implements Work {

    private final Verifier verifier;
    private final TpmDevice device;
    private final RawVerification raw;
    private final Optional<BareReplay> replay;

    private AuthenticateWork(Verifier verifier, TpmDevice device, RawVerification raw, Optional<BareReplay> replay) {
        this.verifier = verifier;
        this.device = device;
        this.raw = raw;
        this.replay = replay;
    }

    static AuthenticateWork of(AttestationKeyKind kind, TpmVariant variant) {
        CryptoBackend crypto = CryptoBackend.standard();
        TpmDevice device = TpmDevice.of(crypto, kind, variant);
        Verifier verifier = Verifier.builder(crypto)
                .scheme(new TpmScheme())
                .anchors(device.anchors())
                .build();
        AuthenticateWork work = new AuthenticateWork(
                verifier,
                device,
                RawVerification.warm(device.parts(), device.key()),
                device.parts().eventLog().map(BareReplay::of));
        work.full();
        work.raw();
        return work;
    }

    static AuthenticatedEvidence authentic(Authentication answer) {
        if (answer instanceof AuthenticatedEvidence authentic) {
            return authentic;
        }
        throw new IllegalStateException("refused: " + answer.findings().failed());
    }

    @Override
    public Object full() {
        return authentic(verifier.authenticate(device.encoded(), TpmDevice.FRESHNESS, TpmDevice.AT));
    }

    @Override
    public Object raw() {
        replay.ifPresent(BareReplay::run);
        return raw.verify();
    }
}
