package dev.rats4j.relyingparty;

import static dev.rats4j.relyingparty.RelyingPartyTest.FRESH;
import static dev.rats4j.relyingparty.RelyingPartyTest.NOW;
import static dev.rats4j.relyingparty.RelyingPartyTest.strict;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.wire.Bytes;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class RelyingPartyFuzzTest {

    private static final RelyingParty PARTY = strict().build();

    /** Every one is refused: by a stranger, of no use, or no EAR. */
    static Stream<byte[]> tokens() {
        Ear good = Results.good().build();
        Ear contraindicated =
                Results.good().status(TrustworthinessTier.CONTRAINDICATED).build();
        Ear expired = Results.good().expiresAt(Optional.of(Results.ISSUED)).build();
        Bytes nonsense =
                CoseSign1.sign(Results.CRYPTO, Results.VERIFIER, CoseHeaders.NONE, CoseHeaders.NONE, Bytes.of(0xa0));
        return Stream.concat(
                        Stream.of(EarFormat.values())
                                .flatMap(format -> Stream.of(
                                        Results.token(good, Results.STRANGER, format),
                                        Results.token(contraindicated, Results.VERIFIER, format),
                                        Results.token(expired, Results.VERIFIER, format))),
                        Stream.of(nonsense, Results.olderProfile()))
                .map(Bytes::toByteArray);
    }

    @MethodSource("tokens")
    @FuzzTest
    void token(byte[] input) {
        Decision decision = PARTY.decide(Bytes.copyOf(input), FRESH, NOW);
        assertThat(decision).isInstanceOf(Decision.Reject.class);
        assertThat(decision.findings().all()).hasSize(RelyingPartyCheck.values().length);
    }
}
