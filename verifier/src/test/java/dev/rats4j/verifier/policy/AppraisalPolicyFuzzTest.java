package dev.rats4j.verifier.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.verifier.AcmeScheme;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class AppraisalPolicyFuzzTest {

    private static final AcmeScheme SCHEME =
            new AcmeScheme("acme", Set.of(AcmeScheme.MEDIA_TYPE), Set.of(AcmeScheme.COLLECTION), true);

    private static AppraisalPolicy parse(Bytes document) throws MalformedMessageException {
        return AppraisalPolicy.parse(document, List.of(SCHEME));
    }

    static Stream<byte[]> documents() {
        SplittableRandom random = new SplittableRandom(53);
        return AnyBytes.seeds(
                AppraisalPolicyFuzzTest::parse,
                Stream.generate(() -> RandomPolicy.next(random).toJson())
                        .limit(12)
                        .toArray(Bytes[]::new));
    }

    @MethodSource("documents")
    @FuzzTest
    void document(byte[] input) {
        AnyBytes.decode(input, AppraisalPolicyFuzzTest::parse).ifPresent(policy -> {
            Bytes written = policy.toJson();
            AppraisalPolicy read = AnyBytes.decode(written.toByteArray(), AppraisalPolicyFuzzTest::parse)
                    .orElseThrow(() -> new AssertionError("does not read what it wrote"));
            assertThat(read.toJson()).isEqualTo(written);
            assertThat(read.idWithDigest()).isEqualTo(policy.idWithDigest());
            assertThat(read.requirements()).isEqualTo(policy.requirements());
        });
    }
}
