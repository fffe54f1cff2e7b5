package dev.rats4j.jose;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A payload with signatures or codes that each stand for themselves: the JSON serializations of RFC 7515, 7.2, and any compact one, also
 * with a payload that is not encoded (RFC 7797). It is read and not written, and it is no token: those are {@link CompactJws}, where
 * none of this is accepted.
 */
@CheckReturnValue
public final class GeneralJws {

    /** Most signatures: each costs an operation. */
    public static final int MAX_SIGNATURES = 16;

    private static final JsonLimits LIMITS = JsonLimits.ofBytes(CompactJws.MAX_LENGTH);
    private static final Set<String> GENERAL = Set.of("payload", "signatures");
    private static final Set<String> FLATTENED = Set.of("payload", "protected", "header", "signature");
    private static final Set<String> SIGNATURE = Set.of("protected", "header", "signature");
    private static final JsonObject NONE = JsonObject.builder().build();

    private final List<JwsSignature> signatures = new ArrayList<>();
    private int refused;

    private GeneralJws() {}

    /**
     * Reads a JSON serialization. A signature whose header we do not accept (its algorithm, an {@code alg} that is not protected, a key
     * in the header, a {@code crit} other than b64) is left out and counted, as the others stand for themselves.
     *
     * @throws MalformedMessageException for other JSON, parts that are not base64url, one name in both headers of a signature, no
     *     signature or more than {@link #MAX_SIGNATURES}, and signatures that disagree about how the payload is encoded
     */
    public static GeneralJws parse(Bytes text) throws MalformedMessageException {
        JsonObject object = Json.parseObject(text, LIMITS);
        String payload = object.string("payload");
        GeneralJws jws = new GeneralJws();
        if (object.has("signatures")) {
            object.expectOnly(GENERAL);
            List<JsonObject> all = object.array("signatures").objects();
            if (all.isEmpty() || all.size() > MAX_SIGNATURES) {
                throw object.malformed("signatures", all.size() + " signatures");
            }
            for (JsonObject signature : all) {
                signature.expectOnly(SIGNATURE);
                jws.add(signature, payload);
            }
        } else {
            object.expectOnly(FLATTENED);
            jws.add(object, payload);
        }
        jws.requireOneEncoding(object);
        return jws;
    }

    /**
     * Reads a compact serialization. A payload that is not encoded stands there in printable ASCII without a dot, RFC 7797, 5.2.
     *
     * @throws MalformedMessageException for everything else, and for a header that we do not accept
     */
    public static GeneralJws ofCompact(String text) throws MalformedMessageException {
        if (text.length() > CompactJws.MAX_LENGTH) {
            throw new MalformedMessageException("JWS", CompactJws.MAX_LENGTH, "longer than that");
        }
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0) {
            throw new MalformedMessageException("JWS", 0, "not three parts");
        }
        String payload = text.substring(first + 1, second);
        Bytes signature = Base64Url.decode("JWS.signature", second + 1, text.substring(second + 1));
        JwsHeader header = JwsHeader.accepted(JwsHeader.parse(text.substring(0, first), NONE), NONE);
        if (!header.isPayloadEncoded() && !isPrintable(payload)) {
            throw new MalformedMessageException("JWS.payload", first + 1, "is not printable ASCII");
        }
        GeneralJws jws = new GeneralJws();
        jws.signatures.add(JwsSignature.of(text.substring(0, first), header, NONE, payload, signature));
        return jws;
    }

    private void add(JsonObject signature, String payload) throws MalformedMessageException {
        String encodedHeader = signature.optionalString("protected").orElse("");
        JsonObject untrusted = signature.optionalObject("header").orElse(NONE);
        Bytes value = signature.base64Url("signature");
        Optional<JwsHeader> header = accepted(JwsHeader.parse(encodedHeader, untrusted), untrusted);
        if (header.isEmpty()) {
            refused++;
        } else {
            signatures.add(JwsSignature.of(encodedHeader, header.get(), untrusted, payload, value));
        }
    }

    private static Optional<JwsHeader> accepted(JsonObject header, JsonObject untrusted) {
        try {
            return Optional.of(JwsHeader.accepted(header, untrusted));
        } catch (MalformedMessageException e) {
            return Optional.empty(); // the other signatures stand for themselves
        }
    }

    private void requireOneEncoding(JsonObject object) throws MalformedMessageException {
        for (JwsSignature signature : signatures) {
            if (signature.isPayloadEncoded() != signatures.get(0).isPayloadEncoded()) {
                throw object.malformed("signatures", "disagree about b64"); // RFC 7797, 3
            }
        }
    }

    /** Signatures and codes that we read, in the order of the text. */
    public List<JwsSignature> signatures() {
        return List.copyOf(signatures);
    }

    /** How many were left out. */
    public int refused() {
        return refused;
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(character -> character >= ' ' && character <= '~');
    }

    /** The bytes of a payload as it stands in the text. */
    static Bytes payloadOf(String payload, boolean isEncoded) throws MalformedMessageException {
        return isEncoded
                ? Base64Url.decode("JWS.payload", 0, payload)
                : Bytes.copyOf(payload.getBytes(StandardCharsets.UTF_8));
    }
}
