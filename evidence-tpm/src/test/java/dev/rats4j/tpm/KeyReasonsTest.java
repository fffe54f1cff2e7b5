package dev.rats4j.tpm;

import static dev.rats4j.tpm.QuoteVectors.with;
import static dev.rats4j.tpm.QuoteVectors.withKey;
import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static dev.rats4j.tpm.SimulatedTpms.NONCE;
import static dev.rats4j.tpm.SimulatedTpms.SELECTION;
import static dev.rats4j.tpm.SimulatedTpms.authenticate;
import static dev.rats4j.tpm.SimulatedTpms.failed;
import static dev.rats4j.tpm.SimulatedTpms.inputs;
import static dev.rats4j.tpm.SimulatedTpms.p256;
import static dev.rats4j.tpm.SimulatedTpms.pinned;
import static dev.rats4j.tpm.SimulatedTpms.seeded;
import static dev.rats4j.tpm.SimulatedTpms.withLog;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Authentication;
import dev.rats4j.Check;
import dev.rats4j.Finding;
import dev.rats4j.Outcome;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.tpm.eventlog.SyntheticFirmwareLog;
import dev.rats4j.tpm.eventlog.TpmEventLogCheck;
import dev.rats4j.tpm.sim.SimulatedKey;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How keys are recognized, and what is said about evidence that is refused. */
class KeyReasonsTest {

    private static final TrustAnchors NOBODY = TrustAnchors.builder().build();

    private final SimulatedTpm tpm = withLog(p256());
    private final TpmEvidence good = tpm.quote(NONCE, SELECTION);

    private static Bytes sized(Bytes area) {
        return Bytes.concat(Bytes.of(area.length() >> 8, area.length() & 0xff), area);
    }

    private static TrustAnchors pinning(Bytes area) {
        return TrustAnchors.builder().schemeKey(area).build();
    }

    private static void assertFinding(Authentication answer, Check check, Outcome outcome, String reason) {
        Finding finding = answer.findings().of(check).orElseThrow();
        assertThat(finding.outcome()).isEqualTo(outcome);
        assertThat(finding.reason()).isEqualTo(reason);
    }

    @Test
    @DisplayName("T-07 a public area is pinned with or without its size, and only as a whole")
    void pinsWithSize() {
        Bytes area = tpm.publicArea();
        for (Bytes pin : new Bytes[] {area, sized(area)}) {
            for (Bytes sent : new Bytes[] {area, sized(area)}) {
                assertThat(failed(authenticate(withKey(good, Optional.of(sent)), inputs(pinning(pin)))))
                        .isEmpty();
            }
        }
        Bytes weaker = withLog(p256().attributes(SimulatedTpm.ATTESTATION_KEY & ~QuoteVectors.RESTRICTED))
                .publicArea();
        for (Bytes pin : new Bytes[] {weaker, sized(weaker)}) {
            assertThat(failed(authenticate(good, inputs(pinning(pin))))).containsExactly(TpmQuoteCheck.KEY_TRUSTED);
        }
    }

    /** A key of a provider that knows no keys of others. */
    @SuppressWarnings("serial")
    private record ForeignKey(byte[] encoded) implements PublicKey {
        @Override
        public String getAlgorithm() {
            return "foreign";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return encoded.clone();
        }
    }

    @Test
    @DisplayName("a pinned key of another provider is the same if its encoding is")
    void comparesEncodings() {
        TrustAnchors same = TrustAnchors.builder()
                .key(new ForeignKey(tpm.publicKey().getEncoded()))
                .build();
        Authentication answer = authenticate(good, inputs(same));
        assertFinding(answer, TpmQuoteCheck.KEY_TRUSTED, Outcome.PASSED, "");
        byte[] other = withLog(SimulatedTpm.builder(CRYPTO, AttestationKeyKind.ECDSA_P256, seeded(3)))
                .publicKey()
                .getEncoded();
        TrustAnchors another = TrustAnchors.builder().key(new ForeignKey(other)).build();
        assertThat(failed(authenticate(good, inputs(another)))).containsExactly(TpmQuoteCheck.KEY_TRUSTED);
    }

    @Test
    @DisplayName(
            "RSASSA-PSS is verified with the salt of a digest's length and with the longest, as older TPMs made it")
    void verifiesTheLongestSalt() {
        for (AttestationKeyKind kind :
                new AttestationKeyKind[] {AttestationKeyKind.RSAPSS_2048, AttestationKeyKind.RSASSA_2048}) {
            SimulatedKey key = SimulatedKey.generate(CRYPTO, kind, seeded(4));
            SimulatedTpm signer = withLog(SimulatedTpm.builder(CRYPTO, key));
            TpmEvidence evidence = signer.quote(NONCE, SELECTION);
            Bytes longest = CRYPTO.signer(
                            key.keys().getPrivate(),
                            key.keys().getPublic(),
                            new SignatureAlgorithm(Operation.RSASSA_PSS_MAX_SALT, key.hash()))
                    .sign(evidence.quote());
            Bytes signature = Bytes.concat(evidence.signature().slice(0, 4), sized(longest));
            Authentication answer = authenticate(with(evidence, evidence.quote(), signature), inputs(pinned(signer)));
            boolean isPss = kind == AttestationKeyKind.RSAPSS_2048;
            assertFinding(
                    answer,
                    TpmQuoteCheck.SIGNATURE,
                    isPss ? Outcome.PASSED : Outcome.FAILED,
                    isPss ? "" : "does not verify with a trusted key");
        }
    }

