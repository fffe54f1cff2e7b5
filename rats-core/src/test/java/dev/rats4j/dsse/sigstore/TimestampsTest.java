package dev.rats4j.dsse.sigstore;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.dsse.Base64Text;
import dev.rats4j.dsse.DsseKey;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Answers of time-stamping authorities inside bundles. */
class TimestampsTest {

    private static final TestSigstore SIGSTORE = new TestSigstore(100);
    private static final TestSigstore.Holder HOLDER = SIGSTORE.request(1).issue();
    private static final Bytes ARTIFACT = Bytes.ofUtf8("artifact");
    private static final Instant NOW = TestSigstore.NOW;

    private static TestBundle good() {
        return new TestBundle(SIGSTORE, HOLDER, ARTIFACT);
    }

    private static SigstoreStep refused(SigstoreResult result) {
        assertThat(result).isInstanceOf(SigstoreResult.Refused.class);
        return ((SigstoreResult.Refused) result).step();
    }

    private static JsonObject with(JsonObject object, String name, JsonObject value) {
        JsonObject.Builder builder = JsonObject.builder();
        object.members().forEach((key, old) -> builder.put(key, key.equals(name) ? value : old));
        return builder.build();
    }

    @Test
    @DisplayName("deep nesting in timestamps and signatures is refused, and exhausts nothing")
    void nesting() throws MalformedMessageException {
        Bytes definite = Bytes.EMPTY;
        for (int level = 0; level < 5_000; level++) {
            definite = new DerElement(DerElement.SEQUENCE, definite).encode();
        }
        for (Bytes deep : List.of(definite, Bytes.fromHex("3080".repeat(30_000)))) {
            assertThat(refused(stampedWith(deep))).isEqualTo(SigstoreStep.TIMESTAMP);
            assertThat(DsseKey.of(HOLDER.signer().publicKey(), CRYPTO).verify(CRYPTO, ARTIFACT, deep))
                    .isEmpty();
        }
    }

    /** The good bundle with another answer of a time-stamping authority. */
    private static SigstoreResult stampedWith(Bytes answer) throws MalformedMessageException {
        JsonObject made = good().stamped(NOW).json();
        JsonObject material = made.object("verificationMaterial");
        JsonObject stamp = JsonObject.builder()
                .put("signedTimestamp", Base64Text.encode(answer))
                .build();
        JsonObject stamps = JsonObject.builder()
                .put("rfc3161Timestamps", JsonArray.of(List.of(stamp)))
                .build();
        JsonObject stamped = with(made, "verificationMaterial", with(material, "timestampVerificationData", stamps));
        return new SigstoreVerifier(
                        CRYPTO, new CertificationPaths(CRYPTO), TrustedRoot.decode(Json.write(SIGSTORE.root()), CRYPTO))
                .verify(SigstoreBundle.decode(Json.write(stamped)), ARTIFACT, TestSigstore.IDENTITY);
    }

    @Test
    @DisplayName("an answer about the time is granted, signed with SHA-2, and followed by nothing")
    void answersAboutTime() throws MalformedMessageException {
        Bytes signature = ((BundleContent.MessageSignature) good().bundle().content()).signature();
        Bytes answer = SIGSTORE.clock.stamp(signature, NOW);
        assertThat(stampedWith(answer)).isInstanceOf(SigstoreResult.Verified.class);
        assertThat(stampedWith(Bytes.concat(answer, Bytes.of(0))))
                .isEqualTo(new SigstoreResult.Refused(SigstoreStep.TIMESTAMP, "a timestamp cannot be read"));
        // PKIStatusInfo: the status is its first INTEGER
        String hex = answer.toHex();
        int status = hex.indexOf("020100");
        for (String other : List.of("020102", "020105")) {
            Bytes refusal = Bytes.fromHex(hex.substring(0, status) + other + hex.substring(status + 6));
            assertThat(refused(stampedWith(refusal))).isEqualTo(SigstoreStep.TIMESTAMP);
        }
        assertThat(stampedWith(SIGSTORE.clock.stamp(signature, NOW, "SHA1withECDSA")))
                .isEqualTo(new SigstoreResult.Refused(
                        SigstoreStep.TIMESTAMP, "a timestamp is signed with a hash function that is not accepted"));
    }
}
