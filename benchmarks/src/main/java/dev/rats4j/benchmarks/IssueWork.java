package dev.rats4j.benchmarks;

import dev.rats4j.AttestationResult;
import dev.rats4j.ear.EarToken;

/** From an affirming result to a signed EAR, as CWT. */
final class IssueWork implements Work {

    private final TpmAppraisal appraisal;
    private final AttestationResult result;
    private final RawSigning signing;

    private IssueWork(TpmAppraisal appraisal, AttestationResult result, RawSigning signing) {
        this.appraisal = appraisal;
        this.result = result;
        this.signing = signing;
    }

    static IssueWork of() {
        TpmAppraisal appraisal = new TpmAppraisal(TpmAppraisal.TRIPLES);
        AttestationResult result = appraisal.appraise();
        EarToken token = appraisal.issue(result).token();
        appraisal.decide(token.bytes());
        IssueWork work = new IssueWork(appraisal, result, appraisal.tokenToSign(token));
        work.full();
        work.raw();
        return work;
    }

    @Override
    public Object full() {
        return appraisal.issue(result);
    }

    @Override
    public Object raw() {
        return signing.sign();
    }
}
