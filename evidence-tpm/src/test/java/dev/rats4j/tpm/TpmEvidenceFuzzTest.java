package dev.rats4j.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.Evidence;
import dev.rats4j.RefusedEvidence;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class TpmEvidenceFuzzTest {

    private static final TpmScheme SCHEME = TpmScheme.requiring(SimulatedTpms.SELECTION);
    private static final SimulatedTpm STRANGER = SimulatedTpm.builder(
                    SimulatedTpms.CRYPTO, AttestationKeyKind.ECDSA_P256, SimulatedTpms.seeded(99))
            .build();
    private static final AuthenticationInputs INPUTS = SimulatedTpms.inputs(SimulatedTpms.pinned(STRANGER));

    private static SimulatedTpm certified() {
        return SimulatedTpms.withLog(SimulatedTpms.p256().certifiedBy(SimulatedTpms.root(5)));
    }

    static Stream<byte[]> collections() {
        return Stream.of(SimulatedTpms.of(AttestationKeyKind.RSAPSS_2048), certified())
                .map(tpm -> tpm.quote(SimulatedTpms.NONCE, SimulatedTpms.SELECTION))
                .flatMap(evidence ->
                        AnyBytes.seeds(TpmEvidence::decode, evidence.encode().content()));
    }

    @MethodSource("collections")
    @FuzzTest
    void collection(byte[] input) {
        AnyBytes.decode(input, TpmEvidence::decode)
                .ifPresent(evidence ->
                        AnyBytes.roundTrip(evidence, read -> read.encode().content(), TpmEvidence::decode));
    }

    @MethodSource("collections")
    @FuzzTest
    void authentication(byte[] input) {
        AnyBytes.decode(input, message -> SCHEME.decode(new Evidence(TpmEvidence.MEDIA_TYPE, message)))
                .ifPresent(decoded -> assertThat(decoded.authenticate(INPUTS)).isInstanceOf(RefusedEvidence.class));
    }

    private static PcrValues pcrs() {
        return SimulatedTpms.p256()
                .banks(Set.of(HashAlgorithm.SHA1, HashAlgorithm.SHA256))
                .build()
                .pcrs();
    }

    static Stream<byte[]> pcrMaps() {
        return AnyBytes.seeds(
                PcrValuesCodec::decode,
                PcrValuesCodec.encode(pcrs()),
                PcrValuesCodec.encode(pcrs().only((bank, index) -> index < 3)),
                PcrValuesCodec.encode(PcrValues.NONE));
    }

    @MethodSource("pcrMaps")
    @FuzzTest
    void pcrMap(byte[] input) {
        AnyBytes.decode(input, PcrValuesCodec::decode)
                .ifPresent(values -> AnyBytes.roundTrip(values, PcrValuesCodec::encode, PcrValuesCodec::decode));
    }

    static Stream<byte[]> pcrFiles() {
        return AnyBytes.seeds(
                SerializedPcrs::decode,
                Bytes.copyOf(PcrCodecsTest.serialized(pcrs())),
                Bytes.copyOf(PcrCodecsTest.serialized(pcrs().only((bank, index) -> index == 7))));
    }

    @MethodSource("pcrFiles")
    @FuzzTest
    void pcrFile(byte[] input) {
        AnyBytes.decode(input, SerializedPcrs::decode)
                .ifPresent(values -> AnyBytes.roundTrip(
                        values, read -> Bytes.copyOf(PcrCodecsTest.serialized(read)), SerializedPcrs::decode));
    }
}
