package dev.rats4j.eat;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.json.JsonBoolean;
import dev.rats4j.wire.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Claims for tests, the same for the same seed: every claim, every shape of its value. */
public final class EatValues {

    static final Signer SIGNER = SeededKeys.p256(41);

    private final Random random;

    /** The same values for the same seed. */
    public EatValues(long seed) {
        this.random = new Random(seed);
    }

    /** Claims that have a form in both formats, with equal values. */
    public EatClaims portable() {
        EatClaims.Builder claims = EatClaims.builder();
        fill(claims, 0);
        return claims.build();
    }

    /** Claims for one format, also those that have no form in the other. */
    public EatClaims in(EatFormat format) {
        EatClaims.Builder claims = EatClaims.builder();
        fill(claims, 0);
        if (format == EatFormat.CBOR) {
            maybe(claims, EatClaim.CTI, () -> bytes(0, 20));
            if (random.nextBoolean()) {
                claims.putOther(CborKey.of(-80000 - random.nextInt(9)), EatValue.ofCbor(Cbor.nil()));
                claims.putOther(CborKey.of("vendor"), EatValue.ofCbor(Cbor.array(Cbor.floating(0.5))));
            }
        } else {
            maybe(claims, EatClaim.JTI, this::text);
            if (random.nextBoolean()) {
                claims.putOther(CborKey.of("vendor"), EatValue.ofJson(JsonBoolean.TRUE));
            }
        }
        maybe(claims, EatClaim.CNF, () -> confirmation(format));
        maybe(claims, EatClaim.EPOCH_MARKER, () -> format.list(format.integer(1), format.text("em")));
        return claims.build();
    }

    private void fill(EatClaims.Builder claims, int depth) {
        maybe(claims, EatClaim.ISS, this::text);
        maybe(claims, EatClaim.SUB, this::text);
        maybe(claims, EatClaim.AUD, () -> listOf(3, this::text));
        maybe(claims, EatClaim.EXP, this::time);
        maybe(claims, EatClaim.NBF, this::time);
        maybe(claims, EatClaim.IAT, this::time);
        maybe(claims, EatClaim.NONCE, () -> listOf(3, () -> EatNonce.of(bytes(8, 64))));
        maybe(claims, EatClaim.UEID, this::ueid);
        maybe(claims, EatClaim.SUEIDS, () -> Map.of("disk", ueid(), "net", ueid()));
        maybe(claims, EatClaim.OEMID, this::oemId);
        maybe(claims, EatClaim.HWMODEL, () -> bytes(1, 32));
        maybe(claims, EatClaim.HWVERSION, this::version);
        maybe(claims, EatClaim.UPTIME, this::unsigned);
        maybe(claims, EatClaim.OEMBOOT, random::nextBoolean);
        maybe(claims, EatClaim.DBGSTAT, () -> DebugStatus.values()[random.nextInt(5)]);
        maybe(claims, EatClaim.LOCATION, this::location);
        maybe(claims, EatClaim.PROFILE, this::profile);
        maybe(claims, EatClaim.BOOTCOUNT, this::unsigned);
        maybe(claims, EatClaim.BOOTSEED, () -> bytes(1, 40));
        maybe(claims, EatClaim.DLOAS, () -> listOf(2, this::dloa));
        maybe(claims, EatClaim.SWNAME, this::text);
        maybe(claims, EatClaim.SWVERSION, this::version);
        maybe(claims, EatClaim.MANIFESTS, () -> listOf(2, () -> new TypedContent(TypedContent.COSWID, bytes(1, 9))));
        maybe(claims, EatClaim.MEASUREMENTS, () -> listOf(3, this::measurement));
        maybe(claims, EatClaim.MEASRES, () -> listOf(2, this::results));
        maybe(claims, EatClaim.INTUSE, () -> IntendedUse.Registered.values()[random.nextInt(5)]);
        maybe(claims, EatClaim.CMW, () -> CmwRecord.of("application/x", bytes(1, 9)));
        if (depth < 3 && random.nextInt(4 << depth) < 3) {
            maybe(claims, EatClaim.SUBMODS, () -> submodules(depth + 1));
        }
    }

    private <T> void maybe(EatClaims.Builder claims, EatClaim<T> claim, Supplier<T> value) {
        if (random.nextInt(3) > 0) {
            claims.put(claim, value.get());
        }
    }

