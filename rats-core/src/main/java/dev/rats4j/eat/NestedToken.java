package dev.rats4j.eat;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Set;

/**
 * A token in a token, RFC 9711, 4.2.18.3 and 7.3: not decoded and not verified. The token around it says nothing about its signature; who
 * wants its claims verifies it with its own key: {@link EatToken}, {@link UnsignedEat}, {@link EatBundle}.
 *
 * @param kind what it is
 * @param message the tagged item of CBOR, the compact JWT in ASCII, or the text of JSON without white space
 */
public record NestedToken(Kind kind, Bytes message) {

    /** In CBOR: byte string of a tagged token, or text of a JSON selector. In JSON: a selector. */
    static final ClaimCodec<NestedToken> CODEC = ClaimCodec.of(NestedToken::read, NestedToken::write);

    static final long CWT_TAG = 61;
    static final long UCCS_TAG = 601;
    static final long BUNDLE_TAG = 602;

    /** COSE_Encrypt0, Mac0, Sign1, Encrypt, Mac, Sign. */
    private static final Set<Long> COSE_TAGS = Set.of(16L, 17L, 18L, 96L, 97L, 98L);

    /** What a nested token is. */
    public enum Kind {
        /** Tag 61, or a tag of COSE. */
        CWT(EatFormat.CBOR, "CBOR"),
        /** Tag 602. */
        CBOR_BUNDLE(EatFormat.CBOR, "CBOR"),
        /** Tag 601, RFC 9781. */
        UCCS(EatFormat.CBOR, "CBOR"),
        /** Selector JWT. */
        JWT(EatFormat.JSON, "JWT"),
        /** Selector BUNDLE. */
        JSON_BUNDLE(EatFormat.JSON, "BUNDLE"),
        /** Selector UJCS, RFC 9781. */
        UJCS(EatFormat.JSON, "UJCS");

        private final EatFormat format;
        private final String selector;

        Kind(EatFormat format, String selector) {
            this.format = format;
            this.selector = selector;
        }

        /** How the token itself is encoded. */
        public EatFormat format() {
            return format;
        }
    }

    /** Refuses a message that does not begin like a token of its kind. */
    public NestedToken {
        try {
            boolean fits = switch (kind) {
                case CWT, CBOR_BUNDLE, UCCS -> kindOf(message) == kind;
                case JWT -> message.isAscii(0, message.length()) && !message.isEmpty();
                case JSON_BUNDLE -> Json.parse(message).type().equals("array");
                case UJCS -> Json.parse(message).type().equals("object");
            };
            if (!fits) {
                throw new IllegalArgumentException("not a nested " + kind);
            }
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("not a nested " + kind, e);
        }
    }

    /** A token with a signature. */
    public static NestedToken of(EatToken token) {
        return new NestedToken(token.format() == EatFormat.CBOR ? Kind.CWT : Kind.JWT, token.bytes());
    }

    private static Kind kindOf(Bytes message) throws MalformedMessageException {
        long tag = CborItem.decode(message, CborProfile.WELL_FORMED).tag("Nested-Token");
        if (tag == BUNDLE_TAG) {
            return Kind.CBOR_BUNDLE;
        }
        if (tag == UCCS_TAG) {
            return Kind.UCCS;
        }
        if (tag == CWT_TAG || COSE_TAGS.contains(tag)) {
            return Kind.CWT;
        }
        throw new MalformedMessageException("Nested-Token", 0, "tag " + tag + " is of no token");
    }

    private static NestedToken read(EatValue value) throws MalformedMessageException {
        if (value.format() == EatFormat.JSON) {
            return readSelector(value);
        }
        return value.isText() ? readJsonInCbor(value) : readCbor(value);
    }

    private static NestedToken readCbor(EatValue value) throws MalformedMessageException {
        Bytes message = value.bytes();
        try {
            return new NestedToken(kindOf(message), message);
        } catch (MalformedMessageException e) {
            throw value.malformed("is no tagged token: " + e.getMessage());
        }
    }

    private static NestedToken readJsonInCbor(EatValue value) throws MalformedMessageException {
        try {
            NestedToken token =
                    readSelector(EatValue.ofJson(Json.parse(Bytes.ofUtf8(value.text()), JsonLimits.STANDARD)));
            if (token.kind.format == EatFormat.CBOR) {
                throw value.malformed("is CBOR in JSON in CBOR");
            }
            return token;
        } catch (MalformedMessageException e) {
            throw value.malformed("is no selector: " + e.getMessage());
        }
    }

    /** Any selector but DIGEST. */
    static NestedToken readSelector(EatValue value) throws MalformedMessageException {
        List<EatValue> parts = value.list(2, 2);
        EatValue body = parts.get(1);
        return switch (parts.get(0).text()) {
            case "JWT" -> readJwt(body);
            case "CBOR" -> readCbor(body);
            case "BUNDLE" -> {
                body.list(2, 2);
                yield new NestedToken(Kind.JSON_BUNDLE, Json.write(body.json()));
            }
            case "UJCS" -> {
                body.map();
                yield new NestedToken(Kind.UJCS, Json.write(body.json()));
            }
            default -> throw parts.get(0).malformed("is no selector of a token");
        };
    }

    private static NestedToken readJwt(EatValue body) throws MalformedMessageException {
        Bytes text = Bytes.ofUtf8(body.text());
        if (text.isEmpty() || !text.isAscii(0, text.length())) {
            throw body.malformed("is no JWT");
        }
        return new NestedToken(Kind.JWT, text);
    }

    private static EatValue write(NestedToken token, EatFormat format) {
        boolean isCbor = token.kind.format == EatFormat.CBOR;
        if (isCbor && format == EatFormat.CBOR) {
            return format.bytes(token.message);
        }
        EatValue selector = EatFormat.JSON.list(EatFormat.JSON.text(token.kind.selector), token.body());
        return format == EatFormat.JSON
                ? selector
                : format.text(Json.write(selector.json()).utf8());
    }

    private EatValue body() {
        return switch (kind) {
            case CWT, CBOR_BUNDLE, UCCS -> EatFormat.JSON.bytes(message);
            case JWT -> EatFormat.JSON.text(message.utf8());
            case JSON_BUNDLE, UJCS -> {
                try {
                    yield EatValue.ofJson(Json.parse(message));
                } catch (MalformedMessageException e) {
                    throw new IllegalStateException("parsed before", e);
                }
            }
        };
    }
}
