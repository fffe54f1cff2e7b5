package dev.rats4j.cddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.corim.CorimTemplate;
import dev.rats4j.corim.CorimValues;
import dev.rats4j.coswid.CoswidValues;
import dev.rats4j.cots.CotsValues;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.draft.coserv.CoservValues;
import dev.rats4j.draft.epoch.EpochValues;
import dev.rats4j.ear.EarValues;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.EatValues;
import dev.rats4j.wire.Bytes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same values have the same bytes, whatever JVM writes them: the digest over many encodings is a constant. */
class StableBytesTest {

    private static final int VALUES = 200;

    static Stream<Arguments> formats() {
        return Stream.of(
                format(
                        "corim",
                        "bea4d465a3e31896e6381db666241f0f56b7c0d4d9ce3166d840826e86b335d0",
                        random -> CorimValues.next(random).encode()),
                format(
                        "corim-template",
                        "fea5e8ef5f6b0c9d8bca41822c392d6bafcb7bb262bb2ac4447f3da4e2c4b695",
                        random -> CorimTemplate.print(CorimValues.next(random))),
                format(
                        "coswid",
                        "b3ee0824613dc285b31d9939b075caf92efd22938f3f5cee182ce865dbe48b7a",
                        random -> CoswidValues.next(random).encode()),
                format(
                        "eat",
                        "f7ca4d81966095ce340f1f3c0e0d68a33454b1070b9de21e9a159e122e386f4c",
                        random -> new EatValues(random.nextLong())
                                .in(EatFormat.CBOR)
                                .encode(EatFormat.CBOR)),
                format(
                        "eat-json",
                        "f84b7fc88d71544b22f1a26e885ebb29df9d0d9f685b45f16db15f9cb9d4a1a4",
                        random -> new EatValues(random.nextLong())
                                .in(EatFormat.JSON)
                                .encode(EatFormat.JSON)),
                format(
                        "ear",
                        "121f757e1f6dbb76ef276b56178d66a5b20ae0eae729d83e30fbf3f80aebafe1",
                        random -> new EarValues(random.nextLong()).ear().toCbor()),
                format(
                        "ear-json",
                        "55806dc4734cc97257834b6767710da2aa4eee60029ca5c71dc112d820b559a0",
                        random -> new EarValues(random.nextLong()).ear().toJson()),
                format(
                        "cots",
                        "c7df7864de3617e73e0e7881fa87cc9d352454a2b3ca53b4834790586653cb30",
                        random -> CotsValues.next(random).encode()),
                format(
                        "coserv",
                        "f3c9343674cf0c86d328b4be0190a37cfb0cb23f60effc1f236c36966fa9cfa3",
                        random -> CoservValues.next(random).encode()),
                format(
                        "epoch-marker",
                        "0d5ff93e8c71ac7720b8e4fb7f7bf9882e2b7358633a9869ebd2c20acd8e9cb3",
                        random -> EpochValues.next(random).encode()));
    }

    private static Arguments format(String name, String digest, Function<SplittableRandom, Bytes> next) {
        return Arguments.of(name, digest, next);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    @DisplayName("values of one seed have the bytes that they have always had")
    void bytesAreStable(String name, String digest, Function<SplittableRandom, Bytes> next) {
        SplittableRandom random = new SplittableRandom(20261125);
        MessageDigest all = HashAlgorithm.SHA256.newFunction();
        for (int i = 0; i < VALUES; i++) {
            next.apply(random).digestInto(all);
        }
        assertThat(HexFormat.of().formatHex(all.digest()))
                .as(name + "; whoever changes the generator writes the new digest here, nobody else has to")
                .isEqualTo(digest);
    }
}
