package dev.rats4j.jose;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.VerifiedMac;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.Optional;

/** One signature or code of a {@link GeneralJws}, not verified. */
@CheckReturnValue
public final class JwsSignature {

    private final JwsHeader header;
    private final JsonObject untrustedHeader;
    private final Bytes payload;
    private final Bytes signingInput;
    private final Bytes value;

    private JwsSignature(JwsHeader header, JsonObject untrustedHeader, Bytes payload, Bytes signingInput, Bytes value) {
        this.header = header;
        this.untrustedHeader = untrustedHeader;
        this.payload = payload;
        this.signingInput = signingInput;
        this.value = value;
    }

    static JwsSignature of(
            String encodedHeader, JwsHeader header, JsonObject untrustedHeader, String payload, Bytes value)
            throws MalformedMessageException {
        if (value.isEmpty()) {
            throw new MalformedMessageException("JWS.signature", 0, "is empty");
        }
        return new JwsSignature(
                header,
                untrustedHeader,
                GeneralJws.payloadOf(payload, header.isPayloadEncoded()),
                Bytes.concat(Bytes.ofUtf8(encodedHeader), Bytes.of('.'), Bytes.ofUtf8(payload)),
                value);
    }

    /** The protected header. Not verified by itself. */
    public JsonObject header() {
        return header.json();
    }

    /** The other header; nothing ever covers it. */
    public JsonObject untrustedHeader() {
        return untrustedHeader;
    }

    /** The algorithm, if it is one of signatures. */
    public Optional<JoseAlgorithm> algorithm() {
        return header.signature();
    }

    /** The algorithm, if it is one of codes. */
    public Optional<JoseMacAlgorithm> macAlgorithm() {
        return header.code();
    }

    /** The payload, decoded; believe it only after it was verified. */
    public Bytes payload() {
        return payload;
    }

    boolean isPayloadEncoded() {
        return header.isPayloadEncoded();
    }

    /** What either header says under {@code kid}. */
    public Optional<String> keyId() throws MalformedMessageException {
        Optional<String> signed = header.json().optionalString("kid");
        return signed.isPresent() ? signed : untrustedHeader.optionalString("kid");
    }

    /** Empty unless it is a signature, the key is for its algorithm, and it verifies. */
    public Optional<VerifiedSignature> verify(CryptoBackend crypto, PublicKey key) {
        return header.signature()
                .filter(algorithm -> algorithm.fits(crypto, key))
                .flatMap(algorithm -> crypto.verify(key, algorithm.signatureAlgorithm(), signingInput, value));
    }

    /** Empty unless it is a code, the key is long enough, and it verifies: then a sharer of the key made it. */
    public Optional<VerifiedMac> verify(CryptoBackend crypto, MacKey key) {
        return header.code().flatMap(algorithm -> crypto.verify(key, algorithm.mac(), signingInput, value));
    }

    /** The same with a key that says itself what it is for. */
    public Optional<VerifiedMac> verify(CryptoBackend crypto, MacJwk key) {
        return header.code().filter(key::permits).flatMap(algorithm -> verify(crypto, key.key()));
    }
}
