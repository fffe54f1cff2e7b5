package dev.rats4j.eat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.coswid.Coswid;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.jose.Jwk;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * EATs, CWTs, claims without signature and measured components of the working group and of others, with the verdicts of their manifest.
 *
 * <p>No file is excepted. Samples that give a claim another type than RFC 9711 does (swname under 271, swversion as text, a tagged iat)
 * decode, as their verdicts want; that they would not count in a token is what {@link EatClaims#mistyped} shows.
 */
class EatConformanceTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();

    private final List<String> agreed = new ArrayList<>();
    private final List<String> disagreed = new ArrayList<>();
    private int outOfScope;

    @ParameterizedTest
    @ValueSource(strings = {"eat", "uccs", "measured-component", "cwt"})
    @DisplayName("vectors of the working group and of others are accepted and refused as their manifest says")
    void conformance(String spec) throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries(spec)) {
            switch (entry.string("verdict")) {
                case "companion" -> {}
                case "out-of-scope" -> outOfScope++;
                default -> judge(spec, entry);
            }
        }
        System.out.println("conformance tokens/" + spec + " run=" + (agreed.size() + disagreed.size()) + " agreed="
                + agreed.size() + " disagreed=" + disagreed.size() + " skipped=0 {out-of-scope=" + outOfScope + "}");
        assertThat(disagreed).isEmpty();
        assertThat(agreed).isNotEmpty();
    }

    private void judge(String spec, JsonObject entry) throws IOException, MalformedMessageException {
        String file = entry.string("file");
        boolean isGood = Set.of("accept", "accept-with-status", "parse-only").contains(entry.string("verdict"));
        String outcome = "decoded";
        boolean isDecoded = true;
        try {
            decode(spec, TokenVectors.read(file));
            verify(entry);
        } catch (MalformedMessageException e) {
            outcome = String.valueOf(e.getMessage());
            isDecoded = false;
        }
        (isDecoded == isGood ? agreed : disagreed).add(file + ": " + outcome);
    }

    /** Where the manifest names a key, the token has to verify with it. */
    private static void verify(JsonObject entry) throws IOException, MalformedMessageException {
        Optional<JsonArray> keys =
                entry.has("inputs") ? entry.object("inputs").optionalArray("verification-key") : Optional.empty();
        if (keys.isEmpty() || !entry.string("stage").equals("authenticate")) {
            return;
        }
        Bytes message = TokenVectors.read(entry.string("file"));
        for (String key : keys.get().strings()) {
            if (verifies(message, key(TokenVectors.read(key)))) {
                return;
            }
        }
        throw new MalformedMessageException("signature", 0, "does not verify");
    }

    private static boolean verifies(Bytes message, PublicKey key) throws MalformedMessageException {
        boolean isBundle = message.startsWith(Bytes.of('[')) || message.startsWith(Bytes.fromHex("d9025a"));
        return isBundle
                ? EatBundle.decode(message).verify(CRYPTO, key).isPresent()
                : EatToken.decode(message).verify(CRYPTO, key).isPresent();
    }

    private static PublicKey key(Bytes file) throws MalformedMessageException {
        if (!EatToken.beginsLikeJson(file)) {
            return CoseKey.decode(CborItem.decode(file, CborProfile.WELL_FORMED), CRYPTO);
        }
        JsonObject.Builder open = JsonObject.builder(); // samples bring their private key along
        Json.parseObject(file, JsonLimits.STANDARD).members().forEach((name, value) -> {
            if (!name.equals("d")) {
                open.put(name, value);
            }
        });
        return Jwk.parse(open.build(), CRYPTO).key();
    }

    private static void decode(String spec, Bytes message) throws MalformedMessageException {
        boolean isJson = EatToken.beginsLikeJson(message);
        EatFormat format = isJson ? EatFormat.JSON : EatFormat.CBOR;
        if (spec.equals("measured-component")) {
            MeasuredComponent component = MeasuredComponent.decode(message, format);
            assertThat(MeasuredComponent.decode(component.encode(format), format))
                    .isEqualTo(component);
        } else if (isJson && message.utf8().strip().startsWith("[")) {
            bundle(EatBundle.decode(message));
        } else if (isJson) {
            roundTrips(EatClaims.decode(message, format), format);
        } else if (message.at(0) >> 5 == 3 || message.at(0) == 'e') {
            EatToken token = EatToken.decode(message);
            roundTrips(token.untrustedClaims(EatProfile.NONE), token.format());
        } else {
            cbor(message);
        }
    }

    private static void cbor(Bytes message) throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        if (item.isTagged(NestedToken.UCCS_TAG)) {
            roundTrips(UnsignedEat.decode(message).untrustedClaims(EatProfile.NONE), EatFormat.CBOR);
        } else if (item.isTagged(NestedToken.BUNDLE_TAG)) {
            bundle(EatBundle.decode(message));
        } else if (item.isTagged(Coswid.TAG)) {
            assertThat(Coswid.decode(message).softwareName()).isNotEmpty(); // the payload of a manifest
        } else if (item.kind() == CborItem.Kind.TAG) {
            roundTrips(EatToken.decode(message).untrustedClaims(EatProfile.NONE), EatFormat.CBOR);
        } else if (item.kind() == CborItem.Kind.ARRAY) {
            roundTrips(EatToken.decodeUntagged(message).untrustedClaims(EatProfile.NONE), EatFormat.CBOR);
        } else {
            comesBack(message);
        }
    }

    private static void bundle(EatBundle bundle) throws MalformedMessageException {
        for (String name : bundle.names()) {
            roundTrips(bundle.untrustedClaims(name, EatProfile.NONE).orElseThrow(), bundle.format());
        }
    }

    private static void roundTrips(EatClaims claims, EatFormat format) throws MalformedMessageException {
        assertThat(EatClaims.decode(claims.encode(format), format)).isEqualTo(claims);
    }

    /** What is deterministic is written as it was received, but for white space in selectors of JSON. */
    private static void comesBack(Bytes message) throws MalformedMessageException {
        EatClaims claims = EatClaims.decode(message, EatFormat.CBOR);
        roundTrips(claims, EatFormat.CBOR);
        boolean hasSelector = claims.submodules().values().stream()
                .anyMatch(part -> part instanceof Submodule.Nested nested
                        && nested.token().kind().format() == EatFormat.JSON);
        if (!hasSelector) {
            Bytes deterministic = Cbor.deterministic(CborItem.decode(message, CborProfile.WELL_FORMED));
            assertThat(EatClaims.decode(deterministic, EatFormat.CBOR).encode(EatFormat.CBOR))
                    .isEqualTo(deterministic);
        }
    }
}
