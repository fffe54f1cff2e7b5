package dev.rats4j.cddl;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.HashEnvelope;
import dev.rats4j.cots.CotsValues;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.draft.coserv.Coserv;
import dev.rats4j.draft.coserv.CoservValues;
import dev.rats4j.draft.coserv.SignedCoserv;
import dev.rats4j.ear.EarValues;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same for trust anchor stores, queries and their results, statements about digests, and trustworthiness vectors. */
class CddlStoresEmissionTest {

    private static final int RUNS = 1000;

    @Test
    @DisplayName("trust anchor stores")
    void cots() {
        // both lists are open; a single store without the array is a form of implementations, which the model keeps;
        // and the tags in
        // it have attributes of any type and uris without a tag
        String more = """
                $tas-list-purpose /= tstr
                $pkix-ta-type /= int
                concise-ta-stores /= concise-ta-store-map
                any-attribute //= (label => any)
                any-uri /= tstr
                """;
        Emission stores = Emission.extended("cots", "concise-ta-stores", "concise-ta-stores", more);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < RUNS; i++) {
            stores.cbor(CotsValues.next(random).encode());
        }
        stores.finish(0.3);
    }

    @Test
    @DisplayName("queries and results, unsigned and signed")
    void coserv() {
        // for results without any RIM the draft has nothing, since a collection has an item at least
        String profile = """
                comid.$$measurement-values-map-extension //= (int => any)
                $$flags-map-extension //= (int => any)
                rim-result //= (5 => {})
                """;
        Emission unsigned = Emission.extended("coserv", "coserv", "coserv", profile);
        Emission signed = Emission.extended("coserv", "signed-coserv", "signed-coserv", profile);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < RUNS; i++) {
            Coserv coserv = i % 2 == 0 ? CoservValues.query(random) : CoservValues.next(random);
            unsigned.cbor(coserv.encode());
            signed.cbor(SignedCoserv.sign(
                    SeededKeys.CRYPTO,
                    SeededKeys.ed25519(3),
                    coserv,
                    random.nextInt(2) == 0 ? Optional.empty() : Optional.of(Bytes.of(1, 2))));
        }
        unsigned.finish(0.3);
        signed.finish(0.3);
    }

    @Test
    @DisplayName("signed statements about a digest")
    void hashEnvelope() {
        Emission envelopes = Emission.of("cose-hash-envelope", "Hash_Envelope");
        SplittableRandom random = new SplittableRandom(4);
        HashAlgorithm[] algorithms = {HashAlgorithm.SHA256, HashAlgorithm.SHA384, HashAlgorithm.SHA512};
        for (int i = 0; i < RUNS; i++) {
            HashEnvelope envelope =
                    HashEnvelope.of(algorithms[random.nextInt(3)].digest(Bytes.of(random.nextInt(256), i & 0xff)));
            envelopes.cbor(
                    random.nextInt(2) == 0
                            ? envelope.sign(
                                    SeededKeys.CRYPTO, SeededKeys.ed25519(5), CoseHeaders.NONE, CoseHeaders.NONE)
                            : envelope.signDetached(SeededKeys.CRYPTO, SeededKeys.ed25519(5), CoseHeaders.NONE));
        }
        envelopes.finish(0.3);
    }

    @Test
    @DisplayName("trustworthiness vectors and verifiers of attestation results")
    void ar4si() throws MalformedMessageException {
        Emission vectors = Emission.of("ar4si", "trustworthiness-vector");
        Emission verifiers = Emission.of("ar4si", "verifier-id");
        EarValues values = new EarValues(6);
        while (vectors.count() < RUNS || verifiers.count() < RUNS) {
            var ear = CborItem.decode(values.ear().toCbor(), CborProfile.DETERMINISTIC)
                    .map("EAR");
            verifiers.cbor(ear.required(1004, "verifier").encoded());
            for (CborItem appraisal :
                    ear.required(266, "submods").map("submods").entries().values()) {
                Optional<CborItem> vector = appraisal.map("appraisal").optional(CborKey.of(1001));
                vector.ifPresent(item -> vectors.cbor(item.encoded()));
            }
        }
        vectors.finish(0.5);
        verifiers.finish(0.5);
    }
}
