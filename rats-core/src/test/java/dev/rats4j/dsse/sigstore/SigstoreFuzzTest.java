package dev.rats4j.dsse.sigstore;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.json.Json;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class SigstoreFuzzTest {

    private static final TestSigstore SIGSTORE = new TestSigstore(400);
    private static final TestSigstore.Holder HOLDER = SIGSTORE.request(1).issue();
    private static final Bytes ARTIFACT = Bytes.ofUtf8("a");
    private static final SigstoreVerifier VERIFIER = verifier();

    private static SigstoreVerifier verifier() {
        try {
            return new SigstoreVerifier(
                    CRYPTO, new CertificationPaths(CRYPTO), TrustedRoot.decode(Json.write(SIGSTORE.root()), CRYPTO));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestBundle made() {
        return new TestBundle(SIGSTORE, HOLDER, ARTIFACT).stamped(TestSigstore.NOW);
    }

    static Stream<byte[]> bundles() {
        return AnyBytes.seeds(
                SigstoreBundle::decode,
                Json.write(made().json()),
                Json.write(made().enveloped().kind("hashedrekord 0.0.2").json()),
                Json.write(made().enveloped().kind("intoto 0.0.2").json()),
                Json.write(made().enveloped().kind("dsse 0.0.1").keyed().json()));
    }

    @MethodSource("bundles")
    @FuzzTest
    void bundle(byte[] input) {
        AnyBytes.decode(input, SigstoreBundle::decode).ifPresent(bundle -> {
            // only our own seeds are signed by this holder
            if (VERIFIER.verify(bundle, ARTIFACT, TestSigstore.IDENTITY) instanceof SigstoreResult.Verified good) {
                assertThat(good.proof().message())
                        .isIn(ARTIFACT, made().enveloped().message());
                assertThat(good.times()).containsOnly(TestSigstore.NOW);
            }
        });
    }

    static Stream<byte[]> roots() {
        return AnyBytes.seeds(bytes -> TrustedRoot.decode(bytes, CRYPTO), Json.write(SIGSTORE.root()));
    }

    @MethodSource("roots")
    @FuzzTest
    void root(byte[] input) {
        AnyBytes.decode(input, bytes -> TrustedRoot.decode(bytes, CRYPTO))
                .ifPresent(root -> assertThat(root.authorities())
                        .allMatch(authority -> !authority.chain().isEmpty()));
    }
}
