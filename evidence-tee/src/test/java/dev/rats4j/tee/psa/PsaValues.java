package dev.rats4j.tee.psa;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;

import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseMac0;
import dev.rats4j.cose.CoseMacAlgorithm;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.Signer;
import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.EatNonce;
import dev.rats4j.eat.ProfileName;
import dev.rats4j.eat.Ueid;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Claims of PSA tokens of any content that a profile allows, the same for the same seed. */
public final class PsaValues {

    private final Random random;

    /** A sequence of its own for each seed. */
    public PsaValues(long seed) {
        random = new Random(seed);
    }

    /** Claims of a profile. */
    public EatClaims claims(PsaProfile profile) {
        return profile == PsaProfile.IOT_1 ? iot() : current(profile);
    }

    private EatClaims current(PsaProfile profile) {
        EatClaims.Builder claims = EatClaims.builder()
                .put(EatClaim.PROFILE, new ProfileName(profile.value()))
                .put(EatClaim.NONCE, List.of(EatNonce.of(hash())))
                .put(EatClaim.UEID, new Ueid(instanceId()))
                .put(PsaClaim.IMPLEMENTATION_ID, bytes(32))
                .put(PsaClaim.CLIENT_ID, clientId())
                .put(PsaClaim.LIFECYCLE, lifecycle())
                .put(PsaClaim.SOFTWARE_COMPONENTS, components());
        EatClaim<Bytes> seed = profile == PsaProfile.RFC9783 ? EatClaim.BOOTSEED : PsaClaim.BOOT_SEED;
        maybe(() -> bytes(8 + random.nextInt(25))).ifPresent(bytes -> claims.put(seed, bytes));
        maybe(() -> digits(13) + "-" + digits(5)).ifPresent(text -> claims.put(PsaClaim.CERTIFICATION_REFERENCE, text));
        maybe(this::text).ifPresent(text -> claims.put(PsaClaim.VERIFICATION_SERVICE, text));
        return claims.build();
    }

    private EatClaims iot() {
        EatClaims.Builder claims = EatClaims.builder()
                .put(PsaClaim.IOT_NONCE, hash())
                .put(PsaClaim.IOT_INSTANCE_ID, instanceId())
                .put(PsaClaim.IOT_IMPLEMENTATION_ID, bytes(32))
                .put(PsaClaim.IOT_CLIENT_ID, clientId())
                .put(PsaClaim.IOT_LIFECYCLE, lifecycle())
                .put(PsaClaim.IOT_BOOT_SEED, bytes(32));
        if (random.nextBoolean()) {
            claims.put(PsaClaim.IOT_SOFTWARE_COMPONENTS, components());
        } else {
            claims.put(PsaClaim.IOT_NO_MEASUREMENTS, 1L);
        }
        maybe(PsaProfile.IOT_1::value).ifPresent(text -> claims.put(PsaClaim.IOT_PROFILE, text));
        maybe(() -> digits(13)).ifPresent(text -> claims.put(PsaClaim.IOT_CERTIFICATION_REFERENCE, text));
        maybe(this::text).ifPresent(text -> claims.put(PsaClaim.IOT_VERIFICATION_SERVICE, text));
        return claims.build();
    }

    /** One to four components. */
    public List<SoftwareComponent> components() {
        return Stream.generate(this::component).limit(1 + random.nextInt(4)).toList();
    }

    private SoftwareComponent component() {
        return new SoftwareComponent(maybe(this::text), hash(), maybe(this::text), hash(), maybe(this::text));
    }

    /** Any state. */
    public SecurityLifecycle lifecycle() {
        return new SecurityLifecycle(
                random.nextInt(SecurityLifecycle.State.values().length) * 0x1000 + random.nextInt(0x100));
    }

    /** Any but 0. */
    public int clientId() {
        int id = random.nextInt();
        return id == 0 ? 1 : id;
    }

    /** 33 bytes, the first of which is 1. */
    public Bytes instanceId() {
        return Bytes.concat(Bytes.of(1), bytes(32));
    }

    /** 32, 48 or 64 bytes. */
    public Bytes hash() {
        return bytes(32 + 16 * random.nextInt(3));
    }

    /** That many bytes. */
    public Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    /** One to twenty letters. */
    public String text() {
        StringBuilder text = new StringBuilder("t");
        random.ints(random.nextInt(20), 'a', 'z' + 1).forEach(text::appendCodePoint);
        return text.toString();
    }

    private String digits(int number) {
        StringBuilder text = new StringBuilder();
        random.ints(number, '0', '9' + 1).forEach(text::appendCodePoint);
        return text.toString();
    }

    /** The value, or none. */
    public <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    /** A COSE_Sign1 over claims. */
    public static Bytes sign1(EatClaims claims, Signer signer) {
        return sign1(claims.encode(EatFormat.CBOR), signer);
    }

    /** A COSE_Sign1 over anything. */
    public static Bytes sign1(Bytes payload, Signer signer) {
        return CoseSign1.sign(CRYPTO, signer, CoseHeaders.NONE, CoseHeaders.NONE, payload);
    }

    /** A COSE_Mac0 over claims. */
    public static Bytes mac0(EatClaims claims, MacKey key) {
        return CoseMac0.create(
                CRYPTO,
                key,
                CoseMacAlgorithm.HMAC_256,
                CoseHeaders.NONE,
                CoseHeaders.NONE,
                claims.encode(EatFormat.CBOR));
    }
}
