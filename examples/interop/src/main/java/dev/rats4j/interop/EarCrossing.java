package dev.rats4j.interop;

import static dev.rats4j.interop.JacksonWriting.array;
import static dev.rats4j.interop.JacksonWriting.bytes;
import static dev.rats4j.interop.JacksonWriting.map;
import static dev.rats4j.interop.JacksonWriting.number;
import static dev.rats4j.interop.JacksonWriting.pair;
import static dev.rats4j.interop.JacksonWriting.text;

import COSE.CoseException;
import dev.rats4j.Aspect;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarAppraisal;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.EarToken;
import dev.rats4j.ear.VerifierId;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An attestation result, as CWT. */
record EarCrossing(Party verifier) {

    static final Instant ISSUED = Instant.parse("2026-11-25T12:00:00Z");
    static final Bytes NONCE = Bytes.fromHex("00112233445566778899aabbccddeeff");

    /** What both write. */
    static Ear result() {
        EarAppraisal appraisal = new EarAppraisal(
                TrustworthinessTier.AFFIRMING,
                new TrustworthinessVector(Map.of(Aspect.EXECUTABLES, TrustworthinessClaim.claim(2))),
                List.of("acme/tpm/1"),
                Map.of(),
                Map.of(),
                Optional.empty());
        return new Ear(
                ISSUED,
                Optional.of(ISSUED.plusSeconds(300)),
                new VerifierId("https://verifier.example", "1.0"),
                Optional.of(NONCE),
                Optional.empty(),
                Map.of("tpm", appraisal));
    }

    Bytes ours() {
        return EarToken.sign(result(), verifier.signer(), Party.CRYPTO, EarFormat.CWT)
                .bytes();
    }

    /** Claims of a token as they read them; empty unless they verify it. */
    Optional<Map<?, ?>> theyRead(Bytes token) throws CoseException, IOException {
        Optional<Bytes> payload = CoseJava.verify(token, verifier.theirs());
        return payload.isEmpty()
                ? Optional.empty()
                : Optional.of(JacksonReading.map(JacksonReading.read(payload.get())));
    }

    /** The same result, with maps of indefinite length and keys in the order of the draft. */
    Bytes theirs() throws CoseException, IOException {
        Bytes payload = JacksonWriting.write(map(
                pair(265, text(Ear.PROFILE)),
                pair(6, number(ISSUED.getEpochSecond())),
                pair(4, number(ISSUED.getEpochSecond() + 300)),
                pair(1004, map(pair(0, text("https://verifier.example")), pair(1, text("1.0")))),
                pair(10, bytes(NONCE)),
                pair(1000, number(2)),
                pair(
                        266,
                        map(pair(
                                "tpm",
                                map(
                                        pair(1000, number(2)),
                                        pair(1001, map(pair(2, number(2)))),
                                        pair(1003, array(text("acme/tpm/1")))))))));
        return CoseJava.sign(payload, verifier.theirs(), message -> {});
    }

    /** The result as we read it; empty unless we verify it. */
    Optional<Ear> weRead(Bytes token) throws MalformedMessageException {
        return EarToken.decode(token)
                .verify(Party.CRYPTO, verifier.keys().getPublic())
                .map(verified -> verified.ear());
    }
}
