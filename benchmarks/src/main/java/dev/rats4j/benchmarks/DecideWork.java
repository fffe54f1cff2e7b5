package dev.rats4j.benchmarks;

import dev.rats4j.ear.EarToken;
import dev.rats4j.wire.Bytes;

/** From an EAR, as CWT, to acceptance. */
final class DecideWork implements Work {

    private final TpmAppraisal appraisal;
    private final Bytes token;
    private final RawVerification verification;

    private DecideWork(TpmAppraisal appraisal, Bytes token, RawVerification verification) {
        this.appraisal = appraisal;
        this.token = token;
        this.verification = verification;
    }

    static DecideWork of() {
        TpmAppraisal appraisal = new TpmAppraisal(TpmAppraisal.TRIPLES);
        EarToken token = appraisal.issue(appraisal.appraise()).token();
        DecideWork work = new DecideWork(appraisal, token.bytes(), appraisal.tokenToVerify(token));
        work.full();
        work.raw();
        return work;
    }

    @Override
    public Object full() {
        return appraisal.decide(token);
    }

    @Override
    public Object raw() {
        return verification.verify();
    }
}
