package dev.rats4j.tpm;

import static dev.rats4j.tpm.QuoteVectors.with;
import static dev.rats4j.tpm.SimulatedTpms.NONCE;
import static dev.rats4j.tpm.SimulatedTpms.SELECTION;
import static dev.rats4j.tpm.SimulatedTpms.authenticate;
import static dev.rats4j.tpm.SimulatedTpms.failed;
import static dev.rats4j.tpm.SimulatedTpms.inputs;
import static dev.rats4j.tpm.SimulatedTpms.p256;
import static dev.rats4j.tpm.SimulatedTpms.pinned;
import static dev.rats4j.tpm.SimulatedTpms.withLog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.Authentication;
import dev.rats4j.Check;
import dev.rats4j.Outcome;
import dev.rats4j.RefusedEvidence;
import dev.rats4j.tpm.sim.QuoteFields;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.structures.TpmsAttest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Structures that are signed by the right key and are no quotes. */
class QuoteKindTest {

    private static final Bytes NAME = Bytes.fromHex("0022000b" + "ab".repeat(32));
    private static final Bytes DIGEST = Bytes.fromHex("0020" + "cd".repeat(32));

    /** Attested parts by type, Part 2, 10.12. */
    private static final Map<Integer, Bytes> SIBLINGS = Map.of(
            0x8014, Bytes.concat(NAME, Bytes.of(0, 0), DIGEST),
            0x8015, Bytes.concat(NAME, DIGEST),
            0x8016, Bytes.concat(Bytes.of(1), DIGEST),
            0x8017, Bytes.concat(NAME, NAME),
            0x8019, Bytes.copyOf(new byte[33]),
            0x801a, Bytes.concat(NAME, DIGEST),
            0x801c, Bytes.concat(NAME, Bytes.of(0, 0), DIGEST));

    private final SimulatedTpm tpm = withLog(p256());
    private final TpmEvidence good = tpm.quote(NONCE, SELECTION);
    private final QuoteFields fields = tpm.fields(NONCE, SELECTION);

    private Authentication answer(Bytes attest) {
        return authenticate(with(good, attest, tpm.sign(attest)), inputs(pinned(tpm)));
    }

    @Test
    @DisplayName("T-20 S-6 sibling structures of a TPM as quotes, before any other field is used")
    void siblings() {
        int attestedPart = 101;
        SIBLINGS.forEach((type, part) -> {
            Bytes head = fields.withType(type).encode().slice(0, attestedPart);
            Authentication answer = answer(Bytes.concat(head, part));
            requireOnly(answer, TpmQuoteCheck.TYPE, Set.of(TpmQuoteCheck.MAGIC));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x8000, 0x8013, 0x8014, 0x8017, 0x8019, 0x801a, 0x801c, 0x1880, 0xffff})
    @DisplayName("T-20 any other type over the attested part of a quote")
    void types(int type) {
        requireOnly(answer(fields.withType(type).encode()), TpmQuoteCheck.TYPE, Set.of(TpmQuoteCheck.MAGIC));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0xff544346L, 0x474354ffL, 0x7f544347L, 0xffffffffL})
    @DisplayName("T-20 a magic other than TPM_GENERATED")
    void magic(long magic) {
        requireOnly(answer(fields.withMagic(magic).encode()), TpmQuoteCheck.MAGIC, Set.of(TpmQuoteCheck.TYPE));
    }

    @Test
    @DisplayName("T-20 neither magic nor type")
    void neither() {
        Authentication answer = answer(fields.withMagic(1).withType(2).encode());
        assertThat(failed(answer)).containsExactly(TpmQuoteCheck.MAGIC, TpmQuoteCheck.TYPE);
        assertThat(answer).isInstanceOf(RefusedEvidence.class);
    }

    private static void requireOnly(Authentication answer, TpmQuoteCheck failed, Set<TpmQuoteCheck> passed) {
        assertThat(failed(answer)).containsExactly(failed);
        assertThat(answer).isInstanceOf(RefusedEvidence.class);
        for (Check check : new TpmScheme().catalogue()) {
            if (check != failed && !passed.contains(check)) {
                assertThat(answer.findings().of(check).orElseThrow().outcome())
                        .as(check.id())
                        .isEqualTo(Outcome.NOT_ASSESSED);
            }
        }
    }

    @Test
    @DisplayName("S-6 unknown values in fields of a quote are malformed")
    void unknownValues() {
        Bytes quote = fields.encode();
        assertThat(quote.length()).isEqualTo(145);
        int safe = 92;
        int count = 104;
        int hash = 106;
        int sizeOfSelect = 107;
        List<Bytes> bad = List.of(
                patched(quote, safe, 2),
                patched(quote, count, 0),
                patched(quote, count, 2),
                patched(quote, count, 17),
                patched(quote, count - 3, 1),
                patched(quote, hash, 0),
                patched(quote, hash, 0x10),
                patched(quote, hash, 0x12),
                patched(quote, sizeOfSelect, 0),
                patched(quote, sizeOfSelect, 2),
                patched(quote, sizeOfSelect, 5),
                patched(quote, sizeOfSelect, 255));
        for (Bytes attest : bad) {
            assertThatThrownBy(() -> TpmsAttest.decode(attest)).isInstanceOf(MalformedMessageException.class);
        }
    }

    private static Bytes patched(Bytes bytes, int at, int value) {
        byte[] changed = bytes.toByteArray();
        changed[at] = (byte) value;
        return Bytes.copyOf(changed);
    }
}
