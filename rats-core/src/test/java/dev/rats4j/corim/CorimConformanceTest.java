package dev.rats4j.corim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** CoRIMs, CoMIDs and signed CoRIMs of the draft and of other implementations, with the verdicts of their manifest. */
class CorimConformanceTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();

    /**
     * The manifest accepts these, we refuse them: identifiers under the private tags 600 to 602 of an older CCA profile; and an
     * untagged CoRIM from the time before tag 501, whose layout the manifest calls legacy elsewhere.
     */
    private static final List<String> KNOWN = List.of(
            "corim/veraison_cover/test/corim/signed-corim-cca-ref-plat.cbor: class-map.class-id",
            "corim/veraison_services/perf/data/corim-psa-full.cbor: ");

    private final List<String> agreed = new ArrayList<>();
    private final List<String> disagreed = new ArrayList<>();
    private final TreeMap<String, Integer> skipped = new TreeMap<>();

    @Test
    @DisplayName("vectors of other implementations are accepted and refused as their manifest says")
    void conformance() throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries("corim")) {
            String verdict = entry.string("verdict");
            if (verdict.equals("companion")) {
                continue;
            }
            switch (verdict) {
                case "accept", "parse-only" -> accept(entry);
                case "reject" -> reject(entry);
                default -> skip(verdict + ": older draft or extension");
            }
        }
        int others = skipped.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("conformance tokens/corim run=" + (agreed.size() + disagreed.size()) + " agreed="
                + agreed.size() + " disagreed=" + disagreed.size() + " skipped=" + others + " " + skipped);
        assertThat(disagreed).hasSize(2).allMatch(line -> KNOWN.stream().anyMatch(line::startsWith));
        assertThat(agreed).hasSizeGreaterThan(70);
    }

    private void skip(String reason) {
        skipped.merge(reason, 1, Integer::sum);
    }

    private void accept(JsonObject entry) throws IOException, MalformedMessageException {
        String file = entry.string("file");
        Bytes message = TokenVectors.read(file);
        try {
            if (entry.string("kind").equals("cose")) {
                acceptSigned(entry, message);
            } else {
                acceptPart(entry, message);
            }
        } catch (MalformedMessageException e) {
            disagreed.add(file + ": " + e.getMessage());
        }
    }

    private void acceptSigned(JsonObject entry, Bytes message) throws IOException, MalformedMessageException {
        String file = entry.string("file");
        JsonObject expected = entry.object("expected");
        SignedCorim signed = SignedCorim.decode(message);
        Optional<SignedCorim.Verified> verified = signed.verify(CRYPTO, key(expected.string("key")));
        boolean right = verified.isPresent() && roundTrips(verified.get().corim());
        boolean wrong = expected.has("with_wrong_key")
                && signed.verify(CRYPTO, key(expected.object("with_wrong_key").string("key")))
                        .isPresent();
        (right && !wrong ? agreed : disagreed).add(file + ": signature");
    }

    private void acceptPart(JsonObject entry, Bytes message) throws MalformedMessageException {
        String file = entry.string("file");
        String rule = entry.object("expected").optionalString("cddl_rule").orElse("");
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        if (rule.equals("start")) {
            skip("internal representation of a verifier, no message");
        } else if (file.contains("hash-envelope")) {
            assertThatThrownBy(() -> SignedCorim.decode(signedWith(message)))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("hash envelope");
            skip("hash envelopes are refused by name");
        } else if (file.contains("protected-header-map")) {
            // the draft's example names algorithm -35 (ES384)
            agree(file, SignedCorim.decode(signedWith(message)).untrustedMeta().signerName(), "ACME Ltd.");
        } else if (file.contains("thomas-fossati")) {
            agree(file, item.kind() == CborItem.Kind.MAP || item.kind() == CborItem.Kind.ARRAY, true); // fragments
        } else if (rule.equals("concise-tl-tag")) {
            agree(file, Corim.decode(corim(508, message)).uninterpreted(), List.of("tag 508"));
        } else {
            Bytes corim = item.isTagged(Corim.TAG) ? message : corim(506, message);
            agree(file, roundTrips(Corim.decode(corim)), true);
        }
    }

    private <T> void agree(String file, T actual, T expected) {
        (actual.equals(expected) ? agreed : disagreed).add(file + ": " + actual);
    }

    /** Everything that is interpreted survives our own encoding and the template. */
    private static boolean roundTrips(Corim corim) throws MalformedMessageException {
        if (!corim.uninterpreted().isEmpty()) {
            return true;
        }
        return Corim.decode(corim.encode()).equals(corim)
                && CorimTemplate.compile(CorimTemplate.print(corim)).equals(corim);
    }

    private static Bytes corim(long tag, Bytes content) {
        return Cbor.tagged(
                Corim.TAG,
                Cbor.map()
                        .put(0, Cbor.text("frame"))
                        .put(1, Cbor.array(Cbor.tagged(tag, Cbor.bytes(content))))
                        .encode());
    }

    private static Bytes signedWith(Bytes protectedHeader) {
        return Cbor.tagged(
                18,
                Cbor.array(
                        Cbor.bytes(protectedHeader),
                        Cbor.map().encode(),
                        Cbor.bytes(Bytes.EMPTY),
                        Cbor.bytes(Bytes.of(0))));
    }

    private void reject(JsonObject entry) throws IOException, MalformedMessageException {
        String file = entry.string("file");
        JsonObject expected = entry.object("expected");
        String layer = expected.string("reject_layer");
        try {
            if (entry.string("kind").equals("cbor")) {
                boolean sound = roundTrips(Corim.decode(TokenVectors.read(file)));
                if (layer.contains("profile") && sound) {
                    skip("rules of profiles are not part of the codec");
                } else {
                    disagreed.add(file + ": " + layer);
                }
                return;
            }
            SignedCorim signed = SignedCorim.decode(TokenVectors.read(file));
            boolean verified =
                    signed.verify(CRYPTO, key(expected.string("key"))).isPresent();
            (verified ? disagreed : agreed).add(file + ": " + layer);
        } catch (MalformedMessageException e) {
            agreed.add(file + ": " + e.getMessage());
        }
    }

    private static PublicKey key(String file) throws IOException, MalformedMessageException {
        Bytes encoded = TokenVectors.read(file);
        if (file.endsWith(".jwk")) {
            JsonObject jwk = Json.parseObject(encoded, JsonLimits.STANDARD); // private, for another use: only the point
            return CRYPTO.ecPublicKey(EllipticCurve.P256, jwk.base64Url("x"), jwk.base64Url("y"));
        }
        String pem = new String(encoded.toByteArray(), StandardCharsets.US_ASCII).replaceAll("-----[^-]+-----|\\s", "");
        return CRYPTO.publicKey(Bytes.copyOf(Base64.getDecoder().decode(pem)));
    }

    @Test
    @DisplayName("a right signature over content that is not understood says so, and a wrong one says nothing else")
    void signatureComesFirst() throws IOException, MalformedMessageException {
        TokenVectors.entries("corim");
        SignedCorim signed =
                SignedCorim.decode(TokenVectors.read("corim/veraison_cover/test/corim/signed-corim-cca-ref-plat.cbor"));
        PublicKey right = key("corim/veraison_cover/test/corim/key.pub.pem");
        assertThatThrownBy(() -> signed.verify(CRYPTO, right).isPresent())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("tag 600");
        assertThat(signed.verify(CRYPTO, key("corim/veraison_cover/test/corim/key.bad.pem")))
                .isEmpty();
    }

    @Test
    @DisplayName("the manifest names a key for every signed vector")
    void everySignedVectorHasItsKey() throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries("corim")) {
            if (entry.string("kind").equals("cose")) {
                assertThat(entry.object("expected").get("key")).containsInstanceOf(JsonString.class);
            }
        }
    }
}
