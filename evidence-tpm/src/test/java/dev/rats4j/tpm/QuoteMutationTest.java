package dev.rats4j.tpm;

import static dev.rats4j.tpm.QuoteVectors.flipBit;
import static dev.rats4j.tpm.QuoteVectors.with;
import static dev.rats4j.tpm.QuoteVectors.withKey;
import static dev.rats4j.tpm.QuoteVectors.withoutLog;
import static dev.rats4j.tpm.SimulatedTpms.NONCE;
import static dev.rats4j.tpm.SimulatedTpms.SELECTION;
import static dev.rats4j.tpm.SimulatedTpms.anchored;
import static dev.rats4j.tpm.SimulatedTpms.inputs;
import static dev.rats4j.tpm.SimulatedTpms.p256;
import static dev.rats4j.tpm.SimulatedTpms.pinned;
import static dev.rats4j.tpm.SimulatedTpms.root;
import static dev.rats4j.tpm.SimulatedTpms.withLog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Claims;
import dev.rats4j.Evidence;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.tpm.sim.SimulatedCa;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Evidence with something cut off, added or flipped. */
@Tag("exhaustive")
class QuoteMutationTest {

    private static final int POSITIONS = 150;
    private static final long SEED = 20261125;

    private final SimulatedTpm tpm = withLog(p256());
    private final AuthenticationInputs trusting = inputs(pinned(tpm));
    private final TpmEvidence good = withoutLog(tpm.quote(NONCE, SELECTION));

    /** The claims if it is authenticated; nothing if it is refused, by structure or by a check. */
    private static Optional<List<Claims>> claims(Evidence evidence, AuthenticationInputs inputs) {
        try {
            return claims(new TpmScheme().decode(evidence).authenticate(inputs));
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isNotNegative();
            return Optional.empty();
        }
    }