    @Test
    @DisplayName("T-01 of a key that nobody trusts it is said whether it signed the quote")
    void saysWhetherAnUntrustedKeySigned() {
        Authentication own = authenticate(good, inputs(NOBODY));
        assertFinding(
                own,
                TpmQuoteCheck.KEY_TRUSTED,
                Outcome.FAILED,
                "neither pinned nor certified by a trust anchor that was given");
        assertFinding(own, TpmQuoteCheck.SIGNATURE, Outcome.PASSED, "");
        TpmEvidence altered = with(good, good.quote(), tpm.sign(Bytes.ofUtf8("another message")));
        assertFinding(
                authenticate(altered, inputs(NOBODY)),
                TpmQuoteCheck.SIGNATURE,
                Outcome.FAILED,
                "does not verify with the evidence's own key");
        Authentication unnamed = authenticate(withKey(good, Optional.empty()), inputs(NOBODY));
        assertFinding(
                unnamed, TpmQuoteCheck.KEY_TRUSTED, Outcome.FAILED, "the evidence names no key and none is pinned");
        assertFinding(unnamed, TpmQuoteCheck.SIGNATURE, Outcome.NOT_ASSESSED, "nobody we know said these things");
        Bytes offCurve =
                QuoteVectors.flipBit(tpm.publicArea(), 8 * tpm.publicArea().length() - 8);
        Finding broken = authenticate(withKey(good, Optional.of(offCurve)), inputs(pinned(tpm)))
                .findings()
                .of(TpmQuoteCheck.KEY_TRUSTED)
                .orElseThrow();
        assertThat(broken.reason()).startsWith("the public area holds no usable key");
    }

    @Test
    @DisplayName("a quote is refused with what it lacks")
    void saysWhatIsMissing() {
        assertFinding(
                authenticate(tpm.quote(Bytes.EMPTY, SELECTION), inputs(pinned(tpm))),
                TpmQuoteCheck.NONCE,
                Outcome.FAILED,
                "the quote carries none");
        assertFinding(
                authenticate(tpm.quote(Bytes.of(1), SELECTION), inputs(pinned(tpm))),
                TpmQuoteCheck.NONCE,
                Outcome.FAILED,
                "not the requested nonce");
        Finding selected = authenticate(tpm.quote(NONCE, Map.of()), inputs(pinned(tpm)))
                .findings()
                .of(TpmQuoteCheck.PCR_SELECTED)
                .orElseThrow();
        assertThat(selected.reason()).startsWith("the quote covers no PCR at all; PCR ");
        PcrValues without = good.untrustedPcrs().only((bank, index) -> index != 4);
        assertFinding(
                authenticate(withPcrs(without), inputs(pinned(tpm))),
                TpmQuoteCheck.PCR_DIGEST,
                Outcome.FAILED,
                "a selected PCR has no value");
        Authentication noValues = authenticate(withPcrs(PcrValues.NONE), inputs(pinned(tpm)));
        assertFinding(noValues, TpmQuoteCheck.PCR_DIGEST, Outcome.NOT_ASSESSED, "the evidence has no PCR values");
        for (TpmEventLogCheck check : TpmEventLogCheck.values()) {
            assertFinding(noValues, check, Outcome.NOT_ASSESSED, "there are no PCR values to compare it with");
        }
    }

    private TpmEvidence withPcrs(PcrValues values) {
        return new TpmEvidence(
                good.quote(), good.signature(), values, good.untrustedKey(), good.keyCertificate(), good.eventLog());
    }

    @Test
    @DisplayName("a bank that was asked for is not covered by the same PCR of another bank")
    void asksForBanks() throws MalformedMessageException {
        SimulatedTpm both = p256().eventLog(SyntheticFirmwareLog.standard(HashAlgorithm.SHA1, HashAlgorithm.SHA256))
                .build();
        Authentication answer =
                authenticate(both.quote(NONCE, Map.of(HashAlgorithm.SHA1, Set.of(0, 1, 4, 7))), inputs(pinned(both)));
        assertThat(answer.findings()
                        .of(TpmQuoteCheck.PCR_SELECTED)
                        .orElseThrow()
                        .reason())
                .contains("PCR 0 of bank SHA256 is not covered")
                .contains("PCR 7 of bank SHA256 is not covered");
    }
}
