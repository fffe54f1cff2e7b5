package dev.rats4j.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Receipts that others made. Those with a verdict about their signature come with statements, see {@link ScittConformanceTest}. */
class CoseReceiptsConformanceTest {

    private final List<String> agreed = new ArrayList<>();
    private final List<String> disagreed = new ArrayList<>();
    private int outOfScope;

    @Test
    @DisplayName("receipts of others are read and refused as their manifest says")
    void conformance() throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries("cose-receipts")) {
            String verdict = entry.string("verdict");
            if (verdict.equals("companion")) {
                continue;
            }
            if (verdict.equals("out-of-scope")) {
                outOfScope++;
                continue;
            }
            Optional<String> refusal = refusal(entry);
            boolean isRefused = verdict.equals("reject") || verdict.equals("accept-legacy");
            (refusal.isPresent() == isRefused ? agreed : disagreed)
                    .add(entry.string("file") + ": " + refusal.orElse("read"));
        }
        System.out.println("conformance tokens/cose-receipts run=" + (agreed.size() + disagreed.size()) + " agreed="
                + agreed.size() + " disagreed=" + disagreed.size() + " skipped=0 {out-of-scope=" + outOfScope + "} "
                + disagreed);
        assertThat(disagreed).isEmpty();
        assertThat(agreed).isNotEmpty();
    }

    private static Optional<String> refusal(JsonObject entry) throws IOException {
        try {
            CoseReceipt receipt = CoseReceipt.decode(TokenVectors.read(entry.string("file")));
            Optional<JsonObject> claims = entry.object("expected").optionalObject("claims");
            if (claims.isPresent() && claims.get().has("vds_395")) {
                assertThat((long) receipt.structure().identifier())
                        .isEqualTo(claims.get().integer("vds_395"));
            }
            for (InclusionProof proof : receipt.untrustedInclusion()) {
                assertThat(proof.root(MerkleHash.EMPTY_TREE).length()).isEqualTo(MerkleHash.LENGTH);
            }
            // nobody has the key: a stranger's must not do
            assertThat(receipt.verifyInclusion(
                            SeededKeys.CRYPTO, SeededKeys.p256(1).publicKey(), Bytes.EMPTY))
                    .isEmpty();
            return Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
