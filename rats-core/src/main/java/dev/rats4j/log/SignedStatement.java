package dev.rats4j.log;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.ContentType;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.cose.HashEnvelope;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A signed statement of SCITT, RFC 9943, 6, as received; with receipts a transparent one, RFC 9943, 7. {@link StatementPolicy} verifies
 * it.
 */
@CheckReturnValue
public final class SignedStatement {

    /** Its media type. */
    public static final String MEDIA_TYPE = "application/scitt-statement+cose";

    /** The media type of its receipts. */
    public static final String RECEIPT_MEDIA_TYPE = "application/scitt-receipt+cose";

    /** Most receipts. */
    public static final int MAX_RECEIPTS = 64;

    /** Labels that a statement may call critical: they are processed here. */
    private static final Set<CborKey> PROCESSED = Set.of(
            CoseHeaders.CWT_CLAIMS,
            CoseHeaders.X5CHAIN,
            CoseHeaders.X5T,
            HashEnvelope.ALGORITHM,
            HashEnvelope.PREIMAGE_TYPE,
            HashEnvelope.LOCATION);

    private static final int MESSAGE_PARTS = 4;
    private static final String FIELD = "statement";

    private final Bytes bytes;
    private final CoseSign1 message;
    private final StatementClaims claims;
    private final Optional<Digest> thumbprint;
    private final List<Bytes> chain;
    private final List<Bytes> receipts;
    private final Optional<ContentType> contentType;

    private SignedStatement(Bytes bytes, CoseSign1 message, StatementRules rules) throws MalformedMessageException {
        this.bytes = bytes;
        this.message = message;
        CoseHeaders headers = message.untrustedProtectedHeaders();
        this.claims = StatementClaims.read(headers, rules);
        this.thumbprint = CertificateThumbprint.read(headers);
        List<Bytes> signedChain = headers.x5chain();
        this.chain = signedChain.isEmpty() ? message.untrustedHeaders().x5chain() : signedChain;
        this.receipts = receipts(message);
        Optional<CborItem> type = headers.value(CoseHeaders.CONTENT_TYPE);
        this.contentType =
                type.isEmpty() ? Optional.empty() : Optional.of(ContentType.read(type.get(), "statement.content type"));
        boolean isNamed = thumbprint.isPresent() || !signedChain.isEmpty();
        Optional<CborItem> kid = headers.value(CoseHeaders.KID);
        if (kid.isPresent() && kid.get().kind() != CborItem.Kind.BYTES) {
            throw kid.get().malformed("statement.kid", "is no byte string");
        }
        if (rules.keyReference() && !isNamed && kid.isEmpty()) {
            throw new MalformedMessageException("statement.kid", 0, "is missing, as are x5t and x5chain");
        }
        if (thumbprint.isPresent() && !chain.isEmpty() && !CertificateThumbprint.isOf(thumbprint.get(), chain.get(0))) {
            throw new MalformedMessageException("statement.x5t", 0, "is not that of the first certificate");
        }
    }

    private static List<Bytes> receipts(CoseSign1 message) throws MalformedMessageException {
        if (message.untrustedProtectedHeaders().value(CoseReceipt.RECEIPTS).isPresent()) {
            throw new MalformedMessageException("statement.receipts", 0, "are in the protected header");
        }
        Optional<CborItem> item = message.untrustedHeaders().value(CoseReceipt.RECEIPTS);
        List<Bytes> receipts = new ArrayList<>();
        if (item.isPresent()) {
            for (CborItem receipt : item.get().elements(1, MAX_RECEIPTS, "statement.receipts")) {
                receipts.add(receipt.bytes("statement.receipts"));
            }
        }
        return List.copyOf(receipts);
    }

    /** Decodes a statement by {@link StatementRules#RFC9943}. */
    public static SignedStatement decode(Bytes statement) throws MalformedMessageException {
        return decode(statement, StatementRules.RFC9943);
    }

    /**
     * Decodes a statement: COSE_Sign1 under tag 18. Receipts are taken out and not decoded.
     *
     * @throws MalformedMessageException also for labels of drafts, claims that are missing or not protected, receipts that are no byte
     *     strings, and an {@code x5t} that is not of the first certificate
     */
    public static SignedStatement decode(Bytes statement, StatementRules rules) throws MalformedMessageException {
        Set<CborKey> understood = new HashSet<>(PROCESSED);
        understood.addAll(rules.understood());
        CoseSign1 message = CoseSign1.decode(statement, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED, understood);
        DraftLabels.refuse(message, FIELD);
        return new SignedStatement(statement, message, rules);
    }

