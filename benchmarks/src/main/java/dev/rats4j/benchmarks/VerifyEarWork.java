package dev.rats4j.benchmarks;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.EarToken;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;

/** From the bytes of a token to the claims of a verified EAR. */
final class VerifyEarWork implements Work {

    private final CryptoBackend crypto = CryptoBackend.standard();
    private final Bytes token;
    private final PublicKey key;
    private final RawVerification verification;

    private VerifyEarWork(Bytes token, PublicKey key, RawVerification verification) {
        this.token = token;
        this.key = key;
        this.verification = verification;
    }

    static VerifyEarWork of(EarFormat format) {
        TpmAppraisal appraisal = new TpmAppraisal(TpmAppraisal.TRIPLES);
        EarToken token = appraisal.issue(appraisal.appraise(), format).token();
        VerifyEarWork work = new VerifyEarWork(token.bytes(), appraisal.tokenKey(), appraisal.tokenToVerify(token));
        work.full();
        work.raw();
        return work;
    }

    @Override
    public Object full() {
        try {
            return EarToken.decode(token)
                    .verify(crypto, key)
                    .orElseThrow(() -> new IllegalStateException("our own token does not verify"));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a token that we made", e);
        }
    }

    @Override
    public Object raw() {
        return verification.verify();
    }
}
