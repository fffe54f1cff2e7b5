package dev.rats4j.draft.coserv;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cmw.CmwType;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.jose.Jwk;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoservDiscoveryTest {

    private static final PublicKey KEY = SeededKeys.p256(1).publicKey();
    private static final DiscoveryKeys COSE_KEYS =
            new DiscoveryKeys.CoseKeys(List.of(CoseKey.encode(KEY, CRYPTO).orElseThrow()));
    private static final DiscoveryKeys JSON_KEYS =
            new DiscoveryKeys.JsonWebKeys(List.of(Jwk.of(KEY, CRYPTO).json()));

    private static CoservDiscovery document(Optional<DiscoveryKeys> keys) {
        CoservDiscovery.Capability capability = new CoservDiscovery.Capability(
                new CmwType.MediaType("application/coserv+" + (keys.isPresent() ? "cose" : "cbor")),
                EnumSet.of(CoservDiscovery.Artifacts.COLLECTED, CoservDiscovery.Artifacts.SOURCE));
        return new CoservDiscovery(
                "1.2.3-beta+5",
                List.of(capability),
                Map.of(CoservDiscovery.REQUEST_RESPONSE, "/v1/coserv/{query}", "other", "/x"),
                keys);
    }

    @Test
    @DisplayName("a document survives CBOR and JSON, with the keys of its encoding")
    void roundTrips() throws MalformedMessageException {
        CoservDiscovery cbor = document(Optional.of(COSE_KEYS));
        CoservDiscovery json = document(Optional.of(JSON_KEYS));
        CoservDiscovery bare = document(Optional.empty());
        assertThat(CoservDiscovery.decodeCbor(cbor.toCbor())).isEqualTo(cbor);
        assertThat(CoservDiscovery.decodeJson(json.toJson())).isEqualTo(json);
        assertThat(CoservDiscovery.decodeCbor(bare.toCbor())).isEqualTo(bare);
        assertThat(CoservDiscovery.decodeJson(bare.toJson())).isEqualTo(bare);
        assertThat(COSE_KEYS.publicKeys(CRYPTO)).containsExactly(KEY);
        assertThat(JSON_KEYS.publicKeys(CRYPTO)).containsExactly(KEY);
        assertThatThrownBy(cbor::toJson).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(json::toCbor).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("the path of a query ends with the query")
    void path() throws MalformedMessageException {
        Coserv query = CoservValues.small();
        String path = document(Optional.empty()).pathOf(query).orElseThrow();
        assertThat(path).startsWith("/v1/coserv/");
        assertThat(Coserv.ofPathSegment(path.substring("/v1/coserv/".length()))).isEqualTo(query.withoutResults());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"1.2.3-beta+5\"; \"1.2\"; version",
                "\"1.2.3-beta+5\"; \"01.2.3\"; version",
                "\"1.2.3-beta+5\"; 7; version",
                "/v1/coserv/{query}; /v1/{other}/{query}; variable",
                "/v1/coserv/{query}; /v1/coserv/; variable",
                "application/coserv+cbor; application; media type",
                "application/coserv+cbor; application/coserv+cose; no keys",
                "[\"source\",\"collected\"]; [\"collected\",\"source\"]; order",
                "[\"source\",\"collected\"]; [\"source\",\"source\"]; order",
                "[\"source\",\"collected\"]; []; order",
                "{\"CoSERVRequestResponse\":\"/v1/coserv/{query}\",\"other\":\"/x\"}; {}; endpoint",
                "\"version\"; \"vision\"; vision"
            })
    void refusesJson(String from, String to, String words) {
        String text = document(Optional.empty()).toJson().utf8();
        assertThat(text).contains(from);
        assertThatThrownBy(() -> CoservDiscovery.decodeJson(Bytes.ofUtf8(text.replace(from, to))))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(words);
    }

    private static Bytes cbor(long key, Bytes value) {
        Bytes capability = Cbor.map()
                .put(1, Cbor.text("a/b"))
                .put(2, Cbor.array(Cbor.text("rims")))
                .encode();
        Map<Long, Bytes> members = Map.of(
                1L, Cbor.text("1.0.0"),
                2L, Cbor.array(capability),
                3L, Cbor.map().put("x", Cbor.text("/x")).encode());
        Cbor.MapBuilder map = Cbor.map();
        members.forEach((number, member) -> {
            if (number != key) {
                map.put(number, member);
            }
        });
        return map.put(key, value).encode();
    }

    @Test
    @DisplayName("broken documents in CBOR are refused")
    void refusesCbor() throws MalformedMessageException {
        assertThat(CoservDiscovery.decodeCbor(cbor(1, Cbor.text("2.0.0"))).version())
                .isEqualTo("2.0.0");
        refuses("version", cbor(1, Cbor.integer(1)));
        refuses("semantic version", cbor(1, Cbor.text("2")));
        refuses("capabilities", cbor(2, Cbor.array()));
        refuses(
                "media type",
                cbor(
                        2,
                        Cbor.array(Cbor.map()
                                .put(1, Cbor.text("x"))
                                .put(2, Cbor.array())
                                .encode())));
        refuses(
                "artifact-support",
                cbor(
                        2,
                        Cbor.array(Cbor.map()
                                .put(1, Cbor.text("a/b"))
                                .put(2, Cbor.array())
                                .encode())));
        refuses("api-endpoints", cbor(3, Cbor.map().encode()));
        refuses("api-endpoints", cbor(3, Cbor.map().put(1, Cbor.text("/x")).encode()));
        refuses("result-verification-key", cbor(4, Cbor.array()));
        refuses("COSE_Key", cbor(4, Cbor.array(Cbor.text("key"))));
        refuses("unknown key", cbor(5, Cbor.nil()));
        assertThatThrownBy(() -> new CoservDiscovery.Capability(new CmwType.MediaType("a/b"), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DiscoveryKeys.CoseKeys(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DiscoveryKeys.JsonWebKeys(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static void refuses(String words, Bytes message) {
        assertThatThrownBy(() -> CoservDiscovery.decodeCbor(message))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(words);
    }
}
