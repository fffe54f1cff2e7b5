package dev.rats4j.cli.content;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.MediaTypes;
import dev.rats4j.cmw.SignedCmw;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/** Content that begins like a message in CBOR that we read. */
final class CborLikeness {

    private static final Bytes TAG_501 = Bytes.of(0xd9, 0x01, 0xf5);
    /** Tag 18, an array of four. */
    private static final Bytes SIGN1 = Bytes.of(0xd2, 0x84);
    /** Tag 61 around that. */
    private static final Bytes CWT = Bytes.of(0xd8, 0x3d, 0xd2, 0x84);
    /** Tags of Content-Formats: 1668546817 to 1668612095. */
    private static final Bytes CMW_TAG = Bytes.of(0xda, 0x63, 0x74);

    /** application/cmw+cbor, RFC 9999. */
    private static final long CMW_CONTENT_FORMAT = 273;

    private static final CborKey COLLECTION_TYPE = CborKey.of("__cmwc_t");

    /** How the types of most records begin, RFC 9999. */
    private static final Bytes MEDIA_TYPE = Bytes.ofUtf8("application/");

    private static final int BEGINNING = 1024;

    private CborLikeness() {}

    static Optional<Likeness> of(Bytes content) {
        if (content.startsWith(TAG_501)) {
            return Likeness.refused(ContentKind.CORIM, Corim::decode, content);
        }
        if (content.startsWith(SIGN1)) {
            return signed(content);
        }
        if (content.startsWith(CWT)) {
            return Likeness.refused(ContentKind.COSE_SIGN1, CborLikeness::sign1, content.slice(2, content.length()));
        }
        return content.startsWith(CMW_TAG) || isLikeCollection(content)
                ? Likeness.refused(ContentKind.CMW, Cmw::decode, content)
                : Optional.empty();
    }

    private static Optional<Likeness> signed(Bytes content) {
        try {
            CborItem[] parts = CborItem.decode(content, CborProfile.WELL_FORMED)
                    .tagged(CoseSign1.TAG, "COSE_Sign1")
                    .elements(4, 4, "COSE_Sign1");
            Optional<CborItem> contentType = CborItem.decode(parts[0].bytes("protected"), CborProfile.WELL_FORMED)
                    .map("protected")
                    .optional(CoseHeaders.CONTENT_TYPE);
            if (contentType.filter(type -> type.isText(Corim.MEDIA_TYPE)).isPresent()) {
                return Likeness.refused(ContentKind.SIGNED_CORIM, SignedCorim::decode, content);
            }
            if (contentType.isPresent() && isWrapper(contentType.get())) {
                return Likeness.refused(ContentKind.SIGNED_CMW, SignedCmw::decode, content);
            }
        } catch (MalformedMessageException e) {
            // not even an envelope: said below
        }
        return Likeness.refused(ContentKind.COSE_SIGN1, CborLikeness::sign1, content);
    }

    private static boolean isWrapper(CborItem contentType) throws MalformedMessageException {
        return contentType.isText(MediaTypes.CMW_CBOR)
                || (contentType.kind() == CborItem.Kind.UNSIGNED
                        && contentType.unsigned("content type") == CMW_CONTENT_FORMAT);
    }

    private static CoseSign1 sign1(Bytes content) throws MalformedMessageException {
        return CoseSign1.decode(content, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED);
    }

    private static boolean isLikeCollection(Bytes content) {
        if (content.isEmpty() || content.at(0) >> 5 != 5) {
            return false;
        }
        try {
            return CborItem.decode(content, CborProfile.WELL_FORMED)
                    .map("CMW")
                    .optional(COLLECTION_TYPE)
                    .isPresent();
        } catch (MalformedMessageException e) {
            return mentionsMediaType(content); // cut off: its type may stand behind the cut
        }
    }

    private static boolean mentionsMediaType(Bytes content) {
        int last = Math.min(BEGINNING, content.length()) - MEDIA_TYPE.length();
        for (int at = 0; at <= last; at++) {
            if (content.slice(at, at + MEDIA_TYPE.length()).equals(MEDIA_TYPE)) {
                return true;
            }
        }
        return false;
    }
}
