package dev.rats4j.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Statements and receipts that others made. */
class ScittConformanceTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final CertificationPaths PATHS = new CertificationPaths(CRYPTO);

    private final List<String> agreed = new ArrayList<>();
    private final List<String> disagreed = new ArrayList<>();
    private int outOfScope;
    private int legacy;
    private int deviating;
    private int registered;

    @Test
    @DisplayName("statements and receipts of others are accepted and refused as their manifest says")
    void conformance() throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries("scitt")) {
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
            legacy += verdict.equals("accept-legacy") ? 1 : 0;
            (refusal.isPresent() == isRefused ? agreed : disagreed)
                    .add(entry.string("file") + ": " + refusal.orElse("accepted"));
        }
        System.out.println("conformance tokens/scitt run=" + (agreed.size() + disagreed.size()) + " agreed="
                + agreed.size() + " disagreed=" + disagreed.size() + " skipped=0 {out-of-scope=" + outOfScope
                + ", legacy-refused=" + legacy + ", only-by-relaxed-rules=" + deviating + ", registered=" + registered
                + "} " + disagreed);
        assertThat(disagreed).isEmpty();
        assertThat(agreed).hasSizeGreaterThanOrEqualTo(20);
        assertThat(registered).isGreaterThanOrEqualTo(2);
        assertThat(agreed)
                .anyMatch(line -> line.endsWith("label 13 of a draft: CWT claims, now 15"))
                .anyMatch(line -> line.endsWith("fail-tampered-path/statement.cose: receipts: 0 of 1 logs"));
    }

    private Optional<String> refusal(JsonObject entry) throws IOException {
        try {
            Bytes bytes = TokenVectors.read(entry.string("file"));
            if (entry.string("verdict").equals("parse-only")
                    && entry.string("stage").equals("decode")) {
                assertThat(CoseSign1.decode(bytes, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED)
                                .untrustedPayload())
                        .isNotNull();
                return Optional.empty();
            }
            SignedStatement statement = decode(bytes);
            if (entry.string("verdict").equals("parse-only")) {
                return Optional.empty();
            }
            StatementResult result = verify(entry, statement);
            if (result instanceof StatementResult.Refused refused) {
                return Optional.of(refused.reason());
            }
            compare(entry, (VerifiedStatement) result);
            return Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Several samples that are called good break RFC 9943, 6: no {@code sub}, no {@code kid} where no certificate is named, a
     * {@code crit} that only the service of their maker understands. They are refused unless the caller says that these are admitted.
     */
    private SignedStatement decode(Bytes bytes) throws MalformedMessageException {
        try {
            return SignedStatement.decode(bytes);
        } catch (MalformedMessageException e) {
            StatementRules relaxed = StatementRules.RFC9943
                    .understanding(critical(bytes))
                    .withoutSubject()
                    .withoutKeyReference();
            SignedStatement statement = SignedStatement.decode(bytes, relaxed);
            deviating++;
            return statement;
        }
    }

    private static Set<CborKey> critical(Bytes bytes) throws MalformedMessageException {
        CborItem item = CborItem.decode(bytes, CborProfile.WELL_FORMED);
        if (!item.isTagged(CoseSign1.TAG)) {
            return Set.of();
        }
        CborItem header = item.tagged(CoseSign1.TAG, "message").elements(4, 4, "message")[0];
        Optional<CborItem> crit = CborItem.decode(header.bytes("header"), CborProfile.WELL_FORMED)
                .map("header")
                .optional(2);
        Set<CborKey> labels = new HashSet<>();
        if (crit.isPresent()) {
            for (CborItem label : crit.get().elements("crit")) {
                labels.add(label.key());
            }
        }
        return labels;
    }

    private static StatementResult verify(JsonObject entry, SignedStatement statement)
            throws IOException, MalformedMessageException {
        JsonObject inputs = entry.object("inputs");
        List<Bytes> receipts = new ArrayList<>();
        List<StatementLog> logs = new ArrayList<>();
        if (inputs.has("companion-evidence")) {
            for (String file : inputs.array("companion-evidence").strings()) {
                receipts.add(TokenVectors.read(file));
            }
            logs.add(new StatementLog(
                    "log", CRYPTO.publicKey(key(inputs, "log").orElseThrow()), entry(entry, receipts)));
        }
        return new StatementPolicy(issuer(entry, statement), logs, logs.size())
                .verify(statement, Optional.empty(), receipts, CRYPTO);
    }

    private static StatementLog.Entry entry(JsonObject entry, List<Bytes> receipts)
            throws IOException, MalformedMessageException {
        boolean isCcf = receipts.get(0).toHex().contains("19018b02");
        Bytes digest = HashAlgorithm.SHA256
                .digest(TokenVectors.read(entry.string("file")))
                .value();
        boolean isDigest =
                entry.object("expected").object("claims").string("leaf_entry").equals(digest.toHex());
        return isDigest && !isCcf ? StatementLog.Entry.STATEMENT_SHA256 : StatementLog.Entry.STATEMENT;
    }

    private static StatementIssuer issuer(JsonObject entry, SignedStatement statement)
            throws IOException, MalformedMessageException {
        JsonObject inputs = entry.object("inputs");
        Optional<Bytes> key = key(inputs, "issuer");
        if (key.isPresent()) {
            return new StatementIssuer.Key(CRYPTO.publicKey(key.get()));
        }
        List<Bytes> chain = statement.untrustedChain();
        TrustAnchors anchors = TrustAnchors.builder()
                .certificate(CertificationPaths.certificate(chain.get(chain.size() - 1)))
                .build();
        return new StatementIssuer.Certified(PATHS, anchors, Instant.parse(entry.string("at")));
    }

    private static Optional<Bytes> key(JsonObject inputs, String role) throws IOException, MalformedMessageException {
        if (inputs.has("verification-key")) {
            for (String file : inputs.array("verification-key").strings()) {
                if (file.substring(file.lastIndexOf('/')).contains(role)) {
                    return Optional.of(TokenVectors.read(file));
                }
            }
        }
        return Optional.empty();
    }

    private void compare(JsonObject entry, VerifiedStatement found) throws MalformedMessageException {
        JsonObject claims = entry.object("expected").object("claims");
        if (!claims.has("reconstructed_root")) {
            return;
        }
        registered++;
        VerifiedReceipt receipt = found.registrations().get(0).receipt();
        assertThat(receipt.root().toHex()).isEqualTo(claims.string("reconstructed_root"));
        assertThat(HashAlgorithm.SHA256.digest(found.payload()).value().toHex())
                .isEqualTo(claims.string("payload_sha256"));
        if (receipt.untrustedPlace().isPresent()) {
            assertThat(receipt.untrustedPlace().get().leafIndex()).isEqualTo(claims.integer("leaf_index"));
            assertThat(receipt.untrustedPlace().get().treeSize()).isEqualTo(claims.integer("tree_size"));
        }
    }
}
