package dev.rats4j.cddl;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.RandomCmw;
import dev.rats4j.cmw.SignedCmw;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimValues;
import dev.rats4j.coswid.CoswidValues;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarValues;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A thousand seeded values of every rule that we write match its definition. */
class CddlEmissionTest {

    private static final int RUNS = 1000;

    /** Claims that the draft does not name, nbf among them, and manifests of any Content-Format. */
    private static final String EXTENSIONS = """
            $$ear-extension //= ((int / tstr) => any)
            $$ear-appraisal-extension //= ((int / tstr) => any)
            eat.$manifest-body-cbor /= bytes
            """;

    /** Profiles of CoRIM define members and tags of their own; software tags in it have attributes of any type, and uris without a tag. */
    private static final String PROFILE = """
            $$corim-map-extension //= (int => any)
            $$corim-entity-map-extension //= (int => any)
            $$concise-mid-tag-extension //= (int => any)
            $$comid-entity-map-extension //= (int => any)
            $$triples-map-extension //= (int => any)
            $$flags-map-extension //= (int => any)
            $$measurement-values-map-extension //= (int => any)
            $concise-tag-type-choice /= #6.507(any) / #6.600(any)
            coswid.any-attribute //= (coswid.label => any)
            coswid.any-uri /= tstr
            """;

    @Test
    @DisplayName("CoRIMs and the tags in them")
    void corim() throws MalformedMessageException {
        Emission corims = Emission.extended("corim", "corim", "corim", PROFILE);
        Emission comids = Emission.extended("corim", "concise-mid-tag", "concise-mid-tag", PROFILE);
        Emission lists = Emission.of("corim", "concise-tl-tag");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < RUNS || lists.count() < RUNS; i++) {
            Bytes encoded = CorimValues.next(random).encode();
            if (i < RUNS) {
                corims.cbor(encoded);
            }
            for (CborItem tag : tags(encoded)) {
                if (tag.isTagged(506) && comids.count() < RUNS) {
                    comids.cbor(tag.tagContent("tag").bytes("CoMID"));
                } else if (tag.isTagged(508)) {
                    lists.cbor(tag.tagContent("tag").bytes("CoTL"));
                }
            }
        }
        corims.finish(0.5);
        comids.finish(0.5);
        lists.finish(0.5);
    }

    private static Iterable<CborItem> tags(Bytes corim) throws MalformedMessageException {
        return CborItem.decode(corim, CborProfile.DETERMINISTIC)
                .tagged(Corim.TAG, "corim")
                .map("corim")
                .required(1, "tags")
                .elements("tags");
    }

    @Test
    @DisplayName("wrappers in both notations, and signed ones")
    void cmw() {
        Emission any = Emission.of("cmw", "start");
        Emission json = Emission.of("cmw", "start", "json-cmw");
        Emission signed = Emission.of("cmw", "start", "signed-cbor-cmw-tagged");
        Emission flattened = Emission.of("cmw", "start", "jws-flattened-json");
        Random random = new Random(2);
        for (int i = 0; i < RUNS; i++) {
            any.cbor(RandomCmw.any(random).toCbor());
            Cmw forJson = RandomCmw.forJson(random);
            json.json(forJson.toJson());
            signed.cbor(sign(RandomCmw.any(random), SignedCmw.Form.COSE));
            flattened.json(sign(forJson, SignedCmw.Form.JWS_FLATTENED));
        }
        any.finish(0.5);
        json.finish(0.5);
        signed.finish(0.3);
        flattened.finish(0.5);
    }

    private static Bytes sign(Cmw cmw, SignedCmw.Form form) {
        return SignedCmw.sign(cmw, SeededKeys.ed25519(7), SeededKeys.CRYPTO, form)
                .bytes();
    }

    @Test
    @DisplayName("CoSWID tags")
    void coswid() {
        Emission tags = Emission.of("coswid", "concise-swid-tag");
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < RUNS; i++) {
            tags.cbor(CoswidValues.nextStandard(random).encode());
        }
        tags.finish(0.3);
    }

    @Test
    @DisplayName("attestation results in both notations")
    void ear() {
        Emission cbor = Emission.extended("ear", "EAR", "EAR", EXTENSIONS);
        Emission json = Emission.extended("ear", "EAR", "EAR", EXTENSIONS);
        EarValues values = new EarValues(4);
        for (int i = 0; i < RUNS; i++) {
            Ear ear = values.ear();
            cbor.cbor(ear.toCbor());
            json.json(ear.toJson());
        }
        cbor.finish(0.3);
        json.finish(0.3);
    }
}
