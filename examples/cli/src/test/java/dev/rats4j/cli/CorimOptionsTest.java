package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cli.Shell.Result;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimCollection;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.json.Base64Url;
import dev.rats4j.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures apart from their content, keys of every kind, collections and profiles. */
class CorimOptionsTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final String OTHER = """
            {"corim-id": "other", "tags": [{"tag-identity": {"id": "tag"}, "triples": {"reference-values": [
              {"environment": {"class": {"vendor": "ACME"}}, "measurements": [{"value": {"name": "fw"}}]}]}}]}
            """;

    @TempDir
    Path folder;

    private Workbench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Workbench(folder);
    }

    private Path compiled(String name, String template) throws Exception {
        Path out = bench.file(name + ".corim");
        Result result = rats("corim", "compile", bench.write(name + ".json", Bytes.ofUtf8(template)), "--out", out);
        assertThat(result.status()).as(result.err()).isZero();
        return out;
    }

    private Result sign(Path content, Path key, Path out, Object... more) {
        Object[] words = new Object[9 + more.length];
        System.arraycopy(
                new Object[] {"corim", "sign", content, "--key", key, "--signer", "acme", "--out", out},
                0,
                words,
                0,
                9);
        System.arraycopy(more, 0, words, 9, more.length);
        return rats(words);
    }

    private Result verify(Path signed, String anchor, Path content) {
        return rats("corim", "verify", signed, "--trust-anchor", bench.file(anchor), "--content", content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--detached", "--hash-envelope"})
    @DisplayName("a signature apart from its CoRIM is about this CoRIM and no other")
    void signsOneContent(String form) throws Exception {
        Path signed = bench.file("apart.cose");
        Path content = bench.file("apart.corim");
        assertThat(sign(bench.file("template.json"), bench.file("corim.key"), signed, form, content)
                        .status())
                .isZero();

        Result good = verify(signed, "corim.pem", content);
        assertThat(good.status()).as(good.out()).isZero();
        assertThat(good.out()).startsWith("authentic: " + signed + ", signed by a trusted key\n");
        Result other = verify(signed, "corim.pem", compiled("other", OTHER));
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.out()).startsWith("refused: " + signed + ": ");
        Result stranger = verify(signed, "stranger.pem", content);
        assertThat(stranger.status()).isEqualTo(1);
        assertThat(stranger.out()).startsWith("refused: " + signed + ": ");
        Result absent = verify(signed, "corim.pem", bench.file("absent"));
        assertThat(absent.status()).isEqualTo(2);
        assertThat(absent.err()).contains("absent");
        Result shown = rats("corim", "show", signed);
        assertThat(shown.status()).isEqualTo(2);
        assertThat(shown.err()).contains("the CoRIM is not in it, only its signature");
    }

    @Test
    @DisplayName("content goes to one place, which is not that of the signature and is not overwritten")
    void refusesTwoPlaces() throws Exception {
        Path template = bench.file("template.json");
        Path key = bench.file("corim.key");
        Path out = bench.file("out.cose");
        Path both = bench.file("both");
        Result twice = sign(template, key, out, "--detached", both, "--hash-envelope", bench.file("second"));
        assertThat(twice.status()).isEqualTo(2);
        assertThat(twice.err()).contains("--detached", "--hash-envelope");
        assertThat(sign(template, key, out, "--detached", out).status()).isEqualTo(2);
        Result kept = sign(template, key, out, "--detached", bench.write("kept", Bytes.of(1)));
        assertThat(kept.status()).isEqualTo(2);
        assertThat(kept.err()).contains("kept", "--force");
        assertThat(out).doesNotExist();
        assertThat(both).doesNotExist();
        assertThat(Files.readAllBytes(bench.file("kept"))).containsExactly(1);
    }

    private void writeKeys(PureScheme scheme, KeyPair pair) throws Exception {
        bench.write(scheme + ".key", Bytes.copyOf(pair.getPrivate().getEncoded()));
        bench.write(scheme + ".pub", Bytes.copyOf(pair.getPublic().getEncoded()));
    }

    private void roundTrip(PureScheme scheme) throws Exception {
        Path signed = bench.file(scheme + ".corim");
        Result sign = sign(bench.file("template.json"), bench.file(scheme + ".key"), signed);
        assertThat(sign.status()).as(sign.err()).isZero();
        Result good = rats("corim", "verify", signed, "--trust-anchor", bench.file(scheme + ".pub"));
        assertThat(good.status()).as(good.out()).isZero();
        assertThat(rats("corim", "verify", signed, "--trust-anchor", bench.file("corim.pem"))
                        .status())
                .isEqualTo(1);
        assertThat(rats("inspect", signed).out())
                .contains("alg (1): " + (scheme == PureScheme.ED25519 ? "EdDSA" : scheme.schemeName()) + " (-");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("keys of schemes without a choice sign, from PKCS#8")
    void signsWithPureKeys(PureScheme scheme) throws Exception {
        writeKeys(scheme, CRYPTO.keyPair(scheme, Bytes.copyOf(new byte[scheme.seedLength()])));

        roundTrip(scheme);
    }

    @Test
    @DisplayName("a collection of CoRIMs is shown one after another, and nothing is believed")
    void showsCollections() throws Exception {
        Map<CborKey, CorimCollection.Item> items = new LinkedHashMap<>();
        Bytes plain = Bytes.copyOf(Files.readAllBytes(compiled("other", OTHER)));
        Bytes signed = Bytes.copyOf(Files.readAllBytes(bench.corim()));
        items.put(CborKey.of("a"), CorimCollection.Item.of(Corim.MEDIA_TYPE, plain));
        items.put(CborKey.of("b"), CorimCollection.Item.of(SignedCorim.MEDIA_TYPE, signed));
        Cmw wrapper = new CorimCollection(Optional.empty(), items).toCmw();
        Result shown = rats("corim", "show", bench.write("all.cmw", wrapper.toCbor()));

        assertThat(shown.status()).as(shown.err()).isZero();
        assertThat(shown.out()).containsSubsequence("\"other\"", "\"golden\"");
        assertThat(shown.err().lines())
                .containsExactly(
                        "rats: application/rim+cbor, nothing is verified.",
                        "rats: application/rim+cose, nothing is verified.");
    }

    @Test
    @DisplayName("a CoRIM of a profile that nobody here knows is not used, and verify says so")
    void refusesUnknownProfiles() throws Exception {
        String template = OTHER.replaceFirst("\\{", "{\"profile\": \"tag:acme.example,2026:profile\", ");
        Path signed = bench.file("profile.signed");
        assertThat(sign(compiled("profile", template), bench.file("corim.key"), signed)
                        .status())
                .isZero();
        Result result = rats("corim", "verify", signed, "--trust-anchor", bench.file("corim.pem"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("refused: " + signed + ": profile tag:acme.example,2026:profile is not understood\n")
                .doesNotContain("authentic");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"vendor\": \"ACME\" | \"vendor\": 7 | tags[0].triples.reference-values[0].environment.class.vendor",
                "{\"id\": \"tag\"} | {} | tags[0].tag-identity.id",
                "\"name\": \"fw\" | \"svn\": -1 | tags[0].triples.reference-values[0].measurements[0].value.svn",
                "\"name\": \"fw\" | \"nmae\": 1 | tags[0].triples.reference-values[0].measurements[0].value.nmae",
                "\"corim-id\": \"other\" | \"corim-id\": {} | corim-id"
            })
    @DisplayName("what is wrong in a template is named by its path")
    void namesPaths(String part, String broken, String path) throws Exception {
        assertThat(OTHER).contains(part);
        Path template = bench.write("broken.json", Bytes.ofUtf8(OTHER.replace(part, broken)));
        Result result = rats("corim", "compile", template, "--out", bench.file("out"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("rats: " + template + " is malformed: ")
                .contains(path);
        assertThat(bench.file("out")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_DSA_44", "ED25519", "ED448"})
    @DisplayName("a private JWK signs as well")
    void signsWithJwk(PureScheme scheme) throws Exception {
        Bytes seed = Bytes.fromHex("07".repeat(scheme.seedLength()));
        KeyPair pair = CRYPTO.keyPair(scheme, seed);
        writeKeys(scheme, pair);
        bench.write(scheme + ".key", Bytes.ofUtf8(jwk(scheme, seed, scheme.bytesOf(pair.getPublic()))));

        roundTrip(scheme);
    }

    private static String jwk(PureScheme scheme, Bytes seed, Bytes point) {
        String members = scheme.isMlDsa()
                ? "{\"kty\":\"AKP\",\"alg\":\"%n\",\"pub\":\"%p\",\"priv\":\"%s\"}"
                : "{\"kty\":\"OKP\",\"crv\":\"%n\",\"x\":\"%p\",\"d\":\"%s\"}";
        return members.replace("%n", scheme.schemeName())
                .replace("%p", Base64Url.encode(point))
                .replace("%s", Base64Url.encode(seed));
    }

    @Test
    @DisplayName("a private JWK whose halves do not belong together signs nothing, and no message shows its secret")
    void refusesBrokenJwk() throws Exception {
        Bytes seed = Bytes.fromHex("07".repeat(32));
        Bytes other = PureScheme.ML_DSA_44.bytesOf(CRYPTO.keyPair(PureScheme.ML_DSA_44, Bytes.fromHex("08".repeat(32)))
                .getPublic());
        String good = jwk(
                PureScheme.ML_DSA_44,
                seed,
                PureScheme.ML_DSA_44.bytesOf(
                        CRYPTO.keyPair(PureScheme.ML_DSA_44, seed).getPublic()));
        for (String broken : new String[] {
            jwk(PureScheme.ML_DSA_44, seed, other),
            jwk(PureScheme.ML_DSA_44, seed.slice(0, 31), other),
            good.replace("ML-DSA-44", "ML-DSA-45"),
            good.replace("AKP", "oct"),
            good.replace("\"priv\"", "\"prvi\""),
            good.replace("\"kty\"", "\"use\":\"enc\",\"kty\""),
            good.replace("\"kty\"", "\"key_ops\":[\"verify\"],\"kty\""),
            good.substring(0, good.length() - 1)
        }) {
            Path key = bench.write("broken.jwk", Bytes.ofUtf8(broken));
            Result result = sign(bench.file("template.json"), key, bench.file("out"));
            assertThat(result.status()).as(broken).isEqualTo(2);
            assertThat(result.err())
                    .contains("holds no usable private key")
                    .doesNotContain(Base64Url.encode(seed).substring(0, 20));
        }
        assertThat(bench.file("out")).doesNotExist();
    }
}
