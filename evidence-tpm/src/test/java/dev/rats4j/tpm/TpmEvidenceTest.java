package dev.rats4j.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.cmw.CmwType;
import dev.rats4j.cmw.ConceptualMessage;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TpmEvidenceTest {

    private static final String TYPE = "application/octet-stream";

    private static final TpmEvidence FULL = new TpmEvidence(
            Bytes.of(1),
            Bytes.of(2, 2),
            new PcrValues(Map.of(HashAlgorithm.SHA256, Map.of(3, HashAlgorithm.SHA256.digest()))),
            Optional.of(Bytes.of(4)),
            Optional.of(Bytes.of(5)),
            Optional.of(Bytes.of(6)));

    private static final TpmEvidence LEAST = new TpmEvidence(
            Bytes.of(1), Bytes.of(2), PcrValues.NONE, Optional.empty(), Optional.empty(), Optional.empty());

    private static CmwCollection collection(TpmEvidence evidence) throws MalformedMessageException {
        return (CmwCollection) Cmw.decode(evidence.encode().content());
    }

    private static CmwCollection with(String label, Cmw item) throws MalformedMessageException {
        Map<CborKey, Cmw> items = new LinkedHashMap<>(collection(FULL).items());
        items.put(CborKey.of(label), item);
        return new CmwCollection(Optional.of(TpmEvidence.COLLECTION_TYPE), items);
    }

    private static void requireMalformed(Bytes message, String part) {
        assertThatThrownBy(() -> TpmEvidence.decode(message))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(part);
    }

    @Test
    void roundTripsInCborAndJson() throws Exception {
        for (TpmEvidence evidence :
                List.of(FULL, LEAST, QuoteVectors.goodWithCertificate().evidence())) {
            assertThat(evidence.encode().mediaType()).isEqualTo("application/cmw+cbor");
            assertThat(TpmEvidence.decode(evidence.encode().content())).isEqualTo(evidence);
            assertThat(TpmEvidence.decode(collection(evidence).toJson())).isEqualTo(evidence);
            assertThat(TpmEvidence.decode(evidence.encode().content()).encode()).isEqualTo(evidence.encode());
        }
    }

    @Test
    @DisplayName("S-6 a label that is not known is refused, and not repeated in the message")
    void unknownLabel() throws Exception {
        for (String label : List.of("nonce", "Quote", "quote ", "")) {
            Bytes message = with(label, CmwRecord.of(TYPE, Bytes.of(7))).toCbor();
            requireMalformed(message, "none of [event-log, key, key-certificate, pcrs, quote, signature]");
        }
        Map<CborKey, Cmw> items = new LinkedHashMap<>(collection(FULL).items());
        items.put(CborKey.of(1), CmwRecord.of(TYPE, Bytes.of(7)));
        requireMalformed(new CmwCollection(Optional.of(TpmEvidence.COLLECTION_TYPE), items).toCbor(), "none of");
    }

    @Test
    @DisplayName("S-6 another collection type, none, or no collection")
    void otherType() throws Exception {
        Map<CborKey, Cmw> items = collection(FULL).items();
        requireMalformed(new CmwCollection(Optional.empty(), items).toCbor(), "not a collection of type");
        requireMalformed(
                new CmwCollection(Optional.of("tag:rats4j.dev,2026:tpm-evidence2"), items).toCbor(),
                "not a collection of type");
        requireMalformed(CmwRecord.of(TYPE, Bytes.of(1)).toCbor(), "not a collection of type");
    }

    @Test
    void requiredParts() throws Exception {
        for (String label : List.of("quote", "signature")) {
            Map<CborKey, Cmw> items = new LinkedHashMap<>(collection(FULL).items());
            items.remove(CborKey.of(label));
            requireMalformed(
                    new CmwCollection(Optional.of(TpmEvidence.COLLECTION_TYPE), items).toCbor(), "lacks " + label);
        }
    }

    @Test
    @DisplayName("S-6 a part of another type, or that is meant to be an endorsement, is refused")
    void typesOfParts() throws Exception {
        Bytes value = Bytes.of(7);
        requireMalformed(with("quote", CmwRecord.of(TYPE, value)).toCbor(), "tpm-evidence.quote at 0: is not of type");
        CmwType quote = new CmwType.MediaType("application/vnd.rats4j.tpms-attest");
        for (Set<ConceptualMessage> roles : List.of(
                Set.of(ConceptualMessage.ENDORSEMENTS),
                Set.of(ConceptualMessage.EVIDENCE, ConceptualMessage.ENDORSEMENTS))) {
            requireMalformed(
                    with("quote", new CmwRecord(quote, value, roles)).toCbor(), "something else than evidence");
        }
        CmwRecord evidence = new CmwRecord(quote, value, Set.of(ConceptualMessage.EVIDENCE));
        assertThat(TpmEvidence.decode(with("quote", evidence).toCbor()).quote()).isEqualTo(value);
    }

    @Test
    void partsAreRecords() throws Exception {
        CmwCollection nested =
                new CmwCollection(Optional.empty(), Map.of(CborKey.of("a"), CmwRecord.of(TYPE, Bytes.of(1))));
        for (String label : List.of("quote", "signature", "pcrs", "key", "key-certificate", "event-log")) {
            requireMalformed(with(label, nested).toCbor(), "is a collection");
        }
    }

    @Test
    @Tag("exhaustive")
    @DisplayName("random bytes, and evidence with some bytes changed, are read or refused")
    void random() {
        Random random = new Random(20261125);
        byte[] original = FULL.encode().content().toByteArray();
        int readable = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(120)];
            random.nextBytes(noise);
            if (noise.length > 0 && random.nextBoolean()) {
                noise[0] = (byte) (random.nextBoolean() ? 0xa3 : '{');
            }
            read(Bytes.copyOf(noise));
            byte[] changed = original.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            readable += read(Bytes.copyOf(changed)) ? 1 : 0;
        }
        assertThat(readable).isBetween(100, 19_900);
    }

    /** Any other exception fails the test. What was read is written and read again. */
    private static boolean read(Bytes message) {
        TpmEvidence evidence;
        try {
            evidence = TpmEvidence.decode(message);
        } catch (MalformedMessageException e) {
            return false;
        }
        try {
            assertThat(TpmEvidence.decode(evidence.encode().content())).isEqualTo(evidence);
            return true;
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void digestsBelongToTheirBank() {
        Digest sha1 = HashAlgorithm.SHA1.digest();
        assertThatThrownBy(() -> new PcrValues(Map.of(HashAlgorithm.SHA256, Map.of(0, sha1))))
                .isInstanceOf(IllegalArgumentException.class);
        for (int index : List.of(-1, 32)) {
            assertThatThrownBy(() -> new PcrValues(Map.of(HashAlgorithm.SHA1, Map.of(index, sha1))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
