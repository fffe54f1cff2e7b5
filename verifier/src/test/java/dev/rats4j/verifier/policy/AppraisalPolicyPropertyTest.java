package dev.rats4j.verifier.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.verifier.AcmeScheme;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AppraisalPolicyPropertyTest {

    private static final AcmeScheme SCHEME =
            new AcmeScheme("acme", Set.of(AcmeScheme.MEDIA_TYPE), Set.of(AcmeScheme.COLLECTION), true);

    private static AppraisalPolicy parse(Bytes document) throws MalformedMessageException {
        return AppraisalPolicy.parse(document, List.of(SCHEME));
    }

    private static String text(Bytes document) {
        return new String(document.toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("every policy is read from its document as it was built, and the schema accepts the document")
    void roundTrip() throws MalformedMessageException {
        SplittableRandom random = new SplittableRandom(41);
        for (int i = 0; i < 500; i++) {
            AppraisalPolicy policy = RandomPolicy.next(random);
            Bytes document = policy.toJson();
            AppraisalPolicy read = parse(document);
            assertThat(read.toJson()).isEqualTo(document);
            assertThat(read.idWithDigest()).isEqualTo(policy.idWithDigest());
            assertThat(read.toBuilder().build().toJson()).isEqualTo(document);
            assertThat(read.id()).isEqualTo(policy.id());
            assertThat(read.requiredAspects()).isEqualTo(policy.requiredAspects());
            assertThat(read.corroborated()).isEqualTo(policy.corroborated());
            assertThat(read.requirements()).isEqualTo(policy.requirements());
            assertThat(read.ignored()).isEqualTo(policy.ignored());
            assertThat(read.waived()).isEqualTo(policy.waived());
            assertThat(read.acceptedUnassessed()).isEqualTo(policy.acceptedUnassessed());
            assertThat(read.weakDigests()).isEqualTo(policy.weakDigests());
            assertThat(PolicySchema.complaints(text(document))).isEmpty();
        }
    }

    @Test
    @DisplayName("policies with the same digest have the same document")
    void digests() {
        SplittableRandom random = new SplittableRandom(43);
        Map<String, Bytes> documents = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            AppraisalPolicy policy = RandomPolicy.next(random);
            Bytes before = documents.put(policy.idWithDigest(), policy.toJson());
            assertThat(before == null || before.equals(policy.toJson())).isTrue();
        }
        assertThat(documents).hasSizeGreaterThan(400);
    }

    @Test
    @DisplayName(
            "a document with a changed letter is refused as malformed or read; the schema refuses nothing that is read")
    void changedDocuments() {
        SplittableRandom random = new SplittableRandom(47);
        int read = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] document = RandomPolicy.next(random).toJson().toByteArray();
            document[random.nextInt(document.length)] = (byte) "\"{}[]:,0123456789ab-T# .e".charAt(random.nextInt(25));
            try {
                parse(Bytes.copyOf(document));
                read++;
                assertThat(PolicySchema.complaints(text(Bytes.copyOf(document))))
                        .isEmpty();
            } catch (MalformedMessageException e) {
                assertThat(e.field()).isNotEmpty();
            }
        }
        assertThat(read).isGreaterThan(100);
    }
}
