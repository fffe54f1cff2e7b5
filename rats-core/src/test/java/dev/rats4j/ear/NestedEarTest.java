package dev.rats4j.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.TrustworthinessTier;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results in results: decoded, and never an {@link Ear}. */
class NestedEarTest {

    private static final String JSON = "{'eat_profile':'tag:ietf.org,2026:rats/ear#04','iat':2,'ear_status':'warning',"
            + "'ear_verifier_id':{'developer':'d','build':'b'},'submods':{'own':{'ear_status':'affirming'},"
            + "'other':{'eat_profile':'tag:ietf.org,2026:rats/ear#04','iat':1,"
            + "'ear_verifier_id':{'developer':'e','build':'c'},'submods':{'x':{'ear_status':'warning'}}},"
            + "'token':['JWT','a.b.c']}}";

    private static Bytes json(String text) {
        return Bytes.ofUtf8(text.replace('\'', '"'));
    }

    @Test
    @DisplayName("submodules are appraisals, results and tokens; a token has no status")
    void decodesJson() throws Exception {
        NestedEar ear = NestedEar.decodeJson(json(JSON));
        assertThat(ear.submodules().keySet()).containsExactly("own", "other", "token");
        assertThat(ear.submodules().get("own")).isInstanceOf(NestedEar.Appraised.class);
        assertThat(ear.submodules().get("token"))
                .isEqualTo(new NestedEar.Token("JWT", Bytes.ofUtf8("a.b.c")))
                .extracting(NestedEar.Submodule::status)
                .isEqualTo(Optional.empty());
        NestedEar.Result other = (NestedEar.Result) ear.submodules().get("other");
        assertThat(other.ear().verifierId()).isEqualTo(new VerifierId("e", "c"));
        assertThat(other.status()).contains(TrustworthinessTier.WARNING);
        assertThat(ear.status()).contains(TrustworthinessTier.WARNING);
        NestedEar silent = NestedEar.decodeJson(json(JSON.replace("'ear_status':'warning','ear_v", "'ear_v")));
        assertThat(silent.status()).as("nobody read the token").isEmpty();
        assertThatThrownBy(() -> Ear.decodeJson(json(JSON))).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'ear_status':'warning','ear_v -> 'ear_status':'affirming','ear_v",
                "'iat':2 -> 'iat':2.0",
                "'iat':1, -> ",
                "['JWT','a.b.c'] -> ['JWT']",
                "['JWT','a.b.c'] -> ['XYZ','a.b.c']",
                "['JWT','a.b.c'] -> ['CBOR','*']",
                "['JWT','a.b.c'] -> 'a.b.c'",
                "{'x':{'ear_status':'warning'}} -> {}",
                "#04','iat':2 -> #03','iat':2",
                "#04','iat':1 -> #03','iat':1"
            })
    @DisplayName("JSON that breaks a rule in one place is refused")
    void refusesJson(String change) {
        String[] parts = change.split(" -> ", -1);
        assertThat(JSON).contains(parts[0]);
        Bytes broken = json(JSON.replace(parts[0], parts[1]));
        assertThatThrownBy(() -> NestedEar.decodeJson(broken)).isInstanceOf(MalformedMessageException.class);
    }

    private static Cbor.MapBuilder head() {
        return Cbor.map()
                .put(265, Cbor.text(Ear.PROFILE))
                .put(6, Cbor.integer(1))
                .put(
                        1004,
                        Cbor.map().put(0, Cbor.text("d")).put(1, Cbor.text("b")).encode());
    }

    @Test
    @DisplayName("in CBOR a token in JSON is a text, and one in CBOR a byte string")
    void decodesCbor() throws Exception {
        Bytes appraisal = Cbor.map().put(1000, Cbor.integer(96)).encode();
        Bytes inner = head().put(266, Cbor.map().put("x", appraisal).encode()).encode();
        Cbor.MapBuilder modules = Cbor.map()
                .put("a", appraisal)
                .put("b", inner)
                .put("c", Cbor.text("a.b.c"))
                .put("d", Cbor.bytes(Bytes.of(1)));
        NestedEar ear = NestedEar.decodeCbor(head().put(266, modules.encode()).encode());
        assertThat(ear.submodules().get("b").status()).contains(TrustworthinessTier.CONTRAINDICATED);
        assertThat(ear.submodules().get("c")).isEqualTo(new NestedEar.Token("JWT", Bytes.ofUtf8("a.b.c")));
        assertThat(ear.submodules().get("d")).isEqualTo(new NestedEar.Token("CBOR", Bytes.of(1)));
        assertThat(ear.status()).isEmpty();
        for (Bytes broken : List.of(
                head().put(266, Cbor.map().encode()).encode(),
                head().put(266, Cbor.map().put("a", Cbor.nil()).encode()).encode(),
                head().put(266, Cbor.map().put(1, appraisal).encode()).encode(),
                head().put(266, modules.encode()).put(1000, Cbor.integer(2)).encode(),
                head().put(266, modules.encode())
                        .put(10, Cbor.bytes(Bytes.EMPTY))
                        .encode(),
                head().encode())) {
            assertThatThrownBy(() -> NestedEar.decodeCbor(broken)).isInstanceOf(MalformedMessageException.class);
        }
    }
}
