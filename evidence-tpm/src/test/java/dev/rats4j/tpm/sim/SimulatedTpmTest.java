package dev.rats4j.tpm.sim;

import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static dev.rats4j.tpm.SimulatedTpms.NONCE;
import static dev.rats4j.tpm.SimulatedTpms.SELECTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Outcome;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.TpmQuoteCheck;
import dev.rats4j.tpm.structures.TpmsAttest;
import dev.rats4j.tpm.structures.TpmsClockInfo;
import dev.rats4j.tpm.structures.TpmsPcrSelection;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedTpmTest {

    @ParameterizedTest
    @EnumSource(AttestationKeyKind.class)
    void quotesOfEveryKindOfKeyVerify(AttestationKeyKind kind) throws Exception {
        SimulatedTpm tpm = SimulatedTpms.of(kind);
        TpmEvidence evidence = tpm.quote(NONCE, SELECTION);
        TrustAnchors bare = TrustAnchors.builder().key(tpm.publicKey()).build();
        for (TrustAnchors anchors : List.of(SimulatedTpms.pinned(tpm), bare)) {
            Authentication answer = SimulatedTpms.authenticate(evidence, SimulatedTpms.inputs(anchors));
            assertThat(answer).isInstanceOf(AuthenticatedEvidence.class);
            assertThat(answer.findings().failed()).isEmpty();
        }
        TpmtPublic area = TpmtPublic.decode(tpm.publicArea());
        assertThat(area.publicKey(CRYPTO)).isEqualTo(tpm.publicKey());
        assertThat(area.objectAttributes().missingForAttestation()).isEmpty();
        assertThat(TpmEvidence.decode(evidence.encode().content())).isEqualTo(evidence);
    }

    @ParameterizedTest
    @EnumSource(AttestationKeyKind.class)
    void theSameSeedGivesTheSameBytes(AttestationKeyKind kind) {
        SimulatedTpm again = SimulatedTpms.withLog(SimulatedTpm.builder(CRYPTO, kind, SimulatedTpms.seeded(2)));
        TpmEvidence one = SimulatedTpms.of(kind).quote(NONCE, SELECTION);
        TpmEvidence two = again.quote(NONCE, SELECTION);
        assertThat(two.quote()).isEqualTo(one.quote());
        if (!kind.name().startsWith("RSAPSS")) {
            assertThat(two).isEqualTo(one);
        }
    }

    @Test
    void layoutIsThatOfRealTpms() throws Exception {
        SimulatedTpm tpm = SimulatedTpms.p256()
                .banks(Set.of(HashAlgorithm.SHA1, HashAlgorithm.SHA256))
                .build();
        assertThat(tpm.quote(NONCE, SELECTION).quote().length()).isEqualTo(145);
        assertThat(tpm.quote(NONCE, SELECTION).signature().length()).isEqualTo(72);
        assertThat(tpm.quote(NONCE, Map.of(HashAlgorithm.SHA1, Set.of(0), HashAlgorithm.SHA256, Set.of(0)))
                        .quote()
                        .length())
                .isEqualTo(151);
        assertThat(SimulatedTpms.of(AttestationKeyKind.RSASSA_2048)
                        .quote(NONCE, SELECTION)
                        .signature()
                        .length())
                .isEqualTo(262);
    }

    @Test
    void everyFieldIsWrittenWhereTheDecoderReadsIt() throws Exception {
        List<TpmsPcrSelection> selections = List.of(
                new TpmsPcrSelection(HashAlgorithm.SHA384, List.of(0, 23)),
                new TpmsPcrSelection(HashAlgorithm.SHA1, List.of(31)));
        QuoteFields fields = SimulatedTpms.p256()
                .build()
                .fields(NONCE, SELECTION)
                .withMagic(0x89abcdefL)
                .withExtraData(Bytes.of(1, 2))
                .withQualifiedSigner(Bytes.of(3))
                .withClockInfo(new TpmsClockInfo(0xfedcba9876543210L, 0xfffffffeL, 0x80000001L, false))
                .withFirmwareVersion(-2)
                .withPcrSelect(selections)
                .withPcrDigest(Bytes.of(4, 5, 6));
        TpmsAttest attest = TpmsAttest.decode(fields.encode());
        assertThat(attest.magic()).isEqualTo(0x89abcdefL);
        assertThat(attest.extraData()).isEqualTo(Bytes.of(1, 2));
        assertThat(attest.qualifiedSigner()).isEqualTo(Bytes.of(3));
        assertThat(attest.clockInfo()).isEqualTo(fields.clockInfo());
        assertThat(attest.firmwareVersion()).isEqualTo(-2);
        assertThat(attest.quote().orElseThrow().pcrSelect()).isEqualTo(selections);
        assertThat(attest.quote().orElseThrow().pcrDigest()).isEqualTo(Bytes.of(4, 5, 6));
        assertThat(TpmsAttest.decode(fields.withType(0x8017).encode()).type()).isEqualTo(0x8017);
    }

    @Test
    void registersStartAndExtendAsThePlatformProfileSays() {
        SimulatedTpm tpm = SimulatedTpms.p256()
                .banks(Set.of(HashAlgorithm.SHA1, HashAlgorithm.SHA256))
                .build();
        assertThat(tpm.pcrs().get(HashAlgorithm.SHA256, 17).orElseThrow().value())
                .isEqualTo(Bytes.fromHex("ff".repeat(32)));
        assertThat(tpm.pcrs().get(HashAlgorithm.SHA1, 23).orElseThrow().value())
                .isEqualTo(Bytes.fromHex("00".repeat(20)));
        assertThat(tpm.pcrs().bank(HashAlgorithm.SHA256)).hasSize(24);
        Digest before = tpm.pcrs().get(HashAlgorithm.SHA1, 8).orElseThrow();
        Bytes data = Bytes.ofUtf8("something");
        tpm.extend(8, data);
        assertThat(tpm.pcrs().get(HashAlgorithm.SHA1, 8))
                .contains(HashAlgorithm.SHA1.digest(
                        before.value(), HashAlgorithm.SHA1.digest(data).value()));
        Digest extended = tpm.pcrs().get(HashAlgorithm.SHA1, 8).orElseThrow();
        tpm.extend(8, HashAlgorithm.SHA256.digest(data));
        assertThat(tpm.pcrs().get(HashAlgorithm.SHA1, 8)).contains(extended);
        assertThatThrownBy(() -> tpm.extend(24, data)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tpm.extend(1, HashAlgorithm.SHA384.digest(data)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tpm.quote(NONCE, Map.of(HashAlgorithm.SHA512, Set.of(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void certificatesOfTheSimulatedCaVouchForAttestationKeys() throws Exception {
        SimulatedCa root = SimulatedTpms.root(7);
        SimulatedTpm tpm = SimulatedTpms.withLog(SimulatedTpms.p256().certifiedBy(root));
        Authentication answer = SimulatedTpms.authenticate(
                tpm.quote(NONCE, SELECTION), SimulatedTpms.inputs(SimulatedTpms.anchored(root)));
        assertThat(answer).isInstanceOf(AuthenticatedEvidence.class);
        for (TpmQuoteCheck check : TpmQuoteCheck.values()) {
            assertThat(answer.findings().of(check).orElseThrow().outcome())
                    .as(check.id())
                    .isEqualTo(Outcome.PASSED);
        }
        assertThat(root.certificate().getSubjectX500Principal().getName()).contains("Simulated");
    }

    @Test
    void attestQuotesAllRegisters() throws Exception {
        SimulatedTpm tpm = SimulatedTpms.of(AttestationKeyKind.ECDSA_P256);
        TpmEvidence evidence = TpmEvidence.decode(tpm.attest(NONCE).content());
        assertThat(evidence.untrustedPcrs()).isEqualTo(tpm.pcrs());
        assertThat(SimulatedTpms.failed(
                        SimulatedTpms.authenticate(evidence, SimulatedTpms.inputs(SimulatedTpms.pinned(tpm)))))
                .isEmpty();
        assertThat(tpm.toString()).startsWith("simulated");
    }
}
