package dev.rats4j.jose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keys and signatures of others: each test of the C2SP files by its own result, and the samples of the JOSE cookbook. */
class JoseConformanceTest {

    private static final Set<String> SECRET = Set.of("d", "p", "q", "dp", "dq", "qi", "oth");

    private final List<String> agreed = new ArrayList<>();
    private final List<String> disagreed = new ArrayList<>();
    private final Map<String, Integer> stricter = new TreeMap<>();
    private final Map<String, Integer> wrong = new TreeMap<>();

    @Test
    @DisplayName(
            "T-61 every test is accepted or refused as it says itself; where we are stricter, or it is wrong, the class is known")
    void conformance() throws IOException, MalformedMessageException {
        int outOfScope = 0;
        for (JsonObject entry : TokenVectors.entries("jose")) {
            String verdict = entry.string("verdict");
            outOfScope += verdict.equals("out-of-scope") ? 1 : 0;
            if (verdict.equals("accept") || verdict.equals("reject")) {
                decide(entry, verdict.equals("accept"));
            }
        }
        System.out.println("conformance tokens/jose run=" + (agreed.size() + disagreed.size()) + " agreed="
                + agreed.size() + " disagreed=" + disagreed.size() + " skipped=0 {} stricter=" + stricter
                + " wrong-expectations=" + wrong + " out-of-scope=" + outOfScope);
        assertThat(disagreed).isEmpty();
        assertThat(agreed).hasSizeGreaterThan(400);
    }

    private void decide(JsonObject entry, boolean accepted) throws IOException, MalformedMessageException {
        String file = entry.string("file");
        JsonObject content = Json.parseObject(TokenVectors.read(file), JsonLimits.ofBytes(1 << 23));
        if (content.has("testGroups")) {
            for (JsonObject group : content.array("testGroups").objects()) {
                group(file, group);
            }
        } else if (content.has("kty")) {
            record(file, accepted, readsKey(content), Optional.empty(), whyNoKey(content));
        } else {
            cookbook(file, accepted, content);
        }
    }

    private void record(
            String test, boolean expected, boolean actual, Optional<String> whyWrong, Optional<String> whyStricter) {
        if (expected != actual && whyWrong.isPresent()) {
            wrong.merge(whyWrong.get(), 1, Integer::sum);
        } else if (expected && !actual && whyStricter.isPresent()) {
            stricter.merge(whyStricter.get(), 1, Integer::sum);
        } else if (expected != actual) {
            disagreed.add(test);
            return;
        }
        agreed.add(test);
    }

    // C2SP

    private void group(String file, JsonObject group) throws MalformedMessageException {
        Set<String> valid = new HashSet<>();
        for (JsonObject test : group.array("tests").objects()) {
            if (test.string("result").equals("valid")) {
                valid.add(test.string("jws"));
            }
        }
        for (JsonObject test : group.array("tests").objects()) {
            boolean expected = test.string("result").equals("valid");
            String token = test.string("jws");
            boolean actual = group.has("public")
                    ? verifies(group.object("public"), token)
                    : verifiesCode(group.object("private"), token);
            record(
                    file + " " + test.integer("tcId"),
                    expected,
                    actual,
                    whyWrong(group, token, !expected && valid.contains(token)),
                    Optional.empty());
        }
    }

