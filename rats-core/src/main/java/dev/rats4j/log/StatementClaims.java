package dev.rats4j.log;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.wire.MalformedMessageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Claims in the protected header of a statement, RFC 9943, 6. */
record StatementClaims(String issuer, Optional<String> subject) {

    private static final long ISS = 1;
    private static final long SUB = 2;
    private static final int MAX_ISSUER = 8192;

    static StatementClaims read(CoseHeaders headers, StatementRules rules) throws MalformedMessageException {
        Optional<CborItem> item = headers.value(CoseHeaders.CWT_CLAIMS);
        if (item.isEmpty()) {
            throw new MalformedMessageException("statement.claims", 0, "are not in the protected header");
        }
        CborMap claims = item.get().map("statement.claims");
        CborItem iss = claims.required(ISS, "iss");
        String issuer = iss.text("statement.iss");
        int length = issuer.codePointCount(0, issuer.length());
        if (length == 0 || length > MAX_ISSUER) {
            throw iss.malformed("statement.iss", length + " characters");
        }
        boolean hasCertificate = headers.value(CoseHeaders.X5CHAIN).isPresent()
                || headers.value(CoseHeaders.X5T).isPresent();
        if (hasCertificate && !isUri(issuer)) {
            throw iss.malformed("statement.iss", "is no URI, and a certificate is named");
        }
        Optional<CborItem> sub = rules.subject() ? Optional.of(claims.required(SUB, "sub")) : claims.optional(SUB);
        return new StatementClaims(
                issuer, sub.isEmpty() ? Optional.empty() : Optional.of(sub.get().text("statement.sub")));
    }

    private static boolean isUri(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
