package dev.rats4j.cots;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.corim.Comid;
import dev.rats4j.corim.CorimValues;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.TagId;
import dev.rats4j.corim.TagIdentity;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.coswid.CoswidValues;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Concise TA Stores for tests, every part of the model, the same for the same seed. */
public final class CotsValues {

    /** A SubjectPublicKeyInfo. */
    public static final Bytes PUBLIC_KEY =
            Bytes.copyOf(SeededKeys.p256(1).publicKey().getEncoded());

    private static final Bytes NAME = sequence();

    private final SplittableRandom random;

    private CotsValues(SplittableRandom random) {
        this.random = random;
    }

    /** Any stores. */
    public static Cots next(SplittableRandom random) {
        CotsValues values = new CotsValues(random);
        return random.nextInt(3) == 0
                ? new Cots(List.of(values.store()), true)
                : Cots.of(values.list(1, values::store));
    }

    private TaStore store() {
        return new TaStore(
                maybe(() -> "de"),
                maybe(() -> TagIdentity.of(TagId.of("store-" + random.nextInt(9)), random.nextInt(9))),
                list(0, this::group),
                list(0, () -> random.nextBoolean() ? TaStore.PURPOSES.get(random.nextInt(8)) : "other"),
                list(0, this::claims),
                list(0, this::claims),
                list(1, this::anchor),
                list(0, CotsValues::certificate));
    }

    private EnvironmentGroup group() {
        return switch (random.nextInt(4)) {
            case 0 -> EnvironmentGroup.of(environment(random));
            case 1 -> EnvironmentGroup.of(CoswidValues.nextAbbreviated(random));
            case 2 -> EnvironmentGroup.named("store");
            default -> new EnvironmentGroup(Optional.of(environment(random)), Optional.empty(), Optional.of("both"));
        };
    }

    private Bytes claims() {
        return Cbor.map()
                .put(265, Cbor.text("tag:example.com,2026:" + random.nextInt(9)))
                .encode();
    }

    private TrustAnchor anchor() {
        return switch (random.nextInt(6)) {
            case 0 -> new TrustAnchor(TrustAnchor.CERTIFICATE, certificate());
            case 1 -> new TrustAnchor(TrustAnchor.ANCHOR_INFO, info());
            case 2 -> new TrustAnchor(TrustAnchor.ANCHOR_INFO, new DerElement(0xa2, info()).encode());
            case 3 -> new TrustAnchor(TrustAnchor.ANCHOR_INFO, new DerElement(0xa1, tbs()).encode());
            case 4 -> new TrustAnchor(TrustAnchor.PUBLIC_KEY, PUBLIC_KEY);
            default -> new TrustAnchor(3 + random.nextInt(9), Bytes.of(1, 2, 3));
        };
    }

    /** Some environment of CoRIM. */
    public static Environment environment(SplittableRandom random) {
        while (true) {
            for (var tag : CorimValues.next(random).tags()) {
                if (tag instanceof Comid comid) {
                    for (ValueTriple triple : comid.referenceValues()) {
                        return triple.environment();
                    }
                }
            }
        }
    }

    static Bytes sequence(Bytes... members) {
        return new DerElement(DerElement.SEQUENCE, Bytes.concat(members)).encode();
    }

    static Bytes der(int tag, int... content) {
        return new DerElement(tag, Bytes.of(content)).encode();
    }

    static Bytes tbs() {
        return sequence(
                new DerElement(0xa0, der(2, 2)).encode(), der(2, 5), NAME, NAME, NAME, NAME, PUBLIC_KEY, der(0xa3));
    }

    static Bytes certificate() {
        return sequence(tbs(), NAME, der(3, 0, 1));
    }

    static Bytes info() {
        DerElement inner = new DerElement(0xa0, Bytes.concat(tbs(), NAME, der(3, 0, 1)));
        return sequence(
                PUBLIC_KEY,
                der(4, 1, 2),
                der(0x0c, 'T', 'A'),
                sequence(NAME, inner.encode()),
                der(0xa1),
                der(0x82, 'd', 'e'));
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(value.get());
    }

    private <T> List<T> list(int least, Supplier<T> value) {
        List<T> values = new ArrayList<>();
        for (int i = random.nextInt(3) - 1 + least; i > 0 || values.size() < least; i--) {
            values.add(value.get());
        }
        return values;
    }
}
