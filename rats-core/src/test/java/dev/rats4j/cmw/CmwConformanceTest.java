package dev.rats4j.cmw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonValue;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Wrappers of the RFC, its drafts and another implementation, with the verdicts of their manifest. */
class CmwConformanceTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();

    private final List<String> agreed = new ArrayList<>();
    private final List<String> disagreed = new ArrayList<>();

    @Test
    @DisplayName("vectors of the RFC and of others are accepted and refused as their manifest says")
    void conformance() throws IOException, MalformedMessageException {
        int companions = 0;
        for (JsonObject entry : TokenVectors.entries("cmw")) {
            String file = entry.string("file");
            if (entry.string("verdict").equals("companion")) {
                companions++;
                continue;
            }
            Optional<String> refusal = refusal(entry);
            boolean isRefused = entry.string("verdict").equals("reject");
            (refusal.isPresent() == isRefused ? agreed : disagreed).add(file + ": " + refusal.orElse("accepted"));
        }
        System.out.println("conformance tokens/cmw run=" + (agreed.size() + disagreed.size()) + " agreed="
                + agreed.size() + " disagreed=" + disagreed.size() + " skipped=0 {companion="
                + companions + "} " + disagreed);
        assertThat(disagreed).isEmpty();
        assertThat(agreed).hasSizeGreaterThanOrEqualTo(20);
        assertThat(agreed)
                .anyMatch(
                        line -> line.endsWith("bad-1.cbor: signed-cbor-cmw.cty at 0: is not in the protected header"));
        assertThat(agreed).anyMatch(line -> line.endsWith("bad-3.cbor: the signature does not verify"));
    }

    private static Optional<String> refusal(JsonObject entry) throws IOException {
        try {
            return isGood(entry) ? Optional.empty() : Optional.of("the signature does not verify");
        } catch (MalformedMessageException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static boolean isGood(JsonObject entry) throws IOException, MalformedMessageException {
        String file = entry.string("file");
        Bytes message = TokenVectors.read(file);
        switch (entry.string("kind")) {
            case "cose" -> {
                PublicKey key = key(entry.object("expected").string("key"));
                return SignedCmw.decode(message).verify(CRYPTO, key).isPresent();
            }
            case "cert" -> {
                CmwExtension extension = CmwExtension.ofUntrusted(CertificationPaths.certificate(message))
                        .orElseThrow();
                assertThat(extension.encoding()).isEqualTo(CmwEncoding.CBOR);
                roundTrips(extension.untrustedCmw());
            }
            case "der" -> {
                CmwExtension extension = CmwExtension.decode(message);
                assertThat(extension.encode()).isEqualTo(message);
                roundTrips(extension.untrustedCmw());
            }
            default -> {
                Cmw cmw = file.contains("/eat-")
                        ? CmwClaim.of(Json.parseObject(message, JsonLimits.STANDARD))
                                .orElseThrow()
                        : Cmw.decode(message);
                roundTrips(cmw);
                compare(entry.object("expected").optionalObject("claims"), cmw, message);
            }
        }
        return true;
    }

    private static void roundTrips(Cmw cmw) throws MalformedMessageException {
        assertThat(Cmw.decode(cmw.toCbor())).isEqualTo(cmw);
    }

    /** What the manifest says of records and tags. */
    private static void compare(Optional<JsonObject> claims, Cmw cmw, Bytes message) throws MalformedMessageException {
        if (claims.isEmpty() || !(cmw instanceof CmwRecord record)) {
            return;
        }
        Optional<JsonValue> indicators = claims.get().get("ind");
        if (indicators.isPresent()) {
            assertThat(ConceptualMessage.bits(record.indicators()))
                    .isEqualTo(claims.get().integer("ind"));
        }
        if (claims.get().has("value")) {
            assertThat(record.value().toHex()).isEqualTo(claims.get().string("value"));
        }
        if (claims.get().has("tag")) {
            CmwType.ContentFormat format = (CmwType.ContentFormat) record.type();
            assertThat(format.tag()).contains(claims.get().integer("tag"));
            assertThat((long) format.number()).isEqualTo(claims.get().integer("content_format"));
            assertThat(record.toTag()).isEqualTo(message);
        }
    }

    private static PublicKey key(String file) throws IOException, MalformedMessageException {
        JsonObject jwk = Json.parseObject(TokenVectors.read(file), JsonLimits.STANDARD);
        return CRYPTO.ecPublicKey(EllipticCurve.P256, jwk.base64Url("x"), jwk.base64Url("y"));
    }
}
