package dev.rats4j.log;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.conformance.TestChains;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedStatementTest {

    private static final Signer ISSUER = SeededKeys.p256(31);
    private static final Bytes CLAIMS =
            Cbor.map().put(1, Cbor.text("did:a")).put(2, Cbor.text("b")).encode();
    private static final CoseHeaders GOOD = CoseHeaders.builder()
            .put(CoseHeaders.KID, Cbor.bytes(Bytes.of(1)))
            .put(CoseHeaders.CWT_CLAIMS, CLAIMS)
            .build();

    private static Bytes message(CoseHeaders headers, CoseHeaders unprotected) {
        return CoseSign1.sign(CRYPTO, ISSUER, headers, unprotected, Bytes.of(1));
    }

    private static Bytes message(CoseHeaders headers) {
        return message(headers, CoseHeaders.NONE);
    }

    private static CoseHeaders claims(Bytes claims) {
        return CoseHeaders.builder()
                .put(CoseHeaders.KID, Cbor.bytes(Bytes.of(1)))
                .put(CoseHeaders.CWT_CLAIMS, claims)
                .build();
    }

    private static void assertRefused(Bytes statement, String message) {
        assertThatThrownBy(() -> SignedStatement.decode(statement))
                .isExactlyInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatItSaysUnverified() throws MalformedMessageException {
        SignedStatement statement = SignedStatement.decode(message(GOOD));
        assertThat(statement.untrustedIssuer()).isEqualTo("did:a");
        assertThat(statement.untrustedSubject()).contains("b");
        assertThat(statement.untrustedKeyId()).contains(Bytes.of(1));
        assertThat(statement.untrustedPayload()).contains(Bytes.of(1));
        assertThat(statement.untrustedReceipts()).isEmpty();
        assertThat(statement.untrustedChain()).isEmpty();
        assertThat(statement.bytes()).isEqualTo(message(GOOD));
        assertThat(statement).hasToString("statement of " + statement.bytes().length() + " bytes with 0 receipts");
    }

    @Test
    void claimsAreProtectedAndComplete() {
        CoseHeaders kid = CoseHeaders.builder()
                .put(CoseHeaders.KID, Cbor.bytes(Bytes.of(1)))
                .build();
        assertRefused(message(kid), "statement.claims at 0: are not in the protected header");
        assertRefused(
                message(
                        kid,
                        CoseHeaders.builder()
                                .put(CoseHeaders.CWT_CLAIMS, CLAIMS)
                                .build()),
                "statement.claims at 0: are not in the protected header");
        assertRefused(message(claims(Cbor.map().put(2, Cbor.text("b")).encode())), "iss");
        assertRefused(message(claims(Cbor.map().put(1, Cbor.text("a")).encode())), "sub");
        assertRefused(
                message(claims(Cbor.map()
                        .put(1, Cbor.integer(1))
                        .put(2, Cbor.text("b"))
                        .encode())),
                "statement.iss");
        assertRefused(
                message(claims(Cbor.map()
                        .put(1, Cbor.text("a"))
                        .put(2, Cbor.bytes(Bytes.EMPTY))
                        .encode())),
                "statement.sub");
        assertRefused(
                message(claims(
                        Cbor.map().put(1, Cbor.text("")).put(2, Cbor.text("b")).encode())),
                "0 characters");
        assertRefused(
                message(claims(Cbor.map()
                        .put(1, Cbor.text("x".repeat(8193)))
                        .put(2, Cbor.text("b"))
                        .encode())),
                "8193 characters");
        assertRefused(message(claims(Cbor.array())), "statement.claims");
    }

    @Test
    void keysAreNamed() throws MalformedMessageException {
        CoseHeaders bare =
                CoseHeaders.builder().put(CoseHeaders.CWT_CLAIMS, CLAIMS).build();
        assertRefused(message(bare), "statement.kid at 0: is missing, as are x5t and x5chain");
        CoseHeaders kid = CoseHeaders.builder()
                .put(CoseHeaders.KID, Cbor.bytes(Bytes.of(1)))
                .build();
        assertRefused(message(bare, kid), "statement.kid at 0: is missing, as are x5t and x5chain");
        StatementRules rules = StatementRules.RFC9943.withoutKeyReference();
        assertThat(SignedStatement.decode(message(bare), rules).untrustedKeyId())
                .isEmpty();
        assertRefused(
                message(bare.toBuilder().put(CoseHeaders.KID, Cbor.text("1")).build()), "statement.kid");
    }

    @Test
    void whatRulesAdmit() throws MalformedMessageException {
        Bytes noSubject = message(claims(Cbor.map().put(1, Cbor.text("a")).encode()));
        assertThat(SignedStatement.decode(noSubject, StatementRules.RFC9943.withoutSubject())
                        .untrustedSubject())
                .isEmpty();
        Bytes critical = message(GOOD.toBuilder()
                .put(CoseHeaders.CRIT, Cbor.array(Cbor.text("x")))
                .put(CborKey.of("x"), Cbor.integer(1))
                .build());
        assertRefused(critical, "crit");
        assertThat(SignedStatement.decode(critical, StatementRules.RFC9943.understanding(Set.of(CborKey.of("x")))))
                .isNotNull();
    }

    @Test
    void labelsThatAreProcessedMayBeCritical() throws MalformedMessageException {
        Bytes statement = message(GOOD.toBuilder()
                .put(CoseHeaders.CRIT, Cbor.array(Cbor.integer(15), Cbor.integer(33)))
                .x5chain(chain())
                .build());
        assertThat(SignedStatement.decode(statement).untrustedChain()).hasSize(2);
        Bytes absent = message(GOOD.toBuilder()
                .put(CoseHeaders.CRIT, Cbor.array(Cbor.integer(33)))
                .build());
        assertRefused(absent, "crit");
    }

    private static List<Bytes> chain() {
        return TestChains.der(TestChains.of(ISSUER.publicKey(), Instant.parse("2026-11-25T12:00:00Z"))
                .good());
    }

    private static Bytes thumbprint(int algorithm, Bytes value) {
        return Cbor.array(Cbor.integer(algorithm), Cbor.bytes(value));
    }

    @Test
    void issuersWithCertificatesAreUris() {
        for (String issuer : List.of("a", "a b:c", ":", "//host")) {
            CoseHeaders headers = CoseHeaders.builder()
                    .put(
                            CoseHeaders.CWT_CLAIMS,
                            Cbor.map()
                                    .put(1, Cbor.text(issuer))
                                    .put(2, Cbor.text("b"))
                                    .encode())
                    .x5chain(chain())
                    .build();
            assertRefused(message(headers), "is no URI, and a certificate is named");
        }
    }

    @Test
    void thumbprintsAreOfTheFirstCertificate() throws MalformedMessageException {
        Bytes first = chain().get(0);
        for (HashAlgorithm hash : List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384, HashAlgorithm.SHA512)) {
            int number = hash == HashAlgorithm.SHA256 ? -16 : hash == HashAlgorithm.SHA384 ? -43 : -44;
            Bytes good = thumbprint(number, hash.digest(first).value());
            CoseHeaders headers =
                    GOOD.toBuilder().put(CoseHeaders.X5T, good).x5chain(chain()).build();
            assertThat(SignedStatement.decode(message(headers)).untrustedChain())
                    .hasSize(2);
        }
        Bytes second =
                thumbprint(-16, HashAlgorithm.SHA256.digest(chain().get(1)).value());
        CoseHeaders named = GOOD.toBuilder().put(CoseHeaders.X5T, second).build();
        assertRefused(
                message(named.toBuilder().x5chain(chain()).build()), "statement.x5t at 0: is not that of the first");
        assertRefused(
                message(named, CoseHeaders.builder().x5chain(chain()).build()),
                "statement.x5t at 0: is not that of the first");
        assertThat(SignedStatement.decode(message(named)).untrustedChain()).isEmpty();
    }

    @Test
    void thumbprintsThatAreNone() {
        assertThumbprint(thumbprint(-15, Bytes.copyOf(new byte[8])), "hash algorithm -15 is not supported");
        assertThumbprint(thumbprint(-14, Bytes.copyOf(new byte[20])), "hash algorithm -14 is not supported");
        assertThumbprint(thumbprint(-16, Bytes.copyOf(new byte[31])), "31 bytes");
        assertThumbprint(Cbor.array(Cbor.integer(-16)), "statement.x5t");
        assertThumbprint(Cbor.bytes(Bytes.of(1)), "statement.x5t");
    }

    private static void assertThumbprint(Bytes value, String detail) {
        assertRefused(message(GOOD.toBuilder().put(CoseHeaders.X5T, value).build()), detail);
    }

    @ParameterizedTest
    @ValueSource(ints = {-333, -222, -111, 13, 391, 392, 393})
    void labelsOfDraftsAreNamed(int label) {
        CoseHeaders draft =
                CoseHeaders.builder().put(CborKey.of(label), Cbor.integer(1)).build();
        assertRefused(message(GOOD, draft), "label " + label + " of a draft: ");
        assertRefused(
                message(GOOD.toBuilder().put(CborKey.of(label), Cbor.integer(1)).build()),
                "label " + label + " of a draft: ");
    }

    private static CoseHeaders receipts(Bytes value) {
        return CoseHeaders.builder().put(CoseReceipt.RECEIPTS, value).build();
    }

    @Test
    void receiptsAreByteStringsInTheirPlace() throws MalformedMessageException {
        Bytes receipt = Cbor.bytes(Bytes.of(1));
        assertThat(SignedStatement.decode(message(GOOD, receipts(Cbor.array(receipt, receipt))))
                        .untrustedReceipts())
                .containsExactly(Bytes.of(1), Bytes.of(1));
        assertRefused(message(GOOD, receipts(Cbor.array())), "statement.receipts");
        assertRefused(message(GOOD, receipts(receipt)), "statement.receipts");
        assertRefused(message(GOOD, receipts(Cbor.array(Cbor.tagged(18, Cbor.array())))), "statement.receipts");
        assertRefused(
                message(GOOD.toBuilder()
                        .put(CoseReceipt.RECEIPTS, Cbor.array(receipt))
                        .build()),
                "statement.receipts at 0: are in the protected header");
        Bytes most = Cbor.array(Collections.nCopies(64, receipt));
        assertThat(SignedStatement.decode(message(GOOD, receipts(most))).untrustedReceipts())
                .hasSize(64);
        assertRefused(message(GOOD, receipts(Cbor.array(Collections.nCopies(65, receipt)))), "more than 64 elements");
    }

    @Test
    void onlyStatementsAreWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedStatement.sign(CRYPTO, ISSUER, "a", "b", CoseHeaders.NONE, Bytes.EMPTY));
        CoseHeaders kid = CoseHeaders.builder()
                .put(CoseHeaders.KID, Cbor.bytes(Bytes.of(1)))
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedStatement.sign(CRYPTO, ISSUER, "", "b", kid, Bytes.EMPTY));
        SignedStatement good = SignedStatement.sign(CRYPTO, ISSUER, "a", "b", kid, Bytes.EMPTY);
        assertThatIllegalArgumentException().isThrownBy(() -> good.withReceipts(List.of()));
    }
}