    /**
     * Signs a statement about a payload.
     *
     * @param issuer who says it; a URI where a header names a certificate
     * @param subject what it is about
     * @param protectedHeaders further ones: content type, and {@code kid}, {@code x5t} or {@code x5chain}
     * @throws IllegalArgumentException if the result would be no statement of RFC 9943
     */
    public static SignedStatement sign(
            CryptoBackend crypto,
            Signer signer,
            String issuer,
            String subject,
            CoseHeaders protectedHeaders,
            Bytes payload) {
        return readable(
                CoseSign1.sign(crypto, signer, claims(issuer, subject, protectedHeaders), CoseHeaders.NONE, payload));
    }

    /** Signs a statement about something by its digest, RFC 9995. */
    public static SignedStatement sign(
            CryptoBackend crypto,
            Signer signer,
            String issuer,
            String subject,
            CoseHeaders protectedHeaders,
            HashEnvelope payload) {
        return readable(payload.sign(crypto, signer, claims(issuer, subject, protectedHeaders), CoseHeaders.NONE));
    }

    private static CoseHeaders claims(String issuer, String subject, CoseHeaders others) {
        Bytes claims =
                Cbor.map().put(1, Cbor.text(issuer)).put(2, Cbor.text(subject)).encode();
        return others.toBuilder().put(CoseHeaders.CWT_CLAIMS, claims).build();
    }

    private static SignedStatement readable(Bytes statement) {
        try {
            return decode(statement);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("a statement that nobody would read", e);
        }
    }

    /** The transparent statement: this one with these receipts in its unprotected header, beside a chain of certificates that is there. */
    public Bytes withReceipts(List<CoseReceipt> more) {
        if (more.isEmpty() || more.size() > MAX_RECEIPTS) {
            throw new IllegalArgumentException(more.size() + " receipts");
        }
        Bytes array = Cbor.array(
                more.stream().map(receipt -> Cbor.bytes(receipt.bytes())).toList());
        Cbor.MapBuilder map = Cbor.map().put(CoseReceipt.RECEIPTS, array);
        message.untrustedHeaders()
                .value(CoseHeaders.X5CHAIN)
                .ifPresent(certificates -> map.put(CoseHeaders.X5CHAIN, Cbor.deterministic(certificates)));
        return withUnprotected(map.encode());
    }

    /** What a log registers: the statement with an empty unprotected header, RFC 9943, 6.3; all else as received. */
    public Bytes registered() {
        return withUnprotected(Cbor.map().encode());
    }

    private Bytes withUnprotected(Bytes map) {
        try {
            CborItem[] parts = CborItem.decode(bytes, CborProfile.WELL_FORMED)
                    .tagged(CoseSign1.TAG, FIELD)
                    .elements(MESSAGE_PARTS, MESSAGE_PARTS, FIELD);
            return Cbor.tagged(
                    CoseSign1.TAG, Cbor.array(parts[0].encoded(), map, parts[2].encoded(), parts[3].encoded()));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("decoded before", e);
        }
    }

    /** The whole, as received. */
    public Bytes bytes() {
        return bytes;
    }

    /** Who says it, before anybody verified it. */
    public String untrustedIssuer() {
        return claims.issuer();
    }

    /** What it is about, before anybody verified it; empty only if the rules admit that. */
    public Optional<String> untrustedSubject() {
        return claims.subject();
    }

    /** Which key the issuer says it is: {@code kid}. */
    public Optional<Bytes> untrustedKeyId() {
        try {
            Optional<CborItem> kid = message.untrustedProtectedHeaders().value(CoseHeaders.KID);
            return kid.isEmpty() ? Optional.empty() : Optional.of(kid.get().bytes("statement.kid"));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("decoded before", e);
        }
    }

    /** The payload, before anybody verified it; empty if it is detached. */
    public Optional<Bytes> untrustedPayload() {
        return message.untrustedPayload();
    }

    /** Receipts, each to be decoded by {@link CoseReceipt#decode}; no signature of the issuer covers them. */
    public List<Bytes> untrustedReceipts() {
        return receipts;
    }

    /** Certificates, the signer's first: of the protected header, or else of the other. */
    public List<Bytes> untrustedChain() {
        return chain;
    }

    /** Whether the signature covers which certificate is the signer's. */
    boolean bindsCertificate() {
        return thumbprint.isPresent()
                || message.untrustedProtectedHeaders()
                        .value(CoseHeaders.X5CHAIN)
                        .isPresent();
    }

    StatementClaims claims() {
        return claims;
    }

    Optional<ContentType> contentType() {
        return contentType;
    }

    CoseSign1 message() {
        return message;
    }

    /** The length only. */
    @Override
    public String toString() {
        return "statement of " + bytes.length() + " bytes with " + receipts.size() + " receipts";
    }
}
