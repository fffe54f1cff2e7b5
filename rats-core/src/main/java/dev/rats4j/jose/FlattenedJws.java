package dev.rats4j.jose;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import java.util.Set;

/**
 * A JWS in the flattened JSON serialization, RFC 7515, 7.2.2: one signature, the same rules as for {@link CompactJws}. The algorithm is
 * protected; the unprotected header may say a {@code kid} and other things that decide nothing.
 *
 * @param jws what is signed
 * @param untrustedHeader no signature ever covers it
 */
@CheckReturnValue
public record FlattenedJws(CompactJws jws, JsonObject untrustedHeader) {

    private static final Set<String> MEMBERS = Set.of("protected", "header", "payload", "signature");
    private static final Set<String> ONLY_PROTECTED = Set.of("alg", "crit", "b64", "jwk", "zip", "enc", "cty", "typ");
    private static final JsonObject NONE = JsonObject.builder().build();

    /** One signed text without an unprotected header. */
    public static FlattenedJws of(CompactJws jws) {
        return new FlattenedJws(jws, NONE);
    }

    /**
     * Reads one.
     *
     * @throws MalformedMessageException for everything that {@link CompactJws#parse} refuses, for other members ({@code signatures}
     *     among them), for a name in both headers, and for one in the unprotected header that has to be protected
     */
    public static FlattenedJws parse(Bytes text) throws MalformedMessageException {
        JsonObject object = Json.parseObject(text, JsonLimits.ofBytes(CompactJws.MAX_LENGTH));
        object.expectOnly(MEMBERS);
        // a dot in one of the parts makes a fourth part, which is refused
        CompactJws jws = CompactJws.parse(
                object.string("protected") + '.' + object.string("payload") + '.' + object.string("signature"));
        JsonObject untrusted = object.optionalObject("header").orElse(NONE);
        for (String name : untrusted.members().keySet()) {
            if (ONLY_PROTECTED.contains(name)) {
                throw untrusted.malformed(name, "is not protected");
            }
            if (jws.header().has(name)) {
                throw untrusted.malformed(name, "is in both headers"); // RFC 7515, 7.2.1
            }
        }
        return new FlattenedJws(jws, untrusted);
    }

    /** What either header says under {@code kid}. */
    public Optional<String> keyId() throws MalformedMessageException {
        Optional<String> signed = jws.keyId();
        return signed.isPresent() ? signed : untrustedHeader.optionalString("kid");
    }

    /** The object. */
    public JsonObject toJson() {
        String[] parts = jws.text().split("\\.", -1);
        JsonObject.Builder object = JsonObject.builder().put("protected", parts[0]);
        if (!untrustedHeader.members().isEmpty()) {
            object.put("header", untrustedHeader);
        }
        return object.put("payload", parts[1])
                .put("signature", Base64Url.encode(jws.signature()))
                .build();
    }
}
