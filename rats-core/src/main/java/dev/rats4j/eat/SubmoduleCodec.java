package dev.rats4j.eat;

import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Submodules by name, at least one. */
final class SubmoduleCodec {

    static final int MOST = 1024;

    private SubmoduleCodec() {}

    static final ClaimCodec<Map<String, Submodule>> CODEC =
            ClaimCodec.of(value -> readAll(value, EatProfile.NONE, 1), SubmoduleCodec::writeAll);

    /** @param level how many claims sets are around, the outermost among them */
    static Map<String, Submodule> readAll(EatValue value, EatProfile profile, int level)
            throws MalformedMessageException {
        if (level >= EatClaims.MOST_LEVELS) {
            throw value.malformed("more than " + EatClaims.MOST_LEVELS + " levels of claims");
        }
        Map<String, EatValue> named = value.map().named();
        if (named.size() > MOST) {
            throw value.malformed("has more than " + MOST + " submodules");
        }
        Map<String, Submodule> all = new LinkedHashMap<>();
        for (Map.Entry<String, EatValue> entry : named.entrySet()) {
            all.put(entry.getKey(), read(entry.getValue(), profile, level));
        }
        if (all.isEmpty()) {
            throw value.malformed("is empty");
        }
        return Collections.unmodifiableMap(all);
    }

    private static Submodule read(EatValue value, EatProfile profile, int level) throws MalformedMessageException {
        if (value.isMap()) {
            return new Submodule.Plain(EatClaims.read(value, profile, level + 1));
        }
        if (value.format() == EatFormat.CBOR) {
            return value.isList()
                    ? new Submodule.Detached(DetachedDigest.CODEC.read(value))
                    : new Submodule.Nested(NestedToken.CODEC.read(value));
        }
        EatValue selector = value.list(2, 2).get(0);
        return selector.text().equals("DIGEST")
                ? new Submodule.Detached(DetachedDigest.CODEC.read(value.list().get(1)))
                : new Submodule.Nested(NestedToken.CODEC.read(value));
    }

    private static EatValue writeAll(Map<String, Submodule> all, EatFormat format) {
        EatFormat.MapBuilder map = format.map();
        all.forEach((name, submodule) -> map.put(name, write(submodule, format)));
        return map.build();
    }

    private static EatValue write(Submodule submodule, EatFormat format) {
        if (submodule instanceof Submodule.Plain plain) {
            return plain.claims().write(format);
        }
        if (submodule instanceof Submodule.Nested nested) {
            return NestedToken.CODEC.write(nested.token(), format);
        }
        EatValue digest = DetachedDigest.CODEC.write(((Submodule.Detached) submodule).digest(), format);
        return format == EatFormat.CBOR ? digest : format.list(format.text("DIGEST"), digest);
    }
}
