package dev.rats4j.benchmarks;

import dev.rats4j.Evidence;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.wire.MalformedMessageException;

/** Structure only: no signature is on this way. */
final class DecodeWork implements Work {

    private final TpmScheme scheme = new TpmScheme();
    private final Evidence evidence;

    private DecodeWork(Evidence evidence) {
        this.evidence = evidence;
    }

    static DecodeWork of(TpmVariant variant) {
        AttestationKeyKind kind = AttestationKeyKind.ECDSA_P256;
        AuthenticateWork.of(kind, variant); // what is decoded is good evidence
        DecodeWork work = new DecodeWork(
                TpmDevice.of(CryptoBackend.standard(), kind, variant).encoded());
        work.full();
        return work;
    }

    @Override
    public Object full() {
        try {
            return scheme.decode(evidence);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("evidence that we made", e);
        }
    }

    @Override
    public Object raw() {
        throw new IllegalStateException("there is no signature in decoding");
    }
}
