package dev.rats4j.dsse.sigstore;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.json.Json;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Bundles and trusted roots that are none. */
class SigstoreFormatTest {

    private static final TestSigstore SIGSTORE = new TestSigstore(300);
    private static final String BUNDLE = Json.write(
                    new TestBundle(SIGSTORE, SIGSTORE.request(1).issue(), Bytes.ofUtf8("a"))
                            .stamped(TestSigstore.NOW)
                            .json())
            .utf8();
    private static final String ROOT = Json.write(SIGSTORE.root()).utf8();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "bundle.v0.3+json,bundle.v0.4+json,$.mediaType",
                "bundle.v0.3+json,bundle+json,$.mediaType",
                "`\"messageSignature\":`,`\"other\":`,$.dsseEnvelope",
                "`\"messageSignature\":`,`\"dsseEnvelope\":{},\"messageSignature\":`,$.dsseEnvelope",
                "`\"certificate\":`,`\"x\":`,$.verificationMaterial.certificate",
                "`\"certificate\":`,`\"publicKey\":{\"hint\":\"a\"},\"certificate\":`,$.verificationMaterial.certificate",
                "`\"certificate\":{\"rawBytes\":\"MII`,`\"certificate\":{\"rawBytes\":\"MIM`,$.verificationMaterial.certificate.rawBytes",
                "`\"certificate\":{\"rawBytes\":\"`,`\"certificate\":{\"rawBytes\":\"*`,$.verificationMaterial.certificate.rawBytes",
                "`\"tlogEntries\":[`,`\"tlogEntries\":[7,`,$.verificationMaterial.tlogEntries[0]",
                "`\"tlogEntries\":[`,`\"tlogEntries\":[{},`,$.verificationMaterial.tlogEntries[0].kindVersion",
                "`\"logIndex\":\"7\"`,`\"logIndex\":\"-7\"`,$.verificationMaterial.tlogEntries[0].logIndex",
                "`\"logIndex\":\"7\"`,`\"logIndex\":-7`,$.verificationMaterial.tlogEntries[0].logIndex",
                "`\"logIndex\":\"7\"`,`\"logIndex\":7.5`,$.verificationMaterial.tlogEntries[0].logIndex",
                "`\"logIndex\":\"7\"`,`\"logIndex\":\"07\"`,$.verificationMaterial.tlogEntries[0].logIndex",
                "`\"logIndex\":\"7\"`,`\"logIndex\":\"9223372036854775808\"`,$.verificationMaterial.tlogEntries[0].logIndex",
                "`\"logIndex\":\"7\"`,`\"logIndex\":\"7\",\"logIndex\":\"7\"`,$.verificationMaterial.tlogEntries[0].logIndex",
                "`\"integratedTime\":\"1`,`\"integratedTime\":\"100000000`,$.verificationMaterial.tlogEntries[0].integratedTime",
                "`\"hashes\":[\"`,`\"hashes\":[\"*`,$.verificationMaterial.tlogEntries[0].inclusionProof.hashes[0]",
                "`\"signedTimestamp\":\"`,`\"signedTimestamp\":\"\",\"x\":\"`,$.verificationMaterial.timestampVerificationData.rfc3161Timestamps[0].signedTimestamp",
                "SHA2_256,MD5,$.messageSignature.messageDigest.algorithm",
                "SHA2_256,SHA2_512,$.messageSignature.messageDigest.digest",
                "`\"signature\":\"`,`\"signature\":\"\",\"x\":\"`,$.messageSignature.signature",
            })
    void bundles(String found, String put, String field) {
        assertThat(BUNDLE).contains(found);
        Bytes broken = Bytes.ofUtf8(BUNDLE.replace(found, put));
        assertThatThrownBy(() -> SigstoreBundle.decode(broken))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "version=0.1,version=0.9,$.mediaType",
                "`\"start\":`,`\"x\":`,$.tlogs[0].publicKey.validFor.start",
                "`\"start\":\"2026`,`\"start\":\"2027`,$.tlogs[0].publicKey.validFor.end",
                "`\"start\":\"2026`,`\"start\":\"x2026`,$.tlogs[0].publicKey.validFor.start",
                "`\"validFor\":`,`\"x\":`,$.tlogs[0].publicKey.validFor",
                "PKIX_ECDSA_P256_SHA_256,LMS_SHA256,$.tlogs[0].publicKey.keyDetails",
                "`\"publicKey\":{\"rawBytes\":\"MF`,`\"publicKey\":{\"rawBytes\":\"MG`,$.tlogs[0].publicKey.rawBytes",
                "`https://log.example.org`,`https://log example`,$.tlogs[0].baseUrl",
                "`\"certificates\":[`,`\"certificates\":[],\"x\":[`,$.certificateAuthorities[0].certChain.certificates",
                "`\"certificates\":[`,`\"certificates\":[{\"rawBytes\":\"AAAA\"},`,$.certificateAuthorities[0].certChain.certificates[0].rawBytes",
                "`\"tlogs\":[`,`\"tlogs\":[{},`,$.tlogs[0].publicKey",
            })
    void roots(String found, String put, String field) {
        assertThat(ROOT).contains(found);
        Bytes broken = Bytes.ofUtf8(ROOT.replace(found, put));
        assertThatThrownBy(() -> TrustedRoot.decode(broken, CRYPTO))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void twoLogsOfOneIdentifier() throws MalformedMessageException {
        String logs = ROOT.substring(ROOT.indexOf("\"tlogs\":[") + 9);
        String first = logs.substring(0, logs.indexOf("}},{") + 2);
        Bytes broken = Bytes.ofUtf8(ROOT.replace("\"tlogs\":[", "\"tlogs\":[" + first + ","));
        assertThatThrownBy(() -> TrustedRoot.decode(broken, CRYPTO))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith("$.tlogs[1].logId");
        assertThat(TrustedRoot.decode(Bytes.ofUtf8(ROOT), CRYPTO))
                .hasToString("trusted root with 2 logs and 1 authorities");
    }

    @Test
    void limits() {
        String entry = BUNDLE.substring(BUNDLE.indexOf("\"tlogEntries\":[") + 15);
        String first = entry.substring(0, entry.indexOf("}]"));
        String many = BUNDLE.replace("\"tlogEntries\":[", "\"tlogEntries\":[" + (first + "},").repeat(16));
        assertThatThrownBy(() -> SigstoreBundle.decode(Bytes.ofUtf8(many)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("more than 16 entries");
    }

    @ParameterizedTest
    @EnumSource(BundleVersion.class)
    void mediaTypes(BundleVersion version) {
        assertThat(BundleVersion.ofMediaType(version.mediaType())).contains(version);
        assertThat(BundleVersion.ofMediaType("application/vnd.dev.sigstore.bundle+json;version=" + version.number()))
                .contains(version);
        assertThat(BundleVersion.ofMediaType("application/vnd.dev.sigstore.bundle.v" + version.number()))
                .isEmpty();
    }

    @Test
    void windowsAreClosed() {
        Instant start = TestSigstore.NOW;
        ValidityWindow window = new ValidityWindow(start, Optional.of(start.plusSeconds(1)));
        assertThat(window.contains(start)).isTrue();
        assertThat(window.contains(start.plusSeconds(1))).isTrue();
        assertThat(window.contains(start.minusNanos(1))).isFalse();
        assertThat(window.contains(start.plusSeconds(1).plusNanos(1))).isFalse();
        assertThat(new ValidityWindow(start, Optional.empty()).contains(Instant.MAX))
                .isTrue();
        assertThatThrownBy(() -> new ValidityWindow(start, Optional.of(start.minusNanos(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
