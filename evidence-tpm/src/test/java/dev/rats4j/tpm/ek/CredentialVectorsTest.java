package dev.rats4j.tpm.ek;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.TpmVectors;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Published results of other implementations. */
class CredentialVectorsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static JsonNode json(TpmVectors vectors, String file) throws IOException {
        return JSON.readTree(vectors.resolve(file).toFile());
    }

    private static Bytes hex(JsonNode node, String name) {
        return Bytes.fromHex(node.path(name).asText());
    }

    @Test
    void keyDerivationsGiveThePublishedResults() throws Exception {
        JsonNode all = json(TpmVectors.require(), "credential/tpm2-pytss/kdfa-kdfe.json");
        assertThat(all).hasSize(2);
        for (JsonNode vector : all) {
            HashAlgorithm hash =
                    HashAlgorithm.valueOf(vector.path("hash").asText().toUpperCase(Locale.ROOT));
            int bits = vector.path("bits").asInt();
            Bytes derived = vector.path("kdf").asText().equals("KDFa")
                    ? Kdfa.derive(
                            SimulatedTpms.CRYPTO.encryption(),
                            hash,
                            hex(vector, "key"),
                            hex(vector, "label").utf8(),
                            hex(vector, "contextU"),
                            hex(vector, "contextV"),
                            bits)
                    : Kdfe.derive(
                            hash,
                            hex(vector, "z"),
                            hex(vector, "use"),
                            hex(vector, "partyUInfo"),
                            hex(vector, "partyVInfo"),
                            bits);
            assertThat(derived).isEqualTo(hex(vector, "result"));
        }
    }

    @Test
    void aFixedSeedGivesThePublishedCredential() throws Exception {
        JsonNode vector = json(TpmVectors.require(), "credential/keylime/makecredential-rsa.json");
        byte[] seed = hex(vector, "seed").toByteArray();
        Credential made = new MakeCredential(
                        SimulatedTpms.CRYPTO, array -> System.arraycopy(seed, 0, array, 0, array.length))
                .make(
                        TpmtPublic.decode(hex(vector, "ek_tpm2b_public")),
                        hex(vector, "akName"),
                        hex(vector, "credential"));
        Bytes blob = made.toTools();
        assertThat(blob.slice(0, vector.path("prefixLength").asInt())).isEqualTo(hex(vector, "expectedPrefix"));
        assertThat(blob.length()).isEqualTo(336);
    }

    @Test
    void blobsOfToolsAreReadAndWrittenTheSame() throws Exception {
        TpmVectors vectors = TpmVectors.require();
        for (String file :
                new String[] {"credential/keylime/emulator-mkcred.blob", "credential/swtpm-lab/cred-rsa.blob"}) {
            Bytes blob = vectors.read(file);
            assertThat(Credential.ofTools(blob).toTools()).isEqualTo(blob);
        }
    }
}
