package dev.rats4j.eat;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class EatFuzzTest {

    private static final PublicKey STRANGER = SeededKeys.p256(2).publicKey();

    private static Bytes[] claims(EatFormat format) {
        EatValues values = new EatValues(11);
        return Stream.generate(() -> values.in(format).encode(format)).limit(6).toArray(Bytes[]::new);
    }

    private static void claims(byte[] input, EatFormat format) {
        AnyBytes.decode(input, bytes -> EatClaims.decode(bytes, format))
                .ifPresent(claims -> AnyBytes.roundTrip(
                        claims, value -> value.encode(format), bytes -> EatClaims.decode(bytes, format)));
    }

    static Stream<byte[]> inCbor() {
        return AnyBytes.seeds(bytes -> EatClaims.decode(bytes, EatFormat.CBOR), claims(EatFormat.CBOR));
    }

    @MethodSource("inCbor")
    @FuzzTest
    void cbor(byte[] input) {
        claims(input, EatFormat.CBOR);
    }

    static Stream<byte[]> inJson() {
        return AnyBytes.seeds(bytes -> EatClaims.decode(bytes, EatFormat.JSON), claims(EatFormat.JSON));
    }

    @MethodSource("inJson")
    @FuzzTest
    void json(byte[] input) {
        claims(input, EatFormat.JSON);
    }

    static Stream<byte[]> tokens() {
        EatClaims claims = new EatValues(12).portable();
        return Stream.of(EatFormat.values())
                .flatMap(format -> AnyBytes.seeds(
                        EatToken::decode,
                        EatToken.sign(claims, EatValues.SIGNER, CRYPTO, format).bytes()));
    }

    @MethodSource("tokens")
    @FuzzTest
    void token(byte[] input) {
        AnyBytes.decode(input, message -> {
            EatToken token = EatToken.decode(message);
            assertThat(token.verify(CRYPTO, STRANGER)).isEmpty();
            token.untrustedClaims(EatProfile.NONE);
            return token;
        });
    }

    static Stream<byte[]> bundles() {
        EatClaims claims = new EatValues(13).portable();
        return Stream.of(EatFormat.values())
                .flatMap(format -> AnyBytes.seeds(
                        EatBundle::decode,
                        EatBundle.sign(claims, Map.of("a", claims), EatValues.SIGNER, CRYPTO, format)
                                .bytes()));
    }

    @MethodSource("bundles")
    @FuzzTest
    void bundle(byte[] input) {
        AnyBytes.decode(input, EatBundle::decode).ifPresent(bundle -> {
            for (String name : bundle.names()) {
                AnyBytes.decode(input, message -> bundle.untrustedClaims(name, EatProfile.NONE));
            }
        });
    }

    static Stream<byte[]> unsigned() {
        EatClaims claims = new EatValues(14).portable();
        return Stream.of(EatFormat.values())
                .flatMap(format -> AnyBytes.seeds(UnsignedEat::decode, UnsignedEat.encode(claims, format)));
    }

    @MethodSource("unsigned")
    @FuzzTest
    void unsigned(byte[] input) {
        AnyBytes.decode(
                input, message -> UnsignedEat.decode(message).over(new ProtectingChannel("a test"), EatProfile.NONE));
    }

    static Stream<byte[]> components() {
        EatValues values = new EatValues(15);
        return Stream.of(EatFormat.values())
                .flatMap(format -> Stream.generate(values::component)
                        .limit(4)
                        .map(component -> component.encode(format).toByteArray()));
    }

    @MethodSource("components")
    @FuzzTest
    void component(byte[] input) {
        for (EatFormat format : EatFormat.values()) {
            AnyBytes.decode(input, bytes -> MeasuredComponent.decode(bytes, format))
                    .ifPresent(component -> AnyBytes.roundTrip(
                            component,
                            value -> value.encode(format),
                            bytes -> MeasuredComponent.decode(bytes, format)));
        }
    }
}
