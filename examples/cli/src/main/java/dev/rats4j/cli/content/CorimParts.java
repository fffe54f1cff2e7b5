package dev.rats4j.cli.content;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimProfiles;
import dev.rats4j.corim.profile.StandardProfiles;
import dev.rats4j.tpm.TpmCorimProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;

/** Parts of CoRIMs that stand alone, and the profiles that are built in. */
public final class CorimParts {

    private static final CorimProfiles PROFILES = StandardProfiles.all().with(List.of(new TpmCorimProfile()));
    private static final long COMID = 506;
    private static final long COTL = 508;

    private CorimParts() {}

    /** The profiles of CoRIMs that this command line knows. */
    public static CorimProfiles profiles() {
        return PROFILES;
    }

    /** A CoRIM with the type choices of its profile. */
    public static Corim corim(Bytes content) throws MalformedMessageException {
        return Corim.decode(content, PROFILES);
    }

    /** A CoRIM without its tag. */
    static Corim untagged(Bytes content) throws MalformedMessageException {
        return corim(Cbor.tagged(Corim.TAG, content));
    }

    /** A concise-mid-tag, which is read where it belongs: in a CoRIM. */
    static Corim comid(Bytes content) throws MalformedMessageException {
        return with(COMID, content);
    }

    /** A concise-tl-tag. */
    static Corim cotl(Bytes content) throws MalformedMessageException {
        return with(COTL, content);
    }

    private static Corim with(long tag, Bytes content) throws MalformedMessageException {
        return untagged(Cbor.map()
                .put(0, Cbor.text("part"))
                .put(1, Cbor.array(Cbor.tagged(tag, Cbor.bytes(content))))
                .encode());
    }
}
