package dev.rats4j.dsse.oms;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.dsse.DsseKey;
import dev.rats4j.dsse.InTotoStatement;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelManifestTest {

    private static final Signer SIGNER = SeededKeys.p256(11);
    private static final DsseKey KEY = DsseKey.of(SIGNER.publicKey(), CRYPTO);

    private static Map<String, Bytes> files() {
        Map<String, Bytes> files = new HashMap<>();
        files.put("config.json", Bytes.ofUtf8("{}"));
        files.put("weights/a.bin", Bytes.ofUtf8("0123456789"));
        files.put("weights/b.bin", Bytes.ofUtf8("abc"));
        files.put("empty", Bytes.EMPTY);
        return files;
    }

    private static final ModelSerialization SHARDS =
            new ModelSerialization(ModelHash.SHA256, OptionalLong.of(4), false, List.of(".git"));

    private static ModelManifest manifest(ModelSerialization serialization) throws IOException {
        return ModelManifest.of("toy", new MemoryFiles(files()), serialization);
    }

    @ParameterizedTest
    @EnumSource(ModelHash.class)
    void signedAndCompared(ModelHash hash) throws IOException, MalformedMessageException {
        ModelSerialization serialization =
                new ModelSerialization(hash, OptionalLong.empty(), false, List.of("model.sig", "cache/"));
        SignedModel model = SignedModel.decode(SignedModel.sign(manifest(serialization), SIGNER));
        ModelVerification.Verified verified = (ModelVerification.Verified) model.verify(CRYPTO, KEY);
        assertThat(verified.manifest()).isEqualTo(manifest(serialization));
        assertThat(verified.proof().key()).isEqualTo(SIGNER.publicKey());
        assertThat(verified.certificate()).isEmpty();
        Map<String, Bytes> files = files();
        files.put("model.sig", Bytes.of(1));
        files.put("cache/x", Bytes.of(1));
        ModelComparison same = verified.manifest().compare(new MemoryFiles(files));
        assertThat(same.isSame()).isTrue();
        assertThat(same.uncovered()).containsExactly("cache/x", "model.sig");
        files.remove("config.json");
        files.put("weights/a.bin", Bytes.ofUtf8("0123456788"));
        files.put("evil.py", Bytes.of(1));
        files.put("cache2", Bytes.of(1));
        ModelComparison other = verified.manifest().compare(new MemoryFiles(files));
        assertThat(other.isSame()).isFalse();
        assertThat(other.missing()).containsExactly("config.json");
        assertThat(other.changed()).containsExactly("weights/a.bin");
        assertThat(other.extra()).containsExactly("cache2", "evil.py");
        assertThat(model.verify(CRYPTO, DsseKey.of(SeededKeys.p256(12).publicKey(), CRYPTO)))
                .isEqualTo(new ModelVerification.Refused("the signature does not verify"));
    }

    @Test
    @DisplayName("T-95 pieces: each has its range, a file that grew, shrank or changed differs, empty files have none")
    void pieces() throws IOException, MalformedMessageException {
        ModelManifest manifest = manifest(SHARDS);
        assertThat(manifest.resources())
                .extracting(ModelResource::name)
                .containsExactly(
                        "config.json:0:2",
                        "weights/a.bin:0:4",
                        "weights/a.bin:4:8",
                        "weights/a.bin:8:10",
                        "weights/b.bin:0:3");
        ModelManifest read = ModelManifest.of(manifest.toStatement());
        assertThat(read).isEqualTo(manifest);
        assertThat(read.compare(new MemoryFiles(files())))
                .isEqualTo(new ModelComparison(List.of(), List.of(), List.of(), List.of("empty")));
        for (String content : List.of("01234567", "0123456789a", "012345678", "0123X56789", "")) {
            Map<String, Bytes> files = files();
            files.put("weights/a.bin", Bytes.ofUtf8(content));
            assertThat(read.compare(new MemoryFiles(files)).changed()).containsExactly("weights/a.bin");
        }
        Map<String, Bytes> fewer = files();
        fewer.remove("weights/b.bin");
        assertThat(read.compare(new MemoryFiles(fewer)).missing()).containsExactly("weights/b.bin");
    }

    @Test
    @DisplayName("the known digests of the hash functions")
    void hashes() {
        Bytes abc = Bytes.ofUtf8("abc");
        assertThat(ModelHash.SHA256.digest(abc).toHex()).startsWith("ba7816bf8f01cfea414140de5dae2223");
        assertThat(ModelHash.BLAKE2B.digest(abc).toHex()).startsWith("ba80a53f981c4d0d6a2797b69f12f6e9");
        assertThat(ModelHash.BLAKE3.digest(abc).toHex()).startsWith("6437b3ac38465133ffb63b75273a8db5");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`signature/v1.0`,`signature/v1.1`,$.predicateType",
                "`https://model_signing/signature/v1.0`,`https://model_signing/Digests/v0.1`,$.predicateType",
                "`\"resources\":`,`\"more\":1,\"resources\":`,$.predicate.more",
                "`\"resources\":`,`\"resource\":`,$.predicate.resource",
                "`\"method\":\"files\"`,`\"method\":\"file\"`,$.predicate.serialization.method",
                "`\"method\":\"files\"`,`\"method\":\"shards\"`,$.predicate.serialization.shard_size",
                "`\"method\":\"files\"`,`\"method\":\"files\",\"shard_size\":4`,$.predicate.serialization.shard_size",
                "`\"method\":\"files\"`,`\"method\":\"files\",\"x\":4`,$.predicate.serialization.x",
                "`\"hash_type\":\"sha256\"`,`\"hash_type\":\"md5\"`,$.predicate.serialization.hash_type",
                "`\"hash_type\":\"sha256\"`,`\"hash_type\":\"blake3\"`,$.predicate.resources[0].algorithm",
                "`\"allow_symlinks\":false`,`\"allow_symlinks\":0`,$.predicate.serialization.allow_symlinks",
                "`\"allow_symlinks\":false`,`\"allow_symlinks\":false,\"ignore_paths\":[\"\"]`,$.predicate.serialization.ignore_paths",
                "`\"config.json\"`,`\"../config.json\"`,$.predicate.resources[0].name",
                "`\"config.json\"`,`\"/config.json\"`,$.predicate.resources[0].name",
                "`\"config.json\"`,`\"a//config.json\"`,$.predicate.resources[0].name",
                "`\"config.json\"`,`\"z.json\"`,$.predicate.resources[1]",
                "`\"config.json\"`,`\"empty\"`,$.predicate.resources[1]",
                "`\"digest\":\"44`,`\"digest\":\"4A`,$.predicate.resources[0].digest",
                "`\"digest\":\"44`,`\"digest\":\"45`,$.subject[0].digest",
                "`\"name\":\"toy\",`,``,$.subject[0].name",
                "`\"subject\":[`,`\"subject\":[{\"name\":\"b\",\"digest\":{\"sha256\":\"a\"}},`,$.subject",
            })
    void refusesWhatIsWrong(String found, String put, String field) throws IOException {
        String text =
                manifest(ModelSerialization.STANDARD).toStatement().encode().utf8();
        assertThat(text).contains(found);
        Bytes broken = Bytes.ofUtf8(text.replaceFirst(java.util.regex.Pattern.quote(found), put));
        assertThatThrownBy(() -> ModelManifest.of(InTotoStatement.decode(broken)))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    @DisplayName("names are in the order of code points, also where UTF-16 has another")
    void order() throws IOException {
        Map<String, Bytes> files = Map.of("\uffee", Bytes.of(1), "\ud83d\ude00", Bytes.of(2));
        ModelManifest manifest = ModelManifest.of("m", new MemoryFiles(files), ModelSerialization.STANDARD);
        assertThat(manifest.resources()).extracting(ModelResource::name).containsExactly("\uffee", "\ud83d\ude00");
    }

    @Test
    @DisplayName("T-95 files beside a signed model are named, and links are not followed")
    void directories(@TempDir Path folder) throws IOException, MalformedMessageException {
        for (Map.Entry<String, Bytes> file : files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue().toByteArray());
        }
        Files.writeString(folder.resolve("model.sig"), "x");
        ModelManifest manifest = manifest(ModelSerialization.STANDARD);
        assertThat(manifest.compare(ModelDirectory.of(folder, Set.of("model.sig")))
                        .isSame())
                .isTrue();
        assertThat(manifest.compare(ModelDirectory.of(folder, Set.of())).extra())
                .containsExactly("model.sig");
        Path single = folder.resolve("config.json");
        ModelManifest one = ModelManifest.of("one", ModelDirectory.of(single, Set.of()), ModelSerialization.STANDARD);
        assertThat(one.resources()).extracting(ModelResource::name).containsExactly(".");
        assertThat(one.compare(ModelDirectory.of(single, Set.of())).isSame()).isTrue();
        Path link = Files.createSymbolicLink(folder.resolve("link"), single);
        assertThatThrownBy(() -> manifest.compare(ModelDirectory.of(folder, Set.of("model.sig"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("link");
        assertThat(manifest.compare(
                                ModelDirectory.of(folder, Set.of("model.sig")).followingLinks())
                        .extra())
                .containsExactly("link");
        assertThatThrownBy(() -> ModelDirectory.of(link, Set.of()).names()).isInstanceOf(IOException.class);
        assertThatThrownBy(
                        () -> ModelDirectory.of(folder, Set.of()).open("../x").close())
                .isInstanceOf(IOException.class);
        assertThatThrownBy(
                        () -> ModelDirectory.of(folder, Set.of()).open("link").close())
                .isInstanceOf(IOException.class);
        Files.delete(link);
        Path other = Files.createSymbolicLink(folder.resolve("other"), folder.resolve("weights"));
        assertThatThrownBy(() ->
                        ModelDirectory.of(folder, Set.of()).open("other/a.bin").close())
                .isInstanceOf(IOException.class);
        ModelDirectory.of(folder, Set.of()).followingLinks().open("other/a.bin").close();
        assertThatThrownBy(() -> ModelDirectory.of(folder, Set.of())
                        .open("config.json/a")
                        .close())
                .isInstanceOf(IOException.class);
        Files.delete(other);
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        assertThatThrownBy(() ->
                        ModelDirectory.of(folder, Set.of()).followingLinks().names())
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/x", "a//b", "", "a\u0000b"})
    @DisplayName("T-95 a store with names that no manifest has is an error, not a crash")
    void namesOfStores(String name) throws IOException {
        Map<String, Bytes> files = files();
        files.put(name, Bytes.of(1));
        for (ModelSerialization serialization : List.of(ModelSerialization.STANDARD, SHARDS)) {
            ModelManifest manifest = manifest(serialization);
            assertThatThrownBy(() -> manifest.compare(new MemoryFiles(files))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ModelManifest.of("toy", new MemoryFiles(files), serialization))
                    .isInstanceOf(IOException.class);
        }
        Map<String, Bytes> longName = Map.of("n".repeat(4096), Bytes.of(1));
        assertThatThrownBy(() -> ModelManifest.of("toy", new MemoryFiles(longName), SHARDS))
                .isInstanceOf(IOException.class);
        assertThat(ModelManifest.of("toy", new MemoryFiles(longName), ModelSerialization.STANDARD)
                        .resources())
                .hasSize(1);
    }

    @Test
    void theWayOfSigningIsThatOfTheSigner() throws IOException, MalformedMessageException {
        Bytes bundle = SignedModel.sign(manifest(ModelSerialization.STANDARD), SIGNER);
        SignedModel model = SignedModel.decode(bundle);
        assertThat(model.verify(
                        CRYPTO,
                        new CertificationPaths(CRYPTO),
                        List.of(),
                        TrustAnchors.builder().key(SIGNER.publicKey()).build(),
                        Instant.EPOCH))
                .isEqualTo(new ModelVerification.Refused("the model is signed in another way than with certificates"));
        assertThat(model).hasToString("signed manifest of 4 resources");
        String other = bundle.utf8().replace("application/vnd.in-toto+json", "application/json");
        assertThatThrownBy(() -> SignedModel.decode(Bytes.ofUtf8(other)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith("$.dsseEnvelope.payloadType");
    }

    @Test
    @DisplayName("no flipped bit of a signed model verifies to another manifest")
    void flips() throws IOException {
        ModelManifest manifest = manifest(ModelSerialization.STANDARD);
        byte[] bundle = SignedModel.sign(manifest, SIGNER).toByteArray();
        int verified = 0;
        for (int bit = 0; bit < 8 * bundle.length; bit++) {
            byte[] flipped = bundle.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            ModelVerification answer = AnyBytes.decode(flipped, SignedModel::decode)
                    .map(model -> model.verify(CRYPTO, KEY))
                    .orElse(new ModelVerification.Refused("malformed"));
            if (answer instanceof ModelVerification.Verified good) {
                verified++;
                assertThat(good.manifest()).isEqualTo(manifest);
            }
        }
        // the hint may be anything
        assertThat(verified).isPositive();
    }

    @Test
    void valuesRefuseNonsense() {
        assertThatThrownBy(() -> new ModelResource("a/../b", Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ModelResource("a\n", Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        ModelResource resource = new ModelResource("a", Bytes.copyOf(new byte[32]));
        assertThatThrownBy(() -> new ModelManifest("m", ModelSerialization.STANDARD, List.of(resource, resource)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ModelManifest("", ModelSerialization.STANDARD, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        ModelResource other = new ModelResource("a", Bytes.EMPTY);
        assertThatThrownBy(() -> new ModelManifest("m", ModelSerialization.STANDARD, List.of(other)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ModelSerialization(ModelHash.SHA256, OptionalLong.of(0), false, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
