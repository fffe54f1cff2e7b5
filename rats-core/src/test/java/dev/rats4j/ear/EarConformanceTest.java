package dev.rats4j.ear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.jose.Jwk;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The results of others, by the stage and the verdict of their manifest. */
class EarConformanceTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final LegacyEarReader LEGACY = LegacyEarReader.accepting(EnumSet.allOf(LegacyEarProfile.class));

    /** One way to read a claims set. */
    private interface Reader {
        Object read(boolean isJson, Bytes claims) throws MalformedMessageException;
    }

    private static Object strict(boolean isJson, Bytes claims) throws MalformedMessageException {
        return isJson ? Ear.decodeJson(claims) : Ear.decodeCbor(claims);
    }

    private static Object legacy(boolean isJson, Bytes claims) throws MalformedMessageException {
        return isJson ? LEGACY.decodeJson(claims) : LEGACY.decodeCbor(claims);
    }

    private static Object nested(boolean isJson, Bytes claims) throws MalformedMessageException {
        return isJson ? NestedEar.decodeJson(claims) : NestedEar.decodeCbor(claims);
    }

    /** Empty if it is read, else why not. */
    private static Optional<String> refusal(Reader reader, JsonObject entry) throws IOException {
        try {
            boolean isJson = !entry.string("kind").equals("cbor")
                    && !entry.string("kind").equals("cwt");
            reader.read(isJson, claims(entry));
            return Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** What is to be decoded: the file, or what it signs. Verified if that is the stage. */
    private static Bytes claims(JsonObject entry) throws IOException, MalformedMessageException {
        Bytes file = TokenVectors.read(entry.string("file"));
        if (!entry.string("stage").equals("authenticate")) {
            return file;
        }
        if (entry.string("verdict").equals("parse-only")) { // nobody has the key: the middle of the three parts
            String text = file.utf8();
            int first = text.indexOf('.');
            return Base64Url.decode("payload", first + 1, text.substring(first + 1, text.indexOf('.', first + 1)));
        }
        EarToken token = EarToken.decode(file);
        for (String key : entry.object("inputs").array("verification-key").strings()) {
            Optional<VerifiedEarPayload> signed = token.verifyPayload(CRYPTO, key(key));
            if (signed.isPresent()) {
                return signed.get().content();
            }
        }
        throw new MalformedMessageException("signature", 0, "does not verify");
    }

    private static PublicKey key(String file) throws IOException, MalformedMessageException {
        return Jwk.parse(Json.parseObject(TokenVectors.read(file), JsonLimits.STANDARD), CRYPTO)
                .key();
    }

    /** Empty if we agree with the manifest. */
    private static Optional<String> disagreement(JsonObject entry) throws IOException, MalformedMessageException {
        Optional<String> strict = refusal(EarConformanceTest::strict, entry);
        Optional<String> legacy = refusal(EarConformanceTest::legacy, entry);
        return switch (entry.string("verdict")) {
            case "accept" -> strict.map(why -> "refused: " + why);
            case "reject" ->
                strict.isPresent() && legacy.isPresent() ? Optional.empty() : Optional.of("accepted by a reader");
            case "accept-legacy" ->
                strict.isEmpty()
                        ? Optional.of("accepted by the reader of the current draft")
                        : legacy.map(why -> "refused by the legacy reader: " + why);
            case "parse-only" ->
                strict.isEmpty() || legacy.isEmpty()
                        ? Optional.empty()
                        : refusal(EarConformanceTest::nested, entry).map(why -> "no reader decodes it: " + why);
            default -> Optional.of("a verdict that this test does not know");
        };
    }

    @Test
    @DisplayName("the results of others are read, verified or refused as the manifest says")
    void agreesWithTheManifest() throws Exception {
        int run = 0;
        int companions = 0;
        List<String> disagreed = new ArrayList<>();
        for (JsonObject entry : TokenVectors.entries("ear")) {
            if (entry.string("verdict").equals("companion")) {
                companions++;
                continue;
            }
            run++;
            String file = entry.string("file");
            disagreement(entry).ifPresent(why -> disagreed.add(file + ": " + why));
        }
        System.out.println("conformance tokens/ear run=" + run + " agreed=" + (run - disagreed.size()) + " disagreed="
                + disagreed.size() + " skipped=0 {} companions=" + companions);
        assertThat(disagreed).isEmpty();
        assertThat(run).isPositive();
        assertThat(companions).isPositive();
    }
}