    private static boolean verifies(JsonObject key, String token) {
        try {
            JwkSet keys = key.has("keys") ? JwkSet.parse(key, CRYPTO) : JwkSet.of(List.of(Jwk.parse(key, CRYPTO)));
            return keys.verify(CompactJws.parse(token), CRYPTO).isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static boolean verifiesCode(JsonObject key, String token) {
        try {
            List<MacJwk> keys = key.has("keys") ? MacJwk.parseSet(key) : List.of(MacJwk.parse(key));
            JwsSignature code = GeneralJws.ofCompact(token).signatures().get(0);
            Optional<String> keyId = code.keyId();
            return keys.stream()
                    .filter(jwk -> keyId.isEmpty() || jwk.keyId().equals(keyId))
                    .anyMatch(jwk -> code.verify(CRYPTO, jwk).isPresent());
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    /** Each with its proof. */
    private static Optional<String> whyWrong(JsonObject group, String token, boolean sameAsValid)
            throws MalformedMessageException {
        if (sameAsValid) {
            return Optional.of("invalid, though the very text is valid in another test of the key");
        }
        if (!token.matches("[A-Za-z0-9_.-]*")) {
            // RFC 7515, 2: base64url "with all trailing '=' characters omitted and without the inclusion of any ...
            // additional characters"
            return Optional.of("valid, though a character is none of base64url");
        }
        JsonObject key = group.has("public") ? group.object("public") : group.object("private");
        Optional<String> algorithm = key.optionalString("alg");
        if (algorithm.isPresent() && algorithm.get().equals("ES521")) {
            // RFC 7517, 4.4: values are registered or collision-resistant; this one is not, and tcId 19 of the other
            // file refuses it
            return Optional.of("valid, though the key's alg is no algorithm");
        }
        Optional<String> used = algorithmOf(token);
        if (algorithm.isPresent() && used.isPresent() && !algorithm.equals(used)) {
            // RFC 7517, 4.4: alg "identifies the algorithm intended for use with the key"; RFC 8725, 3.1: one key, one
            // algorithm
            return Optional.of("valid, though the key is for another algorithm");
        }
        return Optional.empty();
    }

    private static Optional<String> algorithmOf(String token) {
        try {
            return GeneralJws.ofCompact(token).signatures().get(0).header().optionalString("alg");
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    // the cookbook

    private static boolean readsKey(JsonObject key) throws MalformedMessageException {
        try {
            return key.string("kty").equals("oct")
                    ? MacJwk.parse(key).keyId().isPresent()
                    : Jwk.parse(key, CRYPTO).keyId().isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static Optional<String> whyNoKey(JsonObject key) throws MalformedMessageException {
        boolean isPrivate = key.members().keySet().stream().anyMatch(SECRET::contains);
        return isPrivate && Jwk.parse(publicPart(key), CRYPTO).keyId().isPresent()
                ? Optional.of("a private key where a public one belongs")
                : Optional.empty();
    }

    private static JsonObject publicPart(JsonObject key) {
        JsonObject.Builder part = JsonObject.builder();
        key.members().forEach((name, value) -> {
            if (!SECRET.contains(name)) {
                part.put(name, value);
            }
        });
        return part.build();
    }

    private void cookbook(String file, boolean accepted, JsonObject content) throws MalformedMessageException {
        JsonObject output = content.object("output");
        List<JsonObject> keys = content.object("input").get("key").orElseThrow() instanceof JsonObject one
                ? List.of(one)
                : content.object("input").array("key").objects();
        for (String form : List.of("compact", "json", "json_flat")) {
            if (output.has(form)) {
                form(file + " " + form, accepted, output, form, keys);
            }
        }
    }

    private void form(String test, boolean accepted, JsonObject output, String form, List<JsonObject> keys)
            throws MalformedMessageException {
        boolean all;
        Optional<String> whyWrong = Optional.empty();
        Optional<String> whyStricter = Optional.empty();
        GeneralJws jws = form.equals("compact")
                ? GeneralJws.ofCompact(output.string(form))
                : GeneralJws.parse(Json.write(output.object(form)));
        int verified = 0;
        for (JwsSignature signature : jws.signatures()) {
            boolean found = false;
            for (JsonObject key : keys) {
                found |= verifies(signature, key);
            }
            verified += found ? 1 : 0;
        }
        all = jws.refused() == 0 && verified == jws.signatures().size();
        if (jws.refused() > 0) {
            // all that we accept verify; of the others the reason is found in the text
            assertThat(verified).isEqualTo(jws.signatures().size());
            String text = Json.write(output.object(form)).utf8();
            String header = firstHeader(output.object(form));
            if (header.contains("\"b64\"") && !header.contains("\"crit\"")) {
                // RFC 7797, 6: "the 'crit' Header Parameter MUST be included with 'b64' in its set of values" where b64
                // is false
                whyWrong = Optional.of("b64 is false and crit does not name it");
            } else if (text.contains("\"alg\":\"ES512\"")) {
                whyStricter = Optional.of("alg is in the unprotected header");
            }
        }
        record(test, accepted, all, whyWrong, whyStricter);
    }

    private static String firstHeader(JsonObject jws) throws MalformedMessageException {
        JsonObject first =
                jws.has("signatures") ? jws.array("signatures").objects().get(0) : jws;
        return first.base64Url("protected").utf8();
    }

    private static boolean verifies(JwsSignature signature, JsonObject key) throws MalformedMessageException {
        return key.string("kty").equals("oct")
                ? signature.verify(CRYPTO, MacJwk.parse(key)).isPresent()
                : signature
                        .verify(CRYPTO, Jwk.parse(publicPart(key), CRYPTO).key())
                        .isPresent();
    }

    @Test
    @DisplayName("T-61 a code is never checked with a public key, nor a signature with a secret")
    void kindsAreKeptApart() throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries("jose")) {
            JsonObject content = Json.parseObject(TokenVectors.read(entry.string("file")), JsonLimits.ofBytes(1 << 23));
            if (content.has("kty") && content.string("kty").equals("oct")) {
                assertThat(isRefused(content)).isTrue();
            }
        }
        Bytes text = Bytes.ofUtf8("eyJhbGciOiJIUzI1NiJ9.e30.AAAA");
        assertThat(isRefusedToken(text)).isTrue();
    }

    private static boolean isRefused(JsonObject key) {
        try {
            return Jwk.parse(key, CRYPTO).keyId().isEmpty();
        } catch (MalformedMessageException e) {
            return true;
        }
    }

    private static boolean isRefusedToken(Bytes text) {
        try {
            return CompactJws.parse(text).text().isEmpty();
        } catch (MalformedMessageException e) {
            return true;
        }
    }
}
