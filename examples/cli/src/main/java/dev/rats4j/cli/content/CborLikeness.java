package dev.rats4j.cli.content;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.MediaTypes;
import dev.rats4j.cmw.SignedCmw;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.coswid.Coswid;
import dev.rats4j.coswid.SignedCoswid;
import dev.rats4j.draft.coserv.Coserv;
import dev.rats4j.draft.coserv.SignedCoserv;
import dev.rats4j.log.CoseReceipt;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/** Content that begins like a message in CBOR that we read. */
final class CborLikeness {

    /** Tag 18, an array of four. */
    private static final Bytes SIGN1 = Bytes.of(0xd2, 0x84);
    /** Tag 17. */
    private static final int MAC0 = 0xd1;
    /** Tag 61 around that. */
    private static final Bytes CWT = Bytes.of(0xd8, 0x3d, 0xd2, 0x84);
    /** Tags of Content-Formats: 1668546817 to 1668612095. */
    private static final Bytes CMW_TAG = Bytes.of(0xda, 0x63, 0x74);

    /** application/cmw+cbor, RFC 9999. */
    private static final long CMW_CONTENT_FORMAT = 273;

    private static final CborKey COLLECTION_TYPE = CborKey.of("__cmwc_t");

    /** How the types of most records begin, RFC 9999. */
    private static final Bytes MEDIA_TYPE = Bytes.ofUtf8("application/");

    /** CWT claims, and issuer, feed and registration of old drafts. */
    private static final long[] STATEMENT_LABELS = {15, 391, 392, 393};

    private static final int BEGINNING = 1024;

    private CborLikeness() {}

    static Optional<Likeness> of(Bytes content) {
        if (content.startsWith(SIGN1)) {
            return signed(content);
        }
        if (content.startsWith(CWT)) {
            return Likeness.refused(ContentKind.COSE_SIGN1, CborFormats::sign1, content)
                    .or(() -> TokenLikeness.ofCwt(content));
        }
        if (!content.isEmpty() && content.at(0) == MAC0) {
            return Likeness.refused(ContentKind.COSE_MAC0, CborFormats::mac0, content);
        }
        Optional<CborFormats.Format> tagged = tag(content).flatMap(CborFormats::ofTag);
        if (tagged.isPresent()) {
            return Likeness.refused(tagged.get().kind(), tagged.get().decoder(), content);
        }
        return content.startsWith(CMW_TAG) || isLikeCollection(content)
                ? Likeness.refused(ContentKind.CMW, Cmw::decode, content)
                : TokenLikeness.ofMap(content);
    }

    /** The number of a tag of one or two bytes at the beginning, also if the rest is cut off. */
    private static Optional<Long> tag(Bytes content) {
        if (content.length() >= 2 && content.at(0) == 0xd8) {
            return Optional.of((long) content.at(1));
        }
        return content.length() >= 3 && content.at(0) == 0xd9
                ? Optional.of((long) (content.at(1) << 8 | content.at(2)))
                : Optional.empty();
    }

    private static Optional<Likeness> signed(Bytes content) {
        try {
            CborItem[] parts = CborItem.decode(content, CborProfile.WELL_FORMED)
                    .tagged(CoseSign1.TAG, "COSE_Sign1")
                    .elements(4, 4, "COSE_Sign1");
            Optional<Likeness> typed = typed(
                    content,
                    CborItem.decode(parts[0].bytes("protected"), CborProfile.WELL_FORMED)
                            .map("protected"));
            if (typed.isPresent()) {
                return typed;
            }
        } catch (MalformedMessageException e) {
            // not even an envelope: said below
        }
        return Likeness.refused(ContentKind.COSE_SIGN1, CborFormats::sign1, content)
                .or(() -> TokenLikeness.ofCwt(content));
    }

    /** By content type, or by a label that one format alone has. */
    private static Optional<Likeness> typed(Bytes content, CborMap headers) throws MalformedMessageException {
        Optional<CborItem> type = headers.optional(CoseHeaders.CONTENT_TYPE);
        if (type.filter(item -> item.isText(Corim.MEDIA_TYPE)).isPresent()) {
            return Likeness.refused(
                    ContentKind.SIGNED_CORIM, bytes -> SignedCorim.decode(bytes, CorimParts.profiles()), content);
        }
        if (type.filter(item -> item.isText(Coserv.MEDIA_TYPE)).isPresent()) {
            return Likeness.refused(ContentKind.SIGNED_COSERV, SignedCoserv::decode, content);
        }
        if (type.filter(item -> item.isText(Coswid.MEDIA_TYPE)).isPresent()) {
            return Likeness.refused(ContentKind.SIGNED_COSWID, SignedCoswid::decode, content);
        }
        if (type.isPresent() && isWrapper(type.get())) {
            return Likeness.refused(ContentKind.SIGNED_CMW, SignedCmw::decode, content);
        }
        if (headers.keys().contains(CoseReceipt.STRUCTURE)) {
            return Likeness.refused(ContentKind.COSE_RECEIPT, CoseReceipt::decode, content);
        }
        for (long label : STATEMENT_LABELS) {
            if (headers.keys().contains(CborKey.of(label))) {
                return Likeness.refused(ContentKind.SIGNED_STATEMENT, Statements::lenient, content);
            }
        }
        return Optional.empty();
    }

    private static boolean isWrapper(CborItem contentType) throws MalformedMessageException {
        return contentType.isText(MediaTypes.CMW_CBOR)
                || (contentType.kind() == CborItem.Kind.UNSIGNED
                        && contentType.unsigned("content type") == CMW_CONTENT_FORMAT);
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
