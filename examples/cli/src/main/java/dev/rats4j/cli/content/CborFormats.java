package dev.rats4j.cli.content;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cli.content.Recognition.Decoder;
import dev.rats4j.cmw.SignedCmw;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.cose.CoseMac0;
import dev.rats4j.cose.CoseSign;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.coswid.Coswid;
import dev.rats4j.coswid.SignedCoswid;
import dev.rats4j.cots.Cots;
import dev.rats4j.draft.coserv.Coserv;
import dev.rats4j.draft.coserv.CoservDiscovery;
import dev.rats4j.draft.coserv.SignedCoserv;
import dev.rats4j.draft.epoch.EpochMarker;
import dev.rats4j.eat.EatBundle;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.MeasuredComponent;
import dev.rats4j.eat.UnsignedEat;
import dev.rats4j.log.CoseReceipt;
import dev.rats4j.tee.cca.CcaToken;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Formats in CBOR, in the order in which they are tried: those that say most about themselves come first. */
final class CborFormats {

    private static final long CWT_TAG = 61;
    private static final long UCCS_TAG = 601;
    private static final long BUNDLE_TAG = 602;

    private static final Format CORIM = new Format(ContentKind.CORIM, CorimParts::corim);
    private static final Format COSWID = new Format(ContentKind.COSWID, Coswid::decode);
    private static final Format COTS = new Format(ContentKind.COTS, Cots::decode);
    private static final Format UCCS = new Format(ContentKind.UCCS, UnsignedEat::decode);
    private static final Format BUNDLE = new Format(ContentKind.EAT_BUNDLE, EatBundle::decode);
    private static final Format EPOCH_MARKER = new Format(ContentKind.EPOCH_MARKER, EpochMarker::decode);

    private static final Format CCA = new Format(ContentKind.CCA_TOKEN, CcaToken::decode);

    private static final Format COSE_MAC0 = new Format(ContentKind.COSE_MAC0, CborFormats::mac0);
    private static final Format COSE_SIGN = new Format(ContentKind.COSE_SIGN, CborFormats::sign);

    /** What a COSE_Sign1 may be, by content type, labels, profile, claims. */
    private static final List<Format> SIGNED = List.of(
            new Format(ContentKind.SIGNED_CORIM, bytes -> SignedCorim.decode(bytes, CorimParts.profiles())),
            new Format(ContentKind.SIGNED_CMW, SignedCmw::decode),
            new Format(ContentKind.SIGNED_COSWID, SignedCoswid::decode),
            new Format(ContentKind.SIGNED_COSERV, SignedCoserv::decode),
            new Format(ContentKind.COSE_RECEIPT, CoseReceipt::decode));

    private static final List<Format> SIGNED_OTHERWISE = List.of(
            new Format(ContentKind.SIGNED_STATEMENT, Statements::lenient),
            new Format(ContentKind.COSE_SIGN1, CborFormats::sign1));

    private static final Map<Long, Format> TAGGED = Map.ofEntries(
            Map.entry(Corim.TAG, CORIM),
            Map.entry(Coswid.TAG, COSWID),
            Map.entry(Cots.TAG, COTS),
            Map.entry(UCCS_TAG, UCCS),
            Map.entry(BUNDLE_TAG, BUNDLE),
            Map.entry(CoseSign.TAG, COSE_SIGN),
            Map.entry(CoseMac0.MAC_TAG, new Format(ContentKind.COSE_MAC, CborFormats::mac)),
            Map.entry(399L, CCA),
            Map.entry(907L, CCA),
            Map.entry(26980L, EPOCH_MARKER),
            Map.entry(26981L, EPOCH_MARKER),
            Map.entry(26982L, EPOCH_MARKER),
            Map.entry(26983L, EPOCH_MARKER),
            Map.entry(26984L, EPOCH_MARKER),
            Map.entry(1001L, EPOCH_MARKER));

    private CborFormats() {}

    /**
     * A format.
     *
     * @param kind what it is
     * @param decoder accepts it and nothing else
     */
    record Format(ContentKind kind, Decoder decoder) {

