package dev.rats4j.dsse;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Statements of every kind that has a type, from a seed. */
final class StatementValues {

    private final Random random;

    StatementValues(long seed) {
        this.random = new Random(seed);
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> some(int most, Supplier<T> value) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(i -> value.get())
                .toList();
    }

    private String text() {
        return "t" + random.nextInt(1_000_000) + (random.nextInt(4) == 0 ? "\u00e9\"\\\n" : "");
    }

    private Instant time() {
        return Instant.ofEpochSecond(random.nextInt(2_000_000_000), random.nextInt(2) * 123_000_000L);
    }

    private Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    DigestSet digests() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("sha256", bytes(32).toHex());
        if (random.nextBoolean()) {
            values.put("sha512", bytes(64).toHex());
        }
        if (random.nextBoolean()) {
            values.put("gitCommit", bytes(20).toHex());
        }
        if (random.nextBoolean()) {
            values.put("unknown", text());
        }
        return new DigestSet(values);
    }

    private JsonObject object() {
        JsonObject.Builder builder = JsonObject.builder();
        for (int i = random.nextInt(4); i > 0; i--) {
            builder.put("m" + i, text());
        }
        return builder.build();
    }

    ResourceDescriptor descriptor() {
        return new ResourceDescriptor(
                maybe(this::text),
                maybe(this::text),
                maybe(this::digests),
                maybe(() -> bytes(random.nextInt(9))),
                maybe(this::text),
                maybe(this::text),
                maybe(this::object));
    }

    ResourceDescriptor subject() {
        return ResourceDescriptor.of(text(), DigestSet.of(HashAlgorithm.SHA256.digest(bytes(8))));
    }

    List<ResourceDescriptor> subjects() {
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> subject())
                .toList();
    }

    SlsaProvenance provenance() {
        Map<String, String> version = random.nextBoolean() ? Map.of("a", text(), "b", text()) : Map.of();
        return new SlsaProvenance(
                text(),
                object(),
                object(),
                some(4, this::descriptor),
                new SlsaProvenance.Builder(text(), version, some(2, this::descriptor)),
                new SlsaProvenance.Run(
                        maybe(this::text), maybe(this::time), maybe(this::time), some(3, this::descriptor)));
    }

    VerificationSummary summary() {
        return new VerificationSummary(
                text(),
                maybe(this::time),
                text(),
                descriptor(),
                some(3, () -> ResourceDescriptor.at(text(), digests())),
                random.nextBoolean(),
                some(3, this::text),
                random.nextBoolean() ? Map.of("SLSA_BUILD_LEVEL_3", (long) random.nextInt(9)) : Map.of(),
                maybe(this::text));
    }

    TestResult testResult() {
        TestResult.Result result = TestResult.Result.values()[random.nextInt(3)];
        return new TestResult(
                result,
                some(3, this::descriptor),
                maybe(this::text),
                some(3, this::text),
                some(3, this::text),
                result == TestResult.Result.FAILED ? some(3, this::text) : List.of());
    }

    VerificationReport report() {
        return new VerificationReport(text(), some(2, this::descriptor), time(), some(3, this::text));
    }

    Release release() {
        return new Release("pkg:npm/@scope/n" + random.nextInt(9) + "@1.2." + random.nextInt(99), maybe(this::text));
    }

    Reference reference() {
        return new Reference(
                text(),
                some(
                        3,
                        () -> new ResourceDescriptor(
                                maybe(this::text),
                                maybe(this::text),
                                maybe(this::digests),
                                Optional.empty(),
                                Optional.of(text()),
                                Optional.of(text()),
                                maybe(this::object))));
    }
}
