package dev.rats4j.tpm.structures;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.sim.QuoteFields;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class TpmStructuresFuzzTest {

    private static Stream<SimulatedTpm> tpms() {
        return Stream.of(AttestationKeyKind.ECDSA_P256, AttestationKeyKind.RSAPSS_2048)
                .map(SimulatedTpms::of);
    }

    private static Bytes sized(Bytes content) {
        return Bytes.concat(Bytes.of(content.length() >> 8, content.length() & 0xff), content);
    }

    static Stream<byte[]> publicAreas() {
        return tpms().flatMap(tpm -> AnyBytes.seeds(TpmtPublic::decode, tpm.publicArea(), sized(tpm.publicArea())));
    }

    @MethodSource("publicAreas")
    @FuzzTest
    void publicArea(byte[] input) {
        AnyBytes.decode(input, TpmtPublic::decode).ifPresent(area -> {
            Bytes size = Bytes.of(area.encoded().length() >> 8, area.encoded().length() & 0xff);
            AnyBytes.roundTrip(area, read -> Bytes.concat(size, read.encoded()), TpmtPublic::decode);
            assertThat(area.name().length()).isEqualTo(2 + area.nameAlg().length());
            AnyBytes.decode(input, message -> area.publicKey(SimulatedTpms.CRYPTO));
        });
    }

    static Stream<byte[]> quotes() {
        return tpms().flatMap(tpm -> AnyBytes.seeds(
                TpmsAttest::decode,
                tpm.quote(SimulatedTpms.NONCE, SimulatedTpms.SELECTION).quote(),
                tpm.quote(Bytes.EMPTY, SimulatedTpms.SELECTION).quote()));
    }

    @MethodSource("quotes")
    @FuzzTest
    void quote(byte[] input) {
        AnyBytes.decode(input, TpmsAttest::decode).ifPresent(attest -> {
            assertThat(attest.signed()).isEqualTo(Bytes.copyOf(input));
            if (attest.quote().isPresent()) {
                AnyBytes.roundTrip(fields(attest), QuoteFields::encode, message -> fields(TpmsAttest.decode(message)));
            }
        });
    }

    /** Everything but the bytes as received: bitmaps of PCRs have several lengths. */
    private static QuoteFields fields(TpmsAttest attest) {
        TpmsQuoteInfo quote = attest.quote().orElseThrow();
        return new QuoteFields(
                attest.magic(),
                attest.type(),
                attest.qualifiedSigner(),
                attest.extraData(),
                attest.clockInfo(),
                attest.firmwareVersion(),
                quote.pcrSelect(),
                quote.pcrDigest());
    }

    static Stream<byte[]> signatures() {
        return tpms().flatMap(tpm -> AnyBytes.seeds(
                TpmtSignature::decode,
                tpm.quote(SimulatedTpms.NONCE, SimulatedTpms.SELECTION).signature()));
    }

    @MethodSource("signatures")
    @FuzzTest
    void signature(byte[] input) {
        AnyBytes.decode(input, TpmtSignature::decode).ifPresent(signature -> {
            for (EllipticCurve curve : EllipticCurve.values()) {
                signature.value(Optional.of(curve));
            }
            assertThat(signature.value(Optional.empty()).isPresent())
                    .isEqualTo(signature.scheme() != TpmtSignature.Scheme.ECDSA);
        });
    }
}
