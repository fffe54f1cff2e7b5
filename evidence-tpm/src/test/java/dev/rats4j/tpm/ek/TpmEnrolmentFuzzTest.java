package dev.rats4j.tpm.ek;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.spi.EnrolmentInputs;
import dev.rats4j.spi.KeyChallenge;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class TpmEnrolmentFuzzTest {

    private static final TpmEnrolment SCHEME = new TpmEnrolment();
    private static final EnrolmentInputs STRANGERS =
            EkVectors.inputs(SimulatedTpms.anchored(SimulatedTpms.root(77)), SimulatedTpms.NOW);

    static Stream<byte[]> certificates() {
        Bytes der = EkVectors.good().request().ekCertificate();
        int size = der.length() + 2;
        return AnyBytes.seeds(
                EkCertificate::decode,
                der,
                EkVectors.goodEcc().request().ekCertificate(),
                Bytes.concat(der, Bytes.copyOf(new byte[100])),
                Bytes.concat(Bytes.of(0x10, 0x01, 0, size >> 8, size & 0xff, 0x10, 0x02), der));
    }

    @MethodSource("certificates")
    @FuzzTest
    void certificate(byte[] input) {
        AnyBytes.decode(input, EkCertificate::decode).ifPresent(certificate -> {
            assertThat(certificate.model()).isNotNull();
            assertThat(certificate.otherPurpose()).isNotNull();
            AnyBytes.decode(new byte[0], none -> certificate.publicKey(SimulatedTpms.CRYPTO));
            AnyBytes.roundTrip(
                    certificate.der(),
                    der -> der,
                    der -> EkCertificate.decode(der).der());
        });
    }

    static Stream<byte[]> requests() {
        TpmEnrolmentRequest good = EkVectors.good().request();
        TpmEnrolmentRequest full = new TpmEnrolmentRequest(
                good.ekCertificate(), good.ek(), good.key(), Optional.empty(), Optional.of(good.ekCertificate()));
        return AnyBytes.seeds(
                SCHEME::decode,
                good.encode(),
                full.encode(),
                EkVectors.goodEcc().request().encode());
    }

    @MethodSource("requests")
    @FuzzTest
    void request(byte[] input) {
        AnyBytes.decode(input, TpmEnrolmentRequest::decode)
                .ifPresent(request ->
                        AnyBytes.roundTrip(request, TpmEnrolmentRequest::encode, TpmEnrolmentRequest::decode));
        AnyBytes.decode(input, SCHEME::decode)
                .ifPresent(
                        request -> assertThat(request.challenge(STRANGERS)).isInstanceOf(KeyChallenge.Refused.class));
    }

    static Stream<byte[]> challenges() {
        return AnyBytes.seeds(
                Credential::decode,
                ((KeyChallenge.Challenge) EkVectors.good().challenge()).message(),
                ((KeyChallenge.Challenge) EkVectors.goodEcc().challenge()).message());
    }

    @MethodSource("challenges")
    @FuzzTest
    void challenge(byte[] input) {
        AnyBytes.decode(input, Credential::decode).ifPresent(credential -> {
            AnyBytes.roundTrip(credential, Credential::encode, Credential::decode);
            assertThat(EkVectors.RSA.activate(SimulatedTpms.nameOf(EkVectors.TPM), credential))
                    .isNotNull();
        });
    }

    static Stream<byte[]> blobs() {
        return AnyBytes.seeds(Credential::ofTools, new Credential(Bytes.of(1, 2, 3), Bytes.of(4, 5)).toTools());
    }

    @MethodSource("blobs")
    @FuzzTest
    void blob(byte[] input) {
        AnyBytes.decode(input, Credential::ofTools)
                .ifPresent(credential -> AnyBytes.roundTrip(credential, Credential::toTools, Credential::ofTools));
    }
}
