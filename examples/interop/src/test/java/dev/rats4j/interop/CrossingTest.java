package dev.rats4j.interop;

import static org.assertj.core.api.Assertions.assertThat;

import COSE.CoseException;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.ear.Ear;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** COSE-java and Jackson CBOR read what we write, and we read what they write. */
class CrossingTest {

    private final Party party;
    private final Party stranger;

    CrossingTest() throws CoseException {
        party = Party.on(EllipticCurve.P256);
        stranger = Party.on(EllipticCurve.P256);
    }

    @Test
    void theyReadOurEar() throws Exception {
        EarCrossing ear = new EarCrossing(party);
        Map<?, ?> claims = ear.theyRead(ear.ours()).orElseThrow();
        assertThat(claims.get("265")).isEqualTo(Ear.PROFILE);
        assertThat(claims.get("6")).isEqualTo(EarCrossing.ISSUED.getEpochSecond());
        assertThat(claims.get("10")).isEqualTo(EarCrossing.NONCE);
        assertThat(claims.get("1004")).isEqualTo(Map.of("0", "https://verifier.example", "1", "1.0"));
        assertThat(claims.get("266"))
                .isEqualTo(Map.of("tpm", Map.of("1000", 2L, "1001", Map.of("2", 2L), "1003", List.of("acme/tpm/1"))));
        assertThat(CoseJava.header(ear.ours(), 16)).contains("application/eat+cwt");
    }

    @Test
    void weReadTheirEar() throws Exception {
        EarCrossing ear = new EarCrossing(party);
        assertThat(ear.weRead(ear.theirs())).contains(EarCrossing.result());
    }

    @Test
    void theyReadOurCorim() throws Exception {
        CorimCrossing corim = new CorimCrossing(party);
        Map<?, ?> environment = Map.of("0", Map.of("1", "ACME", "2", "box"));
        Map<?, ?> measurement = Map.of("0", 4L, "1", Map.of("2", List.of(List.of(1L, CorimCrossing.BOOT_LOADER))));
        assertThat(corim.theyRead(corim.ours()).orElseThrow())
                .isEqualTo(Map.of("0", List.of(List.of(environment, List.of(measurement)))));
        assertThat(CoseJava.header(corim.ours(), 3)).contains("application/rim+cbor");
    }

    @Test
    void weReadTheirCorim() throws Exception {
        CorimCrossing corim = new CorimCrossing(party);
        assertThat(corim.weRead(corim.theirs())).contains(CorimCrossing.values());
    }

    @Test
    void theyReadOurCmw() throws Exception {
        assertThat(CmwCrossing.theyRead(CmwCrossing.ours()))
                .isEqualTo(Map.of(
                        "__cmwc_t", CmwCrossing.TYPE,
                        "quote", List.of("application/vnd.acme.quote", CmwCrossing.QUOTE, 4L),
                        "7", List.of(263L, CmwCrossing.RESULT)));
    }

    @Test
    void weReadTheirCmw() throws Exception {
        assertThat(CmwCrossing.weRead(CmwCrossing.theirs())).isEqualTo(CmwCrossing.wrapper());
    }

    @Test
    @DisplayName("a token by somebody else, or with a flipped bit, is refused on both sides")
    void nobodyBelievesStrangers() throws Exception {
        EarCrossing ear = new EarCrossing(party);
        EarCrossing elsewhere = new EarCrossing(stranger);
        assertThat(elsewhere.theyRead(ear.ours())).isEmpty();
        assertThat(elsewhere.weRead(ear.theirs())).isEmpty();
        assertThat(ear.theyRead(flipped(ear.ours()))).isEmpty();
        assertThat(ear.weRead(flipped(ear.theirs()))).isEmpty();
        CorimCrossing corim = new CorimCrossing(party);
        assertThat(corim.theyRead(flipped(corim.ours()))).isEmpty();
        assertThat(corim.weRead(flipped(corim.theirs()))).isEmpty();
    }

    private static Bytes flipped(Bytes message) {
        byte[] changed = message.toByteArray();
        changed[changed.length - 1] ^= 1;
        return Bytes.copyOf(changed);
    }

    @Test
    @DisplayName("their encodings are not ours: nothing may depend on the bytes of a result")
    void theSameContentHasOtherBytes() throws Exception {
        assertThat(CmwCrossing.theirs()).isNotEqualTo(CmwCrossing.ours());
        assertThat(CmwCrossing.weRead(CmwCrossing.theirs()).toCbor()).isEqualTo(CmwCrossing.ours());
    }

    @Test
    void theProgramShowsAllCrossings() throws Exception {
        assertThat(Interop.crossings()).hasSize(6).noneMatch(line -> line.contains("refused"));
    }
}
