package dev.rats4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.corim.Corim;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * From the bytes of a CoRIM to its triples. Beside it Jackson's tree parse of the same bytes, and of the tags in it, which are CBOR in byte
 * strings and opaque to a general parser.
 */
final class ParseCorimWork implements Work {

    private static final long TAGS = 1;
    private static final long COMID = 506;

    private final ObjectReader trees = CBORMapper.builder().build().reader();
    private final Bytes corim;
    private final List<byte[]> encodings;

    private ParseCorimWork(Bytes corim, List<byte[]> encodings) {
        this.corim = corim;
        this.encodings = encodings;
    }

    static ParseCorimWork of(int triples) {
        TpmDevice device = TpmDevice.of(CryptoBackend.standard(), AttestationKeyKind.ECDSA_P256, TpmVariant.PINNED_KEY);
        Corim made = ReferenceCorpus.corim(device.parts().untrustedPcrs(), triples);
        ParseCorimWork work = new ParseCorimWork(made.encode(), encodings(made.encode()));
        if (!work.full().equals(made)) {
            throw new IllegalStateException("what was read is not what was written");
        }
        work.raw();
        return work;
    }

    private static List<byte[]> encodings(Bytes corim) {
        List<byte[]> all = new ArrayList<>();
        all.add(corim.toByteArray());
        try {
            CborMap map = CborItem.decode(corim, CborProfile.WELL_FORMED)
                    .tagged(Corim.TAG, "CoRIM")
                    .map("CoRIM");
            for (CborItem tag : map.required(TAGS, "tags").elements("tags")) {
                all.add(tag.tagged(COMID, "tag").bytes("tag").toByteArray());
            }
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a CoRIM that we made", e);
        }
        return all;
    }

    @Override
    public Object full() {
        try {
            return Corim.decode(corim);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a CoRIM that we made", e);
        }
    }

    @Override
    public Object raw() {
        try {
            JsonNode last = trees.readTree(encodings.get(0));
            for (byte[] tag : encodings.subList(1, encodings.size())) {
                last = trees.readTree(tag);
            }
            return last;
        } catch (IOException e) {
            throw new IllegalStateException("CBOR that we made", e);
        }
    }
}
