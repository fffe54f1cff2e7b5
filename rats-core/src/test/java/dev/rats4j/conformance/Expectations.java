package dev.rats4j.conformance;

import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import java.util.List;

/**
 * What an appraisal compares evidence with.
 *
 * @param corims signed CoRIMs with reference values that the kit made from good evidence; possibly none
 * @param signers who may sign them
 * @param isPolicySilent whether the policy must say nothing about any claim; else it states the floors that S-8 is about
 */
public record Expectations(List<Bytes> corims, TrustAnchors signers, boolean isPolicySilent) {

    /** Copies the list. */
    public Expectations {
        corims = List.copyOf(corims);
    }
}