    private Map<String, Submodule> submodules(int depth) {
        Map<String, Submodule> all = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            all.put("submodule " + i + " é", submodule(depth));
        }
        return all;
    }

    private Submodule submodule(int depth) {
        return switch (random.nextInt(3)) {
            case 0 -> {
                EatClaims.Builder inner = EatClaims.builder();
                fill(inner, depth);
                yield new Submodule.Plain(inner.build());
            }
            case 1 -> new Submodule.Nested(nested());
            default -> new Submodule.Detached(digest());
        };
    }

    /** A token of any kind. */
    public NestedToken nested() {
        EatClaims claims = EatClaims.builder().put(EatClaim.UPTIME, unsigned()).build();
        NestedToken.Kind kind = NestedToken.Kind.values()[random.nextInt(NestedToken.Kind.values().length)];
        return switch (kind) {
            case CWT, JWT ->
                EatToken.sign(claims, SIGNER, CRYPTO, kind.format()).nested();
            case UCCS, UJCS -> new NestedToken(kind, UnsignedEat.encode(claims, kind.format()));
            case CBOR_BUNDLE, JSON_BUNDLE ->
                EatBundle.sign(claims, Map.of("beside", claims), SIGNER, CRYPTO, kind.format())
                        .nested();
        };
    }

    private DetachedDigest digest() {
        return switch (random.nextInt(4)) {
            case 0 -> DetachedDigest.of(bytes(0, 5));
            case 1 -> new DetachedDigest(new DetachedDigest.ByName("SHA-384"), bytes(48, 48));
            case 2 -> new DetachedDigest(new DetachedDigest.ByName("SHAKE256"), bytes(64, 64));
            default -> new DetachedDigest(new DetachedDigest.ByNumber(-44), bytes(64, 64));
        };
    }

    /** A component, with and without what only profiles define. */
    public MeasuredComponent component() {
        Optional<EatVersion> version = random.nextBoolean() ? Optional.of(version()) : Optional.empty();
        MeasuredComponent.Measurement measurement = switch (random.nextInt(3)) {
            case 0 -> new MeasuredComponent.Raw(bytes(0, 9));
            case 1 -> new MeasuredComponent.Digested(NamedDigest.of(HashAlgorithm.SHA384.digest(bytes(0, 9))));
            default ->
                new MeasuredComponent.Digested(new NamedDigest(new NamedDigest.ByName("sha-256"), bytes(32, 32)));
        };
        List<Bytes> authorities = random.nextBoolean() ? List.of() : listOf(3, () -> bytes(0, 32));
        Optional<Bytes> flags = random.nextBoolean() ? Optional.empty() : Optional.of(bytes(8, 8));
        return new MeasuredComponent(text(), version, measurement, authorities, flags);
    }

    private TypedContent measurement() {
        return switch (random.nextInt(3)) {
            case 0 -> TypedContent.of(component(), EatFormat.CBOR);
            case 1 -> TypedContent.of(component(), EatFormat.JSON);
            default -> new TypedContent(TypedContent.COSWID, bytes(1, 9));
        };
    }

    private Confirmation confirmation(EatFormat format) {
        return random.nextBoolean()
                ? Confirmation.of(SIGNER.publicKey(), CRYPTO, format)
                : Confirmation.ofKeyId(Bytes.ofUtf8("key " + random.nextInt(9)), format);
    }

    private MeasurementResults results() {
        return new MeasurementResults(
                text(),
                listOf(
                        3,
                        () -> new MeasurementResults.Individual(
                                new MeasurementResults.Name(text()),
                                MeasurementResults.Result.values()[random.nextInt(4)])));
    }

    private Dloa dloa() {
        return new Dloa(
                "https://x.example/" + random.nextInt(9),
                text(),
                random.nextBoolean() ? Optional.of(text()) : Optional.empty());
    }

    private ProfileName profile() {
        return new ProfileName(random.nextBoolean() ? "tag:example.com,2026:p" : "2.999." + random.nextInt(9999));
    }

    private Location location() {
        return new Location(
                random.nextInt(180) - 90,
                random.nextDouble() * 360 - 180,
                optional(random.nextDouble() * 1e5 - 1e4),
                optional((double) random.nextInt(99)),
                optional(random.nextDouble()),
                optional(random.nextDouble() * 360),
                optional(random.nextDouble() * 1e300),
                optional(time()),
                optional(unsigned()));
    }

    private <T> Optional<T> optional(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private EatVersion version() {
        return switch (random.nextInt(3)) {
            case 0 -> EatVersion.of("1.2.3");
            case 1 -> EatVersion.of(text(), EatVersion.Scheme.SEMVER);
            default -> EatVersion.of("a", new EatVersion.ByName("calver"));
        };
    }

    private OemId oemId() {
        return switch (random.nextInt(3)) {
            case 0 -> new OemId.Pen(random.nextInt(70_000));
            case 1 -> new OemId.Ieee(bytes(3, 3));
            default -> new OemId.Random(bytes(16, 16));
        };
    }

    private Ueid ueid() {
        return switch (random.nextInt(4)) {
            case 0 -> Ueid.ofRandom(bytes(32, 32));
            case 1 -> Ueid.ofEui(bytes(6, 6));
            case 2 -> Ueid.ofImei("12345678901234");
            default -> new Ueid(bytes(7, 33));
        };
    }

    private String text() {
        return "text " + random.nextInt(1000) + (random.nextBoolean() ? " \"é\u20ac\\" : "");
    }

    private Instant time() {
        return Instant.ofEpochSecond((random.nextLong() >>> 1) % 253_402_300_800L);
    }

    private long unsigned() {
        return random.nextLong() >>> (1 + random.nextInt(60));
    }

    private <T> List<T> listOf(int most, Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(most); i >= 0; i--) {
            list.add(element.get());
        }
        return List.copyOf(list);
    }

    private Bytes bytes(int least, int most) {
        byte[] bytes = new byte[least + random.nextInt(most - least + 1)];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }
}
