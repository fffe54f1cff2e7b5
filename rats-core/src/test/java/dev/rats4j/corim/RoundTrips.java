package dev.rats4j.corim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.corim.profile.CcaProfile;
import dev.rats4j.corim.profile.StandardProfiles;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/** Counts messages that decoding and encoding gives back as they were; only deterministic ones can be. */
final class RoundTrips {

    private static final CorimProfiles ASSUMED = CorimProfiles.NONE.assuming(CcaProfile.oldPlatform());

    private int identical;
    private int untaggedUris;
    private int notDeterministic;
    private final List<String> different = new ArrayList<>();

    int identical() {
        return identical;
    }

    List<String> different() {
        return different;
    }

    /** Everything that was read survives our own encoding. */
    void add(Corim corim) throws MalformedMessageException {
        Bytes encoded = corim.encode();
        Corim again = corim.profile().isEmpty()
                ? Corim.decode(encoded, ASSUMED)
                : Corim.decode(encoded, StandardProfiles.all());
        assertThat(again).isEqualTo(corim);
    }

    void add(Bytes message, Corim corim) throws MalformedMessageException {
        add(corim);
        if (CorimTemplate.unprintable(corim).isEmpty()) {
            assertThat(CorimTemplate.compile(CorimTemplate.print(corim))).isEqualTo(corim);
        }
        add(message, corim.encode());
    }

    void add(Bytes message, Bytes encoded) throws MalformedMessageException {
        if (!isDeterministic(message)) {
            notDeterministic++;
        } else if (encoded.equals(message)) {
            identical++;
        } else if (hasUntaggedProfile(message)) {
            untaggedUris++; // the draft wants tag 32, and so we write it
        } else {
            different.add(message.toHex() + " became " + encoded.toHex());
        }
    }

    private static boolean hasUntaggedProfile(Bytes message) throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        return item.isTagged(Corim.TAG)
                && item.tagContent("corim")
                        .map("corim")
                        .optional(3)
                        .filter(profile -> profile.kind() == CborItem.Kind.TEXT)
                        .isPresent();
    }

    /** The tags inside are encodings of their own. */
    private static boolean isDeterministic(Bytes message) throws MalformedMessageException {
        try {
            CborItem item = CborItem.decode(message, CborProfile.DETERMINISTIC);
            if (item.isTagged(Corim.TAG)) {
                CborItem tags = item.tagContent("corim").map("corim").required(1, "tags");
                for (CborItem tag : tags.elements("tags")) {
                    CborItem.decode(tag.tagContent("tag").bytes("tag"), CborProfile.DETERMINISTIC);
                }
            }
            return true;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "round trips identical=" + identical + " untagged-uri=" + untaggedUris + " not-deterministic="
                + notDeterministic + " different=" + different.size();
    }
}
