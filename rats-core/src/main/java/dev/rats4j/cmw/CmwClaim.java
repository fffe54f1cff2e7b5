package dev.rats4j.cmw;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/** A wrapper as a claim of a CWT or a JWT, RFC 9999. It is as good as the token. */
public final class CmwClaim {

    /** The claim in a CWT; its value is {@link Cmw#toCbor}. */
    public static final CborKey CWT = CborKey.of(299);
    /** The claim in a JWT; its value is {@link #toJsonValue}. */
    public static final String JWT = "cmw";

    private CmwClaim() {}

    /** The claim of a CWT's claims. */
    public static Optional<Cmw> of(CborMap claims) throws MalformedMessageException {
        Optional<CborItem> claim = claims.optional(CWT);
        return claim.isPresent() ? Optional.of(CmwCbor.read(claim.get())) : Optional.empty();
    }

    /** The claim of a JWT's claims. */
    public static Optional<Cmw> of(JsonObject claims) throws MalformedMessageException {
        Optional<JsonValue> claim = claims.get(JWT);
        return claim.isPresent() ? Optional.of(CmwJson.read(claim.get())) : Optional.empty();
    }

    /** A wrapper as a value in JSON. */
    public static JsonValue toJsonValue(Cmw cmw) {
        return CmwJson.write(cmw);
    }
}
