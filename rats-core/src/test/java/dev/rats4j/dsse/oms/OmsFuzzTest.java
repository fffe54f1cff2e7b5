package dev.rats4j.dsse.oms;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.dsse.DsseKey;
import dev.rats4j.dsse.InTotoStatement;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class OmsFuzzTest {

    private static final Signer SIGNER = SeededKeys.p256(13);
    private static final MemoryFiles FILES =
            new MemoryFiles(Map.of("a", Bytes.ofUtf8("0123456"), "b/c", Bytes.ofUtf8("x")));

    private static ModelManifest manifest(OptionalLong shardSize) {
        try {
            return ModelManifest.of(
                    "m", FILES, new ModelSerialization(ModelHash.SHA256, shardSize, false, List.of("z")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ModelManifest decode(Bytes statement) throws MalformedMessageException {
        return ModelManifest.of(InTotoStatement.decode(statement));
    }

    static Stream<byte[]> manifests() {
        return AnyBytes.seeds(
                OmsFuzzTest::decode,
                manifest(OptionalLong.empty()).toStatement().encode(),
                manifest(OptionalLong.of(4)).toStatement().encode());
    }

    @MethodSource("manifests")
    @FuzzTest
    void manifest(byte[] input) throws IOException {
        var read = AnyBytes.decode(input, OmsFuzzTest::decode);
        if (read.isPresent()) {
            AnyBytes.roundTrip(read.get(), manifest -> manifest.toStatement().encode(), OmsFuzzTest::decode);
            if (read.get().compare(FILES).isSame()) {
                assertThat(read.get().resources()).hasSizeBetween(2, 8);
            }
        }
    }

    static Stream<byte[]> models() {
        return AnyBytes.seeds(SignedModel::decode, SignedModel.sign(manifest(OptionalLong.empty()), SIGNER));
    }

    @MethodSource("models")
    @FuzzTest
    void model(byte[] input) {
        AnyBytes.decode(input, SignedModel::decode).ifPresent(model -> {
            if (model.verify(CRYPTO, DsseKey.of(SIGNER.publicKey(), CRYPTO))
                    instanceof ModelVerification.Verified verified) {
                assertThat(verified.manifest()).isEqualTo(manifest(OptionalLong.empty()));
            }
        });
    }
}
