package dev.rats4j.log;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.conformance.TestChains;
import dev.rats4j.conformance.Variant;
import dev.rats4j.cose.ContentType;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.cose.HashEnvelope;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatementPolicyTest {

    private static final Instant AT = Instant.parse("2026-11-25T12:00:00Z");
    private static final Signer ISSUER = SeededKeys.p256(21);
    private static final Signer LOG = SeededKeys.ed25519(22);
    private static final Signer OTHER_LOG = SeededKeys.p256(23);
    private static final Bytes PAYLOAD = Bytes.ofUtf8("{}");
    private static final CoseHeaders HEADERS = CoseHeaders.builder()
            .put(CoseHeaders.KID, Cbor.bytes(Bytes.of(1)))
            .put(CoseHeaders.CONTENT_TYPE, Cbor.text("application/json"))
            .build();
    private static final SignedStatement STATEMENT =
            SignedStatement.sign(CRYPTO, ISSUER, "https://issuer.example", "subject", HEADERS, PAYLOAD);
    private static final StatementLog BY_BYTES = new StatementLog("one", LOG.publicKey(), StatementLog.Entry.STATEMENT);
    private static final StatementLog BY_DIGEST =
            new StatementLog("two", OTHER_LOG.publicKey(), StatementLog.Entry.STATEMENT_SHA256);
    private static final StatementIssuer KEY = new StatementIssuer.Key(ISSUER.publicKey());
    private static final TestChains CHAINS = TestChains.of(ISSUER.publicKey(), AT);

    private static CoseReceipt receipt(Signer log, Bytes entry) {
        MerkleTree tree = NaiveMerkle.tree(NaiveMerkle.entries(6));
        long index = tree.append(entry);
        tree.append(Bytes.of(1));
        return CoseReceipt.ofInclusion(
                CRYPTO, log, CoseHeaders.NONE, tree.head().root(), List.of(tree.inclusionProof(index, tree.size())));
    }

    private static CoseReceipt byBytes() {
        return receipt(LOG, STATEMENT.registered());
    }

    private static CoseReceipt byDigest() {
        return receipt(
                OTHER_LOG, HashAlgorithm.SHA256.digest(STATEMENT.registered()).value());
    }

    private static StatementPolicy policy(int threshold) {
        return new StatementPolicy(KEY, List.of(BY_BYTES, BY_DIGEST), threshold);
    }

    private static SignedStatement transparent(CoseReceipt... receipts) throws MalformedMessageException {
        return SignedStatement.decode(STATEMENT.withReceipts(List.of(receipts)));
    }

    private static String reason(StatementResult result) {
        return ((StatementResult.Refused) result).reason();
    }

    @Test
    void verifiedIsAType() throws MalformedMessageException {
        SignedStatement statement = transparent(byBytes(), byDigest());
        VerifiedStatement verified = (VerifiedStatement) policy(2).verify(statement, CRYPTO);
        assertThat(verified.issuer()).isEqualTo("https://issuer.example");
        assertThat(verified.subject()).contains("subject");
        assertThat(verified.contentType()).contains(new ContentType.Media("application/json"));
        assertThat(verified.payload()).isEqualTo(PAYLOAD);
        assertThat(verified.proof().key()).isEqualTo(ISSUER.publicKey());
        assertThat(verified.path()).isEmpty();
        assertThat(verified.hashEnvelope()).isEmpty();
        assertThat(verified.registrations())
                .extracting(VerifiedStatement.Registration::log)
                .containsExactly(BY_BYTES, BY_DIGEST);
        assertThat(verified.registrations().get(0).receipt().entry()).isEqualTo(STATEMENT.registered());
        assertThat(statement.registered()).isEqualTo(STATEMENT.bytes());
    }

    @Test
    void signaturesVerify() throws MalformedMessageException {
        StatementPolicy stranger =
                new StatementPolicy(new StatementIssuer.Key(SeededKeys.p256(9).publicKey()), List.of(), 0);
        assertThat(reason(stranger.verify(STATEMENT, CRYPTO))).isEqualTo("signature: does not verify");
        assertThat(policy(0).verify(STATEMENT, CRYPTO)).isInstanceOf(VerifiedStatement.class);
    }

    @Test
    @DisplayName("T-87 a log counts once, however many receipts it gave")
    void logsAreCountedOnce() throws MalformedMessageException {
        assertThat(reason(policy(1).verify(STATEMENT, CRYPTO))).isEqualTo("receipts: 0 of 1 logs");
        SignedStatement twice = transparent(byBytes(), byBytes());
        assertThat(((VerifiedStatement) policy(1).verify(twice, CRYPTO)).registrations())
                .hasSize(1);
        assertThat(reason(policy(2).verify(twice, CRYPTO))).isEqualTo("receipts: 1 of 2 logs");
    }

    @Test
    @DisplayName("T-87 a receipt of another statement or log does not count")
    void receiptsAreForThisStatementAndTheirLog() throws MalformedMessageException {
        SignedStatement other =
                SignedStatement.sign(CRYPTO, ISSUER, "https://issuer.example", "other", HEADERS, PAYLOAD);
        for (CoseReceipt receipt : List.of(
                receipt(LOG, other.registered()),
                receipt(SeededKeys.ed25519(99), STATEMENT.registered()),
                receipt(LOG, HashAlgorithm.SHA256.digest(STATEMENT.registered()).value()),
                receipt(OTHER_LOG, STATEMENT.registered()),
                receipt(LOG, Bytes.EMPTY))) {
            assertThat(reason(policy(1).verify(transparent(receipt), CRYPTO))).isEqualTo("receipts: 0 of 1 logs");
        }
    }

    @Test
    void receiptsThatAreNoneAreNotCounted() throws MalformedMessageException {
        List<Bytes> receipts = List.of(Bytes.of(1), Bytes.EMPTY, byBytes().bytes());
        VerifiedStatement verified =
                (VerifiedStatement) policy(1).verify(STATEMENT, Optional.empty(), receipts, CRYPTO);
        assertThat(verified.registrations()).hasSize(1);
        assertThat(reason(policy(1).verify(STATEMENT, Optional.empty(), receipts.subList(0, 2), CRYPTO)))
                .isEqualTo("receipts: 0 of 1 logs");
    }

    @Test
    void everyBitOfATransparentStatementCounts() throws MalformedMessageException {
        byte[] bytes = transparent(byBytes()).bytes().toByteArray();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                SignedStatement statement = SignedStatement.decode(Bytes.copyOf(changed));
                assertThat(policy(1).verify(statement, CRYPTO))
                        .as("bit " + bit)
                        .isInstanceOf(StatementResult.Refused.class);
            } catch (MalformedMessageException e) {
                assertThat(e.offset()).isBetween(0, bytes.length);
            }
        }
    }

    @Test
    void unprotectedHeadersAreNotRegistered() throws MalformedMessageException {
        CoseHeaders extra =
                CoseHeaders.builder().put(CborKey.of("x"), Cbor.integer(1)).build();
        Bytes claims = Cbor.map().put(1, Cbor.text("a")).put(2, Cbor.text("b")).encode();
        SignedStatement sent = SignedStatement.decode(CoseSign1.sign(
                CRYPTO,
                ISSUER,
                HEADERS.toBuilder().put(CoseHeaders.CWT_CLAIMS, claims).build(),
                extra,
                PAYLOAD));
        assertThat(sent.registered()).isNotEqualTo(sent.bytes());
        StatementPolicy policy = policy(1);
        List<Bytes> good = List.of(receipt(LOG, sent.registered()).bytes());
        List<Bytes> bad = List.of(receipt(LOG, sent.bytes()).bytes());
        assertThat(policy.verify(sent, Optional.empty(), good, CRYPTO)).isInstanceOf(VerifiedStatement.class);
        assertThat(reason(policy.verify(sent, Optional.empty(), bad, CRYPTO))).isEqualTo("receipts: 0 of 1 logs");
    }

    @Test
    void detachedPayloads() throws MalformedMessageException {
        Bytes claims = Cbor.map().put(1, Cbor.text("a")).put(2, Cbor.text("b")).encode();
        SignedStatement detached = SignedStatement.decode(CoseSign1.signDetached(
                CRYPTO,
                ISSUER,
                HEADERS.toBuilder().put(CoseHeaders.CWT_CLAIMS, claims).build(),
                PAYLOAD,
                Bytes.EMPTY));
        StatementPolicy policy = policy(0);
        assertThat(((VerifiedStatement) policy.verify(detached, Optional.of(PAYLOAD), List.of(), CRYPTO)).payload())
                .isEqualTo(PAYLOAD);
        assertThat(reason(policy.verify(detached, Optional.of(Bytes.of(1)), List.of(), CRYPTO)))
                .isEqualTo("signature: does not verify");
        assertThat(reason(policy.verify(detached, CRYPTO))).isEqualTo("payload: detached and not given");
        assertThat(reason(policy.verify(STATEMENT, Optional.of(PAYLOAD), List.of(), CRYPTO)))
                .isEqualTo("payload: given and there as well");
    }

    @Test
    void hashEnvelopes() throws MalformedMessageException {
        CoseHeaders headers = CoseHeaders.builder()
                .put(CoseHeaders.KID, Cbor.bytes(Bytes.of(1)))
                .build();
        SignedStatement statement = SignedStatement.sign(
                CRYPTO, ISSUER, "a", "b", headers, HashEnvelope.of(HashAlgorithm.SHA256.digest(PAYLOAD)));
        VerifiedStatement verified = (VerifiedStatement) policy(0).verify(statement, CRYPTO);
        assertThat(verified.hashEnvelope().orElseThrow().open(PAYLOAD)).isPresent();
        assertThat(verified.hashEnvelope().orElseThrow().open(Bytes.of(1))).isEmpty();
        assertThat(verified.contentType()).isEmpty();
    }

    private static StatementPolicy certified(Instant at) {
        return new StatementPolicy(
                new StatementIssuer.Certified(new CertificationPaths(CRYPTO), CHAINS.anchors(), at), List.of(), 0);
    }

    private static SignedStatement withChain(List<Bytes> chain) {
        CoseHeaders headers = CoseHeaders.builder().x5chain(chain).build();
        return SignedStatement.sign(CRYPTO, ISSUER, "did:x509:a", "b", headers, PAYLOAD);
    }

    @Test
    void certificates() throws MalformedMessageException {
        SignedStatement statement = withChain(TestChains.der(CHAINS.good()));
        VerifiedStatement verified = (VerifiedStatement) certified(AT).verify(statement, CRYPTO);
        assertThat(verified.path()).hasSize(3);
        assertThat(reason(certified(AT.plusSeconds(1_000_000)).verify(statement, CRYPTO)))
                .startsWith("path: ");
        for (Variant variant : TestChains.VARIANTS) {
            if (variant != Variant.PATH_TOO_LONG || CHAINS.of(variant).size() > 1) {
                assertThat(reason(certified(AT).verify(withChain(TestChains.der(CHAINS.of(variant))), CRYPTO)))
                        .as(variant.toString())
                        .startsWith("path: ");
            }
        }
        assertThat(reason(certified(AT).verify(STATEMENT, CRYPTO))).isEqualTo("path: no certificate in the statement");
        SignedStatement byOther = SignedStatement.sign(
                CRYPTO,
                SeededKeys.p256(77),
                "did:x509:a",
                "b",
                CoseHeaders.builder().x5chain(TestChains.der(CHAINS.good())).build(),
                PAYLOAD);
        assertThat(reason(certified(AT).verify(byOther, CRYPTO))).isEqualTo("signature: does not verify");
    }

    @Test
    void chainsAreBounded() throws MalformedMessageException {
        List<Bytes> chain = TestChains.der(CHAINS.good());
        List<Bytes> padded = new ArrayList<>(chain);
        padded.addAll(Collections.nCopies(62, chain.get(1)));
        assertThat(certified(AT).verify(withChain(padded), CRYPTO)).isInstanceOf(VerifiedStatement.class);
        padded.add(chain.get(1));
        assertThat(reason(certified(AT).verify(withChain(padded), CRYPTO)))
                .isEqualTo("path: more than 64 certificates");
    }

    @Test
    void unprotectedChainsAreNamedByAThumbprint() throws MalformedMessageException {
        List<Bytes> chain = TestChains.der(CHAINS.good());
        Bytes thumbprint = Cbor.array(
                Cbor.integer(-16),
                Cbor.bytes(HashAlgorithm.SHA256.digest(chain.get(0)).value()));
        CoseHeaders unprotected = CoseHeaders.builder().x5chain(chain).build();
        Bytes claims =
                Cbor.map().put(1, Cbor.text("did:a")).put(2, Cbor.text("b")).encode();
        CoseHeaders named = CoseHeaders.builder()
                .put(CoseHeaders.CWT_CLAIMS, claims)
                .put(CoseHeaders.X5T, thumbprint)
                .build();
        SignedStatement statement = SignedStatement.decode(CoseSign1.sign(CRYPTO, ISSUER, named, unprotected, PAYLOAD));
        assertThat(certified(AT).verify(statement, CRYPTO)).isInstanceOf(VerifiedStatement.class);
        SignedStatement transparent =
                SignedStatement.decode(statement.withReceipts(List.of(receipt(LOG, statement.registered()))));
        assertThat(transparent.registered()).isEqualTo(statement.registered());
        assertThat(certified(AT).verify(transparent, CRYPTO)).isInstanceOf(VerifiedStatement.class);
        CoseHeaders byKid =
                HEADERS.toBuilder().put(CoseHeaders.CWT_CLAIMS, claims).build();
        SignedStatement unnamed = SignedStatement.decode(CoseSign1.sign(CRYPTO, ISSUER, byKid, unprotected, PAYLOAD));
        assertThat(reason(certified(AT).verify(unnamed, CRYPTO)))
                .isEqualTo("path: the protected header does not name the certificate");
    }

    @Test
    void policiesCanBeMet() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StatementPolicy(KEY, List.of(), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StatementPolicy(KEY, List.of(BY_BYTES), -1));
        StatementLog alias = new StatementLog("alias", LOG.publicKey(), StatementLog.Entry.STATEMENT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatementPolicy(KEY, List.of(BY_BYTES, alias), 2))
                .withMessage("one key twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatementLog("", LOG.publicKey(), StatementLog.Entry.STATEMENT));
    }
}
