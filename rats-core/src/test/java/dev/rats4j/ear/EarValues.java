package dev.rats4j.ear;

import dev.rats4j.Aspect;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.json.Json;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Random results that the draft allows, from a seed: every claim, in every form. */
public final class EarValues {

    private static final long LAST_SECOND = 253402300799L;

    private final Random random;

    /** The same values for the same seed. */
    public EarValues(long seed) {
        this.random = new Random(seed);
    }

    /** Any EAR. Its claims have forms in both encodings; read in the other one, integers as keys are texts. */
    public Ear ear() {
        Map<String, EarAppraisal> submodules = submodules();
        Instant issuedAt = Instant.ofEpochSecond(Math.floorMod(random.nextLong(), LAST_SECOND));
        Optional<Instant> expiresAt = some(
                Instant.ofEpochSecond(Math.min(LAST_SECOND, issuedAt.getEpochSecond() + 1 + random.nextInt(9999))));
        return new Ear(
                issuedAt,
                expiresAt,
                some(issuedAt.minusSeconds(Math.min(issuedAt.getEpochSecond(), random.nextInt(99)))),
                new VerifierId(text(), text()),
                some(TrustworthinessTier.CONTRAINDICATED),
                some(bytes(8, 64)),
                some(CmwRecord.of("application/vnd.x" + random.nextInt(9), bytes(1, 40))),
                topology(List.copyOf(submodules.keySet())),
                submodules,
                claims(0, "urn:other:"));
    }

    private Map<String, EarAppraisal> submodules() {
        Map<String, EarAppraisal> submodules = new LinkedHashMap<>();
        for (int n = random.nextInt(4); n >= 0; n--) {
            submodules.put(n + text(), appraisal());
        }
        return submodules;
    }

    private Map<String, List<String>> topology(List<String> labels) {
        Map<String, List<String>> topology = new LinkedHashMap<>();
        for (String label : labels) {
            if (random.nextBoolean()) {
                topology.put(label, labels.subList(0, 1 + random.nextInt(labels.size())));
            }
        }
        return topology;
    }

    /** Any appraisal. */
    public EarAppraisal appraisal() {
        return new EarAppraisal(
                some(random.nextBoolean() ? "2.16.840." + random.nextInt(1 << 30) : "tag:example.com,2026:" + text()),
                TrustworthinessTier.CONTRAINDICATED,
                vector(),
                random.nextBoolean() ? List.of() : List.of("p" + random.nextInt(), text()),
                claims(0, ""),
                claims(0, "waived:"),
                some(bytes(8, 64)),
                some(bytes(1, 99)),
                teep(),
                claims(0, "urn:other:"));
    }

    private TrustworthinessVector vector() {
        Map<Aspect, TrustworthinessClaim> vector = new EnumMap<>(Aspect.class);
        for (Aspect aspect : Aspect.values()) {
            vector.put(aspect, TrustworthinessClaim.claim(random.nextInt(256) - 128));
        }
        return new TrustworthinessVector(vector);
    }

    private EarClaims teep() {
        Map<CborKey, EarValue> values = new LinkedHashMap<>();
        put(values, 10, Cbor.bytes(bytes(8, 64)));
        put(values, 256, Cbor.bytes(bytes(7, 33)));
        put(
                values,
                258,
                random.nextBoolean()
                        ? Cbor.integer(random.nextInt())
                        : Cbor.bytes(random.nextBoolean() ? bytes(3, 3) : bytes(16, 16)));
        put(values, 259, Cbor.bytes(bytes(1, 32)));
        put(
                values,
                260,
                random.nextBoolean()
                        ? Cbor.array(Cbor.text(text()))
                        : Cbor.array(Cbor.text(text()), Cbor.integer(1 + random.nextInt(5))));
        put(values, 272, Cbor.array(Cbor.array(Cbor.integer(random.nextInt(1 << 16)), Cbor.bytes(bytes(1, 30)))));
        return new EarClaims(values);
    }

    private void put(Map<CborKey, EarValue> values, long key, Bytes item) {
        if (random.nextBoolean()) {
            values.put(CborKey.of(key), EarValue.of(item(item)));
        }
    }

    /** Claims whose names begin so, of texts, integers and all other values. */
    public EarClaims claims(int least, String prefix) {
        Map<CborKey, EarValue> values = new LinkedHashMap<>();
        for (int n = least + random.nextInt(4); n > 0; n--) {
            values.put(random.nextInt(4) == 0 ? CborKey.of(-80_000 - n) : CborKey.of(prefix + n + text()), value());
        }
        return new EarClaims(values);
    }

    /** Any value, from either encoding. */
    public EarValue value() {
        try {
            return random.nextBoolean() ? EarValue.of(item(cbor(3))) : EarValue.of(Json.parse(Bytes.ofUtf8(json(3))));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("the generator makes JSON", e);
        }
    }

    private static CborItem item(Bytes encoded) {
        try {
            return CborItem.decode(encoded, CborProfile.WELL_FORMED);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("the generator makes CBOR", e);
        }
    }

    private Bytes cbor(int depth) {
        return switch (random.nextInt(depth == 0 ? 7 : 10)) {
            case 0 -> Cbor.integer(random.nextLong());
            case 1 -> Cbor.bytes(bytes(0, 20));
            case 2 -> Cbor.text(text());
            case 3 -> Cbor.bool(random.nextBoolean());
            case 4 -> Cbor.nil();
            case 5 -> Bytes.concat(Bytes.of(0xfb), bytes(8, 8));
            case 6 -> Cbor.tagged(2, Cbor.bytes(Bytes.concat(Bytes.of(1), bytes(8, 20))));
            case 7 -> Cbor.array(cbor(depth - 1), cbor(depth - 1));
            case 8 -> Cbor.tagged(1000 + random.nextInt(99), cbor(depth - 1));
            default ->
                Cbor.map()
                        .put(random.nextInt(99), cbor(depth - 1))
                        .put("k" + text(), cbor(depth - 1))
                        .encode();
        };
    }

    private String json(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> Long.toString(random.nextLong());
            case 1 -> random.nextInt(1000) + "." + random.nextInt(1 << 30) + "e" + (random.nextInt(40) - 20);
            case 2 -> "\"" + text().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            case 3 -> Boolean.toString(random.nextBoolean());
            case 4 -> "null";
            case 5 -> random.nextInt(1000) + "." + "123456789".repeat(1 + random.nextInt(4));
            case 6 -> "[" + json(depth - 1) + "," + json(depth - 1) + "]";
            default -> "{\"a\":" + json(depth - 1) + ",\"b\":" + json(depth - 1) + "}";
        };
    }

    private String text() {
        List<String> texts = new ArrayList<>(List.of("a", "\u00e4\"\\", "\u20ac", "\ud83d\ude00", "x y", "7"));
        return texts.get(random.nextInt(texts.size())) + random.nextInt(1000);
    }

    private Bytes bytes(int least, int most) {
        byte[] bytes = new byte[least + random.nextInt(most - least + 1)];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    private <T> Optional<T> some(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }
}
