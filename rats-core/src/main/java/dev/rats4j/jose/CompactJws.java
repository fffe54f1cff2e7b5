package dev.rats4j.jose;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Optional;

/**
 * A signed text {@code header.payload.signature}, RFC 7515, 7.1. Nothing of it is believed until {@link #verify} has answered.
 *
 * <p>Header members that bring keys along are refused ({@code jwk}) or not looked at ({@code jku}, {@code x5u}, {@code x5c}).
 */
@CheckReturnValue
public final class CompactJws {

    /** Most characters of a token. */
    public static final int MAX_LENGTH = 1 << 20;

    private static final JsonLimits HEADER_LIMITS = JsonLimits.ofBytes(MAX_LENGTH);

    private final String text;
    private final JoseAlgorithm algorithm;
    private final JsonObject header;
    private final Bytes payload;
    private final Bytes signature;

    private CompactJws(String text) throws MalformedMessageException {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0) {
            throw new MalformedMessageException("JWS", 0, "not three parts");
        }
        // a third dot is no character of base64url and so refused with the signature
        this.text = text;
        this.signature = Base64Url.decode("JWS.signature", second + 1, text.substring(second + 1));
        if (signature.isEmpty()) {
            throw new MalformedMessageException("JWS.signature", second, "is empty");
        }
        this.payload = Base64Url.decode("JWS.payload", first + 1, text.substring(first + 1, second));
        Bytes headerText = Base64Url.decode("JWS.header", 0, text.substring(0, first));
        this.header = Json.parseObject(headerText, HEADER_LIMITS);
        this.algorithm = checkHeader(header);
    }

    /**
     * Reads a token. Each signed content has one text only: no padding, no other alphabet, no white space, no unused bits.
     *
     * @throws MalformedMessageException for everything else, for {@code none} and other algorithms than those of
     *     {@link JoseAlgorithm}, for any {@code crit} or {@code b64}, and for a key in the header
     */
    public static CompactJws parse(String text) throws MalformedMessageException {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedMessageException("JWS", MAX_LENGTH, "longer than " + MAX_LENGTH + " characters");
        }
        return new CompactJws(text);
    }

    /** Reads a token in ASCII. */
    public static CompactJws parse(Bytes text) throws MalformedMessageException {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedMessageException("JWS", MAX_LENGTH, "longer than " + MAX_LENGTH + " characters");
        }
        return new CompactJws(new String(text.toByteArray(), StandardCharsets.ISO_8859_1));
    }

    private static JoseAlgorithm checkHeader(JsonObject header) throws MalformedMessageException {
        for (String extension : new String[] {"crit", "b64", "jwk", "zip", "enc"}) {
            if (header.has(extension)) {
                throw header.malformed(extension, "is not accepted in a header");
            }
        }
        Optional<JoseAlgorithm> algorithm = JoseAlgorithm.named(header.string("alg"));
        return algorithm.orElseThrow(() -> header.malformed("alg", "is not an algorithm that we accept"));
    }

    /**
     * Signs a payload. The member {@code alg} is added in front unless it is there.
     *
     * @throws IllegalArgumentException if header and signer do not fit, or {@link #parse} would refuse the header
     */
    public static CompactJws sign(JsonObject header, Bytes payload, Signer signer) {
        JoseAlgorithm algorithm = JoseAlgorithm.forSigning(signer.algorithm())
                .orElseThrow(() -> new IllegalArgumentException("no JOSE algorithm for " + signer.algorithm()));
        String input = Base64Url.encode(Json.write(withAlgorithm(header, algorithm))) + "." + Base64Url.encode(payload);
        Bytes signature = signer.sign(Bytes.ofUtf8(input));
        int length =
                algorithm.curve().map(curve -> 2 * curve.coordinateLength()).orElse(signature.length());
        if (signature.length() != length) {
            throw new IllegalArgumentException(algorithm + " with a key on another curve");
        }
        try {
            return parse(input + "." + Base64Url.encode(signature));
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("a token that nobody would read", e);
        }
    }

    private static JsonObject withAlgorithm(JsonObject header, JoseAlgorithm algorithm) {
        if (!header.has("alg")) {
            JsonObject.Builder builder = JsonObject.builder().put("alg", algorithm.joseName());
            header.members().forEach(builder::put);
            return builder.build();
        }
        try {
            Optional<JoseAlgorithm> given = JoseAlgorithm.named(header.string("alg"));
            if (given.isPresent()
                    && !given.get().isReadOnly()
                    && given.get().signatureAlgorithm().equals(algorithm.signatureAlgorithm())) {
                return header;
            }
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException(e);
        }
        throw new IllegalArgumentException("the header's alg is not " + algorithm.joseName());
    }

    /** The protected header. Not verified by itself. */
    public JsonObject header() {
        return header;
    }

    /** What the header says under {@code alg}. */
    public JoseAlgorithm algorithm() {
        return algorithm;
    }

    /** What the header says under {@code kid}. */
    public Optional<String> keyId() throws MalformedMessageException {
        return header.optionalString("kid");
    }

    /** The payload, decoded; believe it only after {@link #verify}. */
    public Bytes payload() {
        return payload;
    }

    /** The signature, decoded. */
    public Bytes signature() {
        return signature;
    }

    /** The bytes that are signed, exactly as received. RFC 7515, 5.2 (8). */
    public Bytes signingInput() {
        return Bytes.ofUtf8(text.substring(0, text.lastIndexOf('.')));
    }

    /** The whole token, exactly as received. */
    public String text() {
        return text;
    }

    /** Empty unless the key is for the header's algorithm, on its own curve, and the signature verifies. */
    public Optional<VerifiedSignature> verify(CryptoBackend crypto, PublicKey key) {
        if (!algorithm.fits(crypto, key)) {
            return Optional.empty();
        }
        return crypto.verify(key, algorithm.signatureAlgorithm(), signingInput(), signature);
    }

    /** The algorithm and length only: tokens do not belong in a log. */
    @Override
    public String toString() {
        return "JWS with " + algorithm.joseName() + " of " + text.length() + " characters";
    }
}
