package dev.rats4j.benchmarks;

import dev.rats4j.ear.EarToken;

/** From evidence to a signed EAR, as CWT: authentication, comparison with reference values, policy, signature. */
final class AppraiseWork implements Work {

    private final TpmAppraisal appraisal;
    private final RawVerification verification;
    private final RawSigning signing;

    private AppraiseWork(TpmAppraisal appraisal, RawVerification verification, RawSigning signing) {
        this.appraisal = appraisal;
        this.verification = verification;
        this.signing = signing;
    }

    static AppraiseWork of(int triples) {
        TpmAppraisal appraisal = new TpmAppraisal(triples);
        EarToken token = appraisal.issue(appraisal.appraise()).token();
        appraisal.decide(token.bytes());
        AppraiseWork work = new AppraiseWork(appraisal, appraisal.quote(), appraisal.tokenToSign(token));
        work.full();
        work.raw();
        return work;
    }

    @Override
    public Object full() {
        return appraisal.issue(appraisal.appraise());
    }

    @Override
    public Object raw() {
        verification.verify();
        return signing.sign();
    }
}