        Optional<ContentKind> of(Bytes content) {
            return Recognition.accepts(decoder, content) ? Optional.of(kind) : Optional.empty();
        }
    }

    /** The format that a tag stands for, unless it needs a look inside. */
    static Optional<Format> ofTag(long tag) {
        return Optional.ofNullable(TAGGED.get(tag));
    }

    static Optional<ContentKind> ofTag(long tag, Bytes content) {
        if (tag == CoseSign1.TAG || tag == CoseMac0.TAG || tag == CWT_TAG) {
            return signed(content);
        }
        return ofTag(tag).flatMap(format -> format.of(content));
    }

    private static Optional<ContentKind> signed(Bytes content) {
        return first(SIGNED, content)
                .or(() -> Tokens.kind(content))
                .or(() -> first(SIGNED_OTHERWISE, content))
                .or(() -> COSE_MAC0.of(content));
    }

    static Optional<ContentKind> ofArray(Bytes content) {
        List<Format> formats = new ArrayList<>(SIGNED);
        formats.add(new Format(ContentKind.EAT_BUNDLE, EatBundle::decodeUntagged));
        formats.add(COTS);
        formats.add(new Format(ContentKind.COSE_SIGN1, CborFormats::sign1));
        formats.add(COSE_SIGN);
        return Tokens.untagged(content).or(() -> first(formats, content));
    }

    static Optional<ContentKind> ofMap(Bytes content, CborItem item) {
        Set<CborKey> keys;
        try {
            keys = item.map("map").keys();
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
        List<Format> formats = new ArrayList<>();
        if (has(keys, 0) && has(keys, 1)) {
            formats.add(COSWID);
            formats.add(new Format(ContentKind.COSERV, Coserv::decode));
        }
        if (has(keys, 1) && has(keys, 4)) {
            formats.add(new Format(ContentKind.COMID, CorimParts::comid));
        }
        if (has(keys, 0) && has(keys, 1) && has(keys, 2)) {
            formats.add(new Format(ContentKind.COTL, CorimParts::cotl));
        }
        if (has(keys, 2) && has(keys, 6)) {
            formats.add(COTS);
        }
        if (has(keys, 1) && has(keys, 2)) {
            formats.add(new Format(ContentKind.COSERV_DISCOVERY, CoservDiscovery::decodeCbor));
        }
        if (has(keys, 1) && (has(keys, 2) || has(keys, 5))) {
            formats.add(new Format(
                    ContentKind.MEASURED_COMPONENT, bytes -> MeasuredComponent.decode(bytes, EatFormat.CBOR)));
        }
        return first(formats, content).or(() -> ClaimSets.ofCbor(content, keys));
    }

    private static boolean has(Set<CborKey> keys, long key) {
        return keys.contains(CborKey.of(key));
    }

    private static Optional<ContentKind> first(List<Format> formats, Bytes content) {
        return formats.stream().flatMap(format -> format.of(content).stream()).findFirst();
    }

    static CoseSign1 sign1(Bytes content) throws MalformedMessageException {
        return CoseSign1.decode(untagged(content), CoseSign1.Form.EITHER, CborProfile.WELL_FORMED);
    }

    static CoseMac0 mac0(Bytes content) throws MalformedMessageException {
        return CoseMac0.decodeAlsoShort(untagged(content), CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED, Set.of());
    }

    private static CoseMac0 mac(Bytes content) throws MalformedMessageException {
        return CoseMac0.decodeMac(content, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED, Set.of());
    }

    private static CoseSign sign(Bytes content) throws MalformedMessageException {
        return CoseSign.decode(content, CoseSign1.Form.EITHER, CborProfile.WELL_FORMED, Set.of());
    }

    /** The message in a CWT tag, or the message. */
    static Bytes untagged(Bytes content) throws MalformedMessageException {
        CborItem item = CborItem.decode(content, CborProfile.WELL_FORMED);
        return item.isTagged(CWT_TAG) ? item.tagContent("CWT").encoded() : content;
    }
}
