package dev.rats4j.cli.content;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Map;
import java.util.Optional;

/** Kinds of content in CBOR: arrays, maps and tagged items. */
final class CborRecognition {

    /** Labels of private or secret parts by kty: OKP and EC2 d, RSA d, symmetric k, AKP priv. */
    private static final Map<Long, Long> SECRETS = Map.of(1L, -4L, 2L, -4L, 3L, -3L, 4L, -1L, 7L, -2L);

    private CborRecognition() {}

    static Optional<ContentKind> kind(Bytes content) {
        try {
            CborItem item = CborItem.decode(content, CborProfile.WELL_FORMED);
            Optional<ContentKind> kind = switch (item.kind()) {
                case MAP -> map(content, item);
                case ARRAY -> array(content);
                case TAG -> tag(content, item);
                default -> Optional.empty();
            };
            return switch (item.kind()) {
                case MAP, ARRAY, TAG -> kind.or(() -> Optional.of(other(content, item)));
                default -> Optional.empty();
            };
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static ContentKind other(Bytes content, CborItem item) {
        return hasSecret(item) || PemMarks.hasPrivateKey(content) ? ContentKind.PRIVATE_KEY : ContentKind.CBOR;
    }

    private static Optional<ContentKind> map(Bytes content, CborItem item) {
        if (Recognition.accepts(TpmParts::pcrValues, content)) {
            return Optional.of(ContentKind.PCR_VALUES);
        }
        if (Recognition.accepts(bytes -> CoseKey.decode(item, Crypto.BACKEND), content)) {
            return Optional.of(isSecret(item) ? ContentKind.PRIVATE_KEY : ContentKind.COSE_KEY);
        }
        return wrapper(content).or(() -> CborFormats.ofMap(content, item));
    }

    private static Optional<ContentKind> array(Bytes content) {
        return wrapper(content).or(() -> CborFormats.ofArray(content));
    }

    private static Optional<ContentKind> wrapper(Bytes content) {
        return Recognition.accepts(Cmw::decode, content) ? Optional.of(ContentKind.CMW) : Optional.empty();
    }

    private static Optional<ContentKind> tag(Bytes content, CborItem item) throws MalformedMessageException {
        return CborFormats.ofTag(item.tag("tag"), content).or(() -> wrapper(content));
    }

    /** Whether a COSE_Key with a private part is in it, at any depth that the decoder allows. */
    static boolean hasSecret(CborItem item) {
        try {
            return switch (item.kind()) {
                case TAG -> hasSecret(item.tagContent("tag"));
                case ARRAY -> anySecret(item.elements("array"));
                case MAP ->
                    isSecret(item) || anySecret(item.map("map").entries().values());
                default -> false;
            };
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static boolean anySecret(Iterable<CborItem> items) {
        for (CborItem item : items) {
            if (hasSecret(item)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a COSE_Key with a private part itself. */
    static boolean isSecret(CborItem item) {
        try {
            CborMap map = item.map("COSE_Key");
            Optional<CborItem> type = map.optional(1);
            if (type.isEmpty() || type.get().kind() != CborItem.Kind.UNSIGNED) {
                return false;
            }
            Long label = SECRETS.get(type.get().unsigned("kty"));
            return label != null
                    && map.optional(CborKey.of(label))
                            .filter(value -> value.kind() == CborItem.Kind.BYTES)
                            .isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }
}
