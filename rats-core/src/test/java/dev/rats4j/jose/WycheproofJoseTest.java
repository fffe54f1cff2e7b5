package dev.rats4j.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The vectors of C2SP Wycheproof for JWS and JWK that have public keys. */
class WycheproofJoseTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();

    private static List<JsonObject> groups(String name) throws IOException, MalformedMessageException {
        Path file = Path.of(System.getProperty("rats4j.vectors", "../../shared/vectors"))
                .resolve("tokens/jose/C2SP_wycheproof/testvectors_v1")
                .resolve(name);
        if (!Files.exists(file)) {
            if ("1".equals(System.getenv("RATS4J_REQUIRE_VECTORS"))) {
                fail("no vectors at " + file);
            }
            Assumptions.abort("skipped: no vectors at " + file);
        }
        JsonObject all = Json.parseObject(Bytes.copyOf(Files.readAllBytes(file)), JsonLimits.ofBytes(1 << 23));
        List<JsonObject> withKeys = new ArrayList<>();
        for (JsonObject group : all.array("testGroups").objects()) {
            if (group.has("public")) {
                withKeys.add(group);
            }
        }
        return withKeys;
    }

    private static boolean accepts(JsonObject key, boolean set, String token) {
        try {
            JwkSet keys = set ? JwkSet.parse(key, CRYPTO) : JwkSet.of(List.of(Jwk.parse(key, CRYPTO)));
            return keys.verify(CompactJws.parse(token), CRYPTO).isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    @Test
    @DisplayName("T-61 Wycheproof: no invalid token is accepted, every valid one of our algorithms is")
    void signatures() throws IOException, MalformedMessageException {
        List<Long> acceptedInvalid = new ArrayList<>();
        List<Long> refusedValid = new ArrayList<>();
        int accepted = 0;
        for (JsonObject group : groups("json_web_signature_test.json")) {
            for (JsonObject test : group.array("tests").objects()) {
                boolean valid = test.string("result").equals("valid");
                boolean verified = accepts(group.object("public"), false, test.string("jws"));
                accepted += verified ? 1 : 0;
                if (verified && !valid) {
                    acceptedInvalid.add(test.integer("tcId"));
                } else if (!verified && valid) {
                    refusedValid.add(test.integer("tcId"));
                }
            }
        }
        assertThat(acceptedInvalid).isEmpty();
        // PS384 under a key for PS256; a key for "ES521", which is no algorithm
        assertThat(refusedValid).containsExactly(346L, 347L, 350L, 351L);
        assertThat(accepted).isGreaterThan(10);
    }

    @Test
    @DisplayName("T-61 Wycheproof: keys that are broken, weak, too short or for another use verify nothing")
    void keys() throws IOException, MalformedMessageException {
        List<Long> wrong = new ArrayList<>();
        for (JsonObject group : groups("json_web_key_test.json")) {
            for (JsonObject test : group.array("tests").objects()) {
                boolean valid = test.string("result").equals("valid");
                if (accepts(group.object("public"), true, test.string("jws")) != valid) {
                    wrong.add(test.integer("tcId"));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