    private static Optional<List<Claims>> claims(TpmEvidence evidence, AuthenticationInputs inputs) {
        try {
            return claims(new TpmScheme().decode(evidence).authenticate(inputs));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<Claims>> claims(Authentication answer) {
        if (answer instanceof AuthenticatedEvidence authenticated) {
            return Optional.of(authenticated.claims());
        }
        assertThat(answer.findings().anyCryptographicFailed()).isTrue();
        return Optional.empty();
    }

    @Test
    @DisplayName("S-4 every proper prefix of quote, signature and public area is malformed")
    void prefixes() {
        for (int length = 0; length < good.quote().length(); length++) {
            requireMalformed(with(good, good.quote().slice(0, length), good.signature()));
        }
        for (int length = 0; length < good.signature().length(); length++) {
            requireMalformed(with(good, good.quote(), good.signature().slice(0, length)));
        }
        for (int length = 0; length < tpm.publicArea().length(); length++) {
            requireMalformed(withKey(good, Optional.of(tpm.publicArea().slice(0, length))));
        }
    }

    @Test
    @DisplayName("S-4 every extension by 1 to 16 bytes is malformed")
    void extensions() {
        Random random = new Random(SEED);
        for (int length = 1; length <= 16; length++) {
            byte[] noise = new byte[length];
            for (int round = 0; round < 4; round++) {
                Bytes more = Bytes.copyOf(noise);
                requireMalformed(with(good, Bytes.concat(good.quote(), more), good.signature()));
                requireMalformed(with(good, good.quote(), Bytes.concat(good.signature(), more)));
                requireMalformed(withKey(good, Optional.of(Bytes.concat(tpm.publicArea(), more))));
                random.nextBytes(noise);
            }
        }
    }

    private static void requireMalformed(TpmEvidence evidence) {
        assertThatThrownBy(() -> new TpmScheme().decode(evidence)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("S-4 every proper prefix and extension of the container is malformed")
    void container() {
        Bytes whole = good.encode().content();
        for (int length = 0; length < whole.length(); length++) {
            requireMalformed(whole.slice(0, length));
        }
        for (int length = 1; length <= 16; length++) {
            requireMalformed(Bytes.concat(whole, Bytes.copyOf(new byte[length])));
            requireMalformed(Bytes.concat(whole, whole.slice(0, length)));
        }
    }

    private static void requireMalformed(Bytes message) {
        assertThatThrownBy(() -> new TpmScheme().decode(new Evidence(TpmEvidence.MEDIA_TYPE, message)))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("S-5 every single bit of quote and signature, with and without the key beside it")
    void everyBit() {
        TrustAnchors bare = TrustAnchors.builder().key(tpm.publicKey()).build();
        TpmEvidence keyless = withKey(good, Optional.empty());
        assertThat(claims(keyless, inputs(bare))).isPresent();
        for (int bit = 0; bit < 8 * good.quote().length(); bit++) {
            Bytes quote = flipBit(good.quote(), bit);
            assertThat(claims(with(good, quote, good.signature()), trusting))
                    .as("quote bit %s", bit)
                    .isEmpty();
            assertThat(claims(with(keyless, quote, good.signature()), inputs(bare)))
                    .isEmpty();
        }
        for (int bit = 0; bit < 8 * good.signature().length(); bit++) {
            Bytes signature = flipBit(good.signature(), bit);
            assertThat(claims(with(good, good.quote(), signature), trusting))
                    .as("signature bit %s", bit)
                    .isEmpty();
            assertThat(claims(with(keyless, good.quote(), signature), inputs(bare)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(AttestationKeyKind.class)
    @DisplayName("S-5 bits of quotes and signatures of every kind of key")
    void bitsOfEveryKind(AttestationKeyKind kind) {
        SimulatedTpm signer = SimulatedTpms.of(kind);
        AuthenticationInputs inputs = inputs(pinned(signer));
        TpmEvidence evidence = withoutLog(signer.quote(NONCE, SELECTION));
        assertThat(claims(evidence, inputs)).isPresent();
        Random random = new Random(SEED);
        IntStream head = IntStream.range(0, 64); // identifiers and lengths
        IntStream.concat(
                        head,
                        random.ints(POSITIONS, 64, 8 * evidence.signature().length()))
                .mapToObj(bit -> with(evidence, evidence.quote(), flipBit(evidence.signature(), bit)))
                .forEach(bad -> assertThat(claims(bad, inputs)).isEmpty());
        random.ints(POSITIONS, 0, 8 * evidence.quote().length())
                .mapToObj(bit -> with(evidence, flipBit(evidence.quote(), bit), evidence.signature()))
                .forEach(bad -> assertThat(claims(bad, inputs)).isEmpty());
    }

    @Test
    @DisplayName("S-5 every single bit of the container gives the same claims or none")
    void everyBitOfTheContainer() {
        Bytes whole = good.encode().content();
        requireSameClaimsOrNone(whole, trusting, IntStream.range(0, 8 * whole.length()));
    }

    @Test
    @DisplayName("S-5 bits of a container with certificate and log give the same claims or none")
    void bitsOfTheWhole() {
        SimulatedCa root = root(7);
        Bytes whole = withLog(p256().certifiedBy(root))
                .quote(NONCE, SELECTION)
                .encode()
                .content();
        IntStream bits = new Random(SEED).ints(3_000, 0, 8 * whole.length());
        requireSameClaimsOrNone(whole, inputs(anchored(root)), bits);
    }

    private static void requireSameClaimsOrNone(Bytes whole, AuthenticationInputs inputs, IntStream bits) {
        List<Claims> right =
                claims(new Evidence(TpmEvidence.MEDIA_TYPE, whole), inputs).orElseThrow();
        int same = 0;
        int none = 0;
        for (int bit : bits.toArray()) {
            Evidence flipped = new Evidence(TpmEvidence.MEDIA_TYPE, flipBit(whole, bit));
            Optional<List<Claims>> claims = claims(flipped, inputs);
            claims.ifPresent(c -> assertThat(c).as("bit %s", bit).isEqualTo(right));
            same += claims.isPresent() ? 1 : 0;
            none += claims.isPresent() ? 0 : 1;
        }
        assertThat(same).as("media types of items are not looked at").isPositive();
        assertThat(none).isGreaterThan(same);
    }
}
