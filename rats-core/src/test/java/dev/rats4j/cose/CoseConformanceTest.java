package dev.rats4j.cose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.crypto.Signer;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.jose.Jwk;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonValue;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages of others: of the COSE working group with the inputs beside them, of go-cose, and of the draft that became RFC 9964. */
class CoseConformanceTest {

    /** The sample with a critical header has this one. */
    private static final Set<CborKey> UNDERSTOOD = Set.of(CborKey.of("reserved"));

    private final List<String> agreed = new ArrayList<>();
    private final List<String> disagreed = new ArrayList<>();
    private final Map<String, Integer> stricter = new TreeMap<>();
    private final Map<String, Integer> outOfScope = new TreeMap<>();

    @Test
    @DisplayName("every sample is accepted or refused as its manifest says; where we are stricter the class is known")
    void conformance() throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries("cose")) {
            String verdict = entry.string("verdict");
            if (verdict.equals("out-of-scope")) {
                outOfScope.merge(kind(TokenVectors.read(entry.string("file"))), 1, Integer::sum);
            } else if (!verdict.equals("companion")) {
                decide(entry, verdict.equals("accept"));
            }
        }
        System.out.println("conformance tokens/cose run=" + (agreed.size() + disagreed.size()) + " agreed="
                + agreed.size() + " disagreed=" + disagreed.size() + " skipped=0 {} stricter=" + stricter
                + " out-of-scope=" + outOfScope);
        assertThat(disagreed).isEmpty();
        assertThat(agreed).isNotEmpty();
    }

    private static String kind(Bytes message) throws MalformedMessageException {
        return "tag " + CborItem.decode(message, CborProfile.WELL_FORMED).tag("message");
    }

    private void decide(JsonObject entry, boolean accepted) throws IOException, MalformedMessageException {
        String file = entry.string("file");
        Answer answer = file.endsWith(".cbor")
                ? ofWorkingGroup(file, companion(entry))
                : ofJson(Json.parseObject(TokenVectors.read(file), JsonLimits.STANDARD));
        Optional<String> reason = accepted && !answer.verified() ? answer.stricter() : Optional.empty();
        reason.ifPresent(why -> stricter.merge(why, 1, Integer::sum));
        (answer.verified() == accepted || reason.isPresent() ? agreed : disagreed).add(file + " " + answer);
    }

    private static JsonObject companion(JsonObject entry) throws IOException, MalformedMessageException {
        return Json.parseObject(
                TokenVectors.read(entry.array("pairs_with").strings().get(0)), JsonLimits.STANDARD);
    }

    /**
     * @param stricter the rule of ours by which a message that the standard allows is refused
     */
    private record Answer(boolean verified, Optional<String> stricter) {
        static Answer of(boolean verified) {
            return new Answer(verified, Optional.empty());
        }
    }

    // of the working group: the message, and a JSON with its input, keys among it

    private static Answer ofWorkingGroup(String file, JsonObject companion)
            throws IOException, MalformedMessageException {
        Bytes message = TokenVectors.read(file);
        JsonObject input = companion.object("input");
        try {
            if (input.has("mac0") || input.has("mac")) {
                return mac(message, input);
            }
            return input.has("sign0") ? sign1(message, input.object("sign0")) : sign(message, input.object("sign"));
        } catch (MalformedMessageException e) {
            return new Answer(false, whyStricter(message, e));
        }
    }

    private static Answer mac(Bytes message, JsonObject input) throws MalformedMessageException {
        JsonObject mac = input.has("mac0") ? input.object("mac0") : input.object("mac");
        JsonObject key = mac.array("recipients").objects().get(0).object("key");
        MacKey secret = MacKey.of(key.has("k_hex") ? Bytes.fromHex(key.string("k_hex")) : key.base64Url("k"));
        Bytes external = external(mac);
        if (input.has("mac")) {
            CoseMac0 decoded = CoseMac0.decodeMac(message, CoseSign1.Form.EITHER, CborProfile.WELL_FORMED, UNDERSTOOD);
            return Answer.of(decoded.verify(CRYPTO, secret, external).isPresent());
        }
        try {
            CoseMac0 decoded = CoseMac0.decode(message, CoseSign1.Form.EITHER, CborProfile.WELL_FORMED);
            return Answer.of(decoded.verify(CRYPTO, secret, external).isPresent());
        } catch (MalformedMessageException e) {
            // refused unless a caller asks for short codes: then the code has to be right
            CoseMac0 decoded =
                    CoseMac0.decodeAlsoShort(message, CoseSign1.Form.EITHER, CborProfile.WELL_FORMED, Set.of());
            assertThat(decoded.algorithm().mac().isShort()).isTrue();
            return Answer.of(decoded.verify(CRYPTO, secret, external).isPresent());
        }
    }

    private static Answer sign1(Bytes message, JsonObject signer) throws MalformedMessageException {
        CoseSign1 decoded = CoseSign1.decode(message, CoseSign1.Form.EITHER, CborProfile.WELL_FORMED);
        Jwk key = key(signer.object("key"));
        boolean fits = decoded.algorithm().fits(CRYPTO, key.key());
        return new Answer(
                decoded.verify(CRYPTO, key.key(), external(signer)).isPresent(),
                fits ? Optional.empty() : Optional.of("an algorithm with another curve than its usual one"));
    }

    private static Answer sign(Bytes message, JsonObject input) throws MalformedMessageException {
        CoseSign decoded = CoseSign.decode(message, CoseSign1.Form.EITHER, CborProfile.WELL_FORMED, UNDERSTOOD);
        List<JsonObject> signers = input.array("signers").objects();
        assertThat(decoded.signatures()).hasSameSizeAs(signers);
        boolean all = true;
        boolean fit = true;
        for (int i = 0; i < signers.size(); i++) {
            Jwk key = key(signers.get(i).object("key"));
            CoseSign.Signature signature = decoded.signatures().get(i);
            fit &= signature.algorithm().fits(CRYPTO, key.key());
            all &= signature.verify(CRYPTO, key.key(), external(signers.get(i))).isPresent();
        }
        return new Answer(
                all, fit ? Optional.empty() : Optional.of("an algorithm with another curve than its usual one"));
    }

    /**
     * RFC 9052, 3.1, of alg: "This header parameter MUST be authenticated where the ability to do so exists." A MAC and a signature can,
     * so a message that has it in the unprotected bucket does not follow the standard that its sample is said to show.
     */
    private static Optional<String> whyStricter(Bytes message, MalformedMessageException refusal)
            throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        CborItem content = item.kind() == CborItem.Kind.TAG ? item.tagContent("message") : item;
        CborMap unprotected = content.elements(4, 5, "message")[1].map("unprotected");
        return unprotected.optional(1).isPresent() && refusal.field().endsWith(".alg")
                ? Optional.of("alg is in the unprotected header")
                : Optional.empty();
    }

    private static Bytes external(JsonObject of) throws MalformedMessageException {
        return of.has("external") ? Bytes.fromHex(of.string("external")) : Bytes.EMPTY;
    }

    /** The public part of a key in the manner of JWK, whose values may be in hex. */
    private static Jwk key(JsonObject key) throws MalformedMessageException {
        JsonObject.Builder own = JsonObject.builder();
        for (Map.Entry<String, JsonValue> member : key.members().entrySet()) {
            String name = member.getKey();
            String shortName = name.replace("_hex", "");
            if (!Set.of("d", "p", "q", "dP", "dQ", "dp", "dq", "qi", "use").contains(shortName)) {
                if (name.equals("kty")) {
                    own.put(name, key.string(name).replace("EC2", "EC")); // the name in COSE
                } else if (name.endsWith("_hex")) {
                    own.put(shortName, Bytes.fromHex(key.string(name)));
                } else {
                    own.put(name, member.getValue());
                }
            }
        }
        return Jwk.parse(own.build(), CRYPTO);
    }

    // of go-cose, and of the draft of ML-DSA: all in one JSON

    private static Answer ofJson(JsonObject file) throws MalformedMessageException {
        try {
            if (file.has("sign1")) {
                return mlDsaCose(file);
            }
            if (file.has("jws")) {
                return mlDsaJose(file);
            }
            return file.has("sign1::sign") ? goSigned(file) : goVerified(file);
        } catch (MalformedMessageException e) {
            return Answer.of(false);
        }
    }

    private static Answer goVerified(JsonObject file) throws MalformedMessageException {
        JsonObject test = file.object("sign1::verify");
        CoseSign1 message = CoseSign1.decode(
                Bytes.fromHex(test.object("taggedCOSESign1").string("cborHex")),
                CoseSign1.Form.TAGGED,
                CborProfile.WELL_FORMED);
        return Answer.of(message.verify(CRYPTO, key(file.object("key")).key(), external(test))
                .isPresent());
    }

    /** The expected message verifies, and what we sign with its headers and key verifies and differs in the signature at most. */
    private static Answer goSigned(JsonObject file) throws MalformedMessageException {
        JsonObject test = file.object("sign1::sign");
        Bytes expected = Bytes.fromHex(test.object("expectedOutput").string("cborHex"));
        CoseSign1 theirs = CoseSign1.decode(expected, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED);
        Jwk key = key(file.object("key"));
        Signer signer = CRYPTO.signer(
                WorkingGroupKeys.privateKey(file.object("key"), key.key()),
                key.key(),
                theirs.algorithm().signature());
        Bytes ours = CoseSign1.sign(
                CRYPTO,
                signer,
                theirs.untrustedProtectedHeaders(),
                theirs.untrustedHeaders(),
                Bytes.fromHex(test.string("payload")));
        assertThat(theirs.verify(CRYPTO, key.key(), Bytes.EMPTY)).isPresent();
        CborItem[] parts = CborItem.decode(expected, CborProfile.WELL_FORMED)
                .tagged(CoseSign1.TAG, "message")
                .elements(4, 4, "message");
        int fixed = expected.length() - parts[3].bytes("signature").length();
        return Answer.of(ours.slice(0, fixed).equals(expected.slice(0, fixed))
                && CoseSign1.decode(ours, CoseSign1.Form.TAGGED, CborProfile.DETERMINISTIC)
                        .verify(CRYPTO, key.key(), Bytes.EMPTY)
                        .isPresent());
    }

    /** The key without its secret; both sides sign deterministically, so we make the very bytes. The kid is the thumbprint. */
    private static Answer mlDsaCose(JsonObject file) throws MalformedMessageException {
        CborMap whole = CborItem.decode(Bytes.fromHex(file.string("key")), CborProfile.WELL_FORMED)
                .map("key");
        Cbor.MapBuilder shown = Cbor.map();
        whole.entries().forEach((label, item) -> {
            if (!label.equals(CborKey.of(-2))) {
                shown.put(label, item.encoded());
            }
        });
        CosePublicKey key = CosePublicKey.decode(CborItem.decode(shown.encode(), CborProfile.WELL_FORMED), CRYPTO);
        Bytes signed = Bytes.fromHex(file.string("sign1"));
        CoseSign1 message = CoseSign1.decode(signed, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED);
        KeyPair pair = CRYPTO.keyPair(
                PureScheme.of(key.key()).orElseThrow(),
                whole.required(-2, "priv").bytes("priv"));
        Bytes ours = CoseSign1.sign(
                CRYPTO,
                CRYPTO.signer(
                        pair.getPrivate(), pair.getPublic(), message.algorithm().signature()),
                message.untrustedProtectedHeaders(),
                message.untrustedHeaders(),
                message.untrustedPayload().orElseThrow());
        assertThat(key.keyId()).contains(key.thumbprint(CRYPTO));
        assertThat(ours).isEqualTo(signed);
        return Answer.of(message.verify(CRYPTO, key, Bytes.EMPTY).isPresent());
    }

    private static Answer mlDsaJose(JsonObject file) throws MalformedMessageException {
        JsonObject.Builder shown = JsonObject.builder();
        file.object("jwk").members().forEach((name, value) -> {
            if (!name.equals("priv")) {
                shown.put(name, value);
            }
        });
        Jwk key = Jwk.parse(shown.build(), CRYPTO);
        CompactJws token = CompactJws.parse(file.string("jws"));
        KeyPair pair = CRYPTO.keyPair(
                PureScheme.of(key.key()).orElseThrow(), file.object("jwk").base64Url("priv"));
        CompactJws ours = CompactJws.sign(
                token.header(),
                token.payload(),
                CRYPTO.signer(
                        pair.getPrivate(), pair.getPublic(), token.algorithm().signatureAlgorithm()));
        assertThat(key.keyId()).contains(Base64Url.encode(key.thumbprint()));
        assertThat(ours.text()).isEqualTo(token.text());
        return Answer.of(token.verify(CRYPTO, key.key()).isPresent());
    }

    @Test
    @DisplayName(
            "samples with several signatures, countersignatures or certificates verify too, though the manifest leaves them to us")
    void signatures() throws IOException, MalformedMessageException {
        int verified = 0;
        List<String> refused = new ArrayList<>();
        for (JsonObject entry : TokenVectors.entries("cose")) {
            if (entry.string("verdict").equals("out-of-scope")
                    && Set.of("tag 17", "tag 18", "tag 98").contains(kind(TokenVectors.read(entry.string("file"))))) {
                Answer answer = ofWorkingGroup(entry.string("file"), companion(entry));
                verified += answer.verified() ? 1 : 0;
                if (!answer.verified() && answer.stricter().isEmpty()) {
                    refused.add(entry.string("file"));
                }
            }
        }
        assertThat(refused).isEmpty();
        assertThat(verified).isGreaterThan(20);
    }
}
