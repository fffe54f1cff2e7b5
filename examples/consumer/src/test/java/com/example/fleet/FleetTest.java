package com.example.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rats4j.Finding;
import dev.rats4j.corim.CorimTemplate;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.relyingparty.Decision;
import dev.rats4j.tpm.TpmClaims;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.wire.Bytes;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The three roles, with a TPM made of software. */
class FleetTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Bytes NONCE = Bytes.ofUtf8("a nonce of thirty-two bytes, yes");

    private final CryptoBackend crypto = CryptoBackend.standard();
    private final SecureRandom random = new SecureRandom();
    private final SimulatedTpm tpm =
            SimulatedTpm.builder(crypto, AttestationKeyKind.ECDSA_P256, random).build();
    private final Machine machine = new Machine(tpm);
    private final Signer author = signer();
    private final Signer verifierKey = signer();
    private final Gate gate = Gate.trusting(verifierKey.publicKey());

    @Test
    void aMachineAsItShouldBeIsLetIn() throws Exception {
        Bytes token = verifier().appraise(machine.answer(NONCE), NONCE, NOW);
        assertInstanceOf(Decision.Accept.class, gate.decide(token, NONCE, NOW));
    }

    @Test
    void aMachineThatBootedSomethingElseIsNot() throws Exception {
        FleetVerifier verifier = verifier();
        tpm.extend(4, Bytes.ofUtf8("another boot loader"));
        Bytes token = verifier.appraise(machine.answer(NONCE), NONCE, NOW);
        assertRefused("relying-party.status", gate.decide(token, NONCE, NOW));
    }

    @Test
    void anOldResultIsNot() throws Exception {
        Bytes token = verifier().appraise(machine.answer(NONCE), NONCE, NOW);
        assertRefused("relying-party.nonce", gate.decide(token, Bytes.ofUtf8("the nonce of another question"), NOW));
    }

    private static void assertRefused(String check, Decision decision) {
        assertInstanceOf(Decision.Reject.class, decision);
        List<String> failed = decision.findings().failed().stream()
                .map(Finding::check)
                .map(found -> found.id())
                .toList();
        assertEquals(List.of(check), failed);
    }

    /** Knows what the machine's registers hold now. */
    private FleetVerifier verifier() throws Exception {
        String measurements = tpm.pcrs().bank(HashAlgorithm.SHA256).entrySet().stream()
                .map(pcr -> "{\"key\":" + pcr.getKey() + ",\"value\":{\"digests\":[\"" + NamedDigest.of(pcr.getValue())
                        + "\"]}}")
                .collect(Collectors.joining(","));
        String template = "{\"corim-id\":\"golden\",\"profile\":\"" + TpmClaims.PROFILE
                + "\",\"tags\":[{\"tag-identity\":{\"id\":\"golden\"},\"triples\":{\"reference-values\":[{\"environment\":"
                + "{\"class\":{\"vendor\":\"TCG\",\"model\":\"TPM 2.0\"}},\"measurements\":[" + measurements
                + "]}]}}]}";
        Bytes corim = SignedCorim.sign(
                crypto,
                author,
                CorimTemplate.compile(Bytes.ofUtf8(template)),
                new SignedCorim.Meta("acme", Optional.empty()),
                List.of());
        return FleetVerifier.of(tpm.publicArea(), corim, author.publicKey(), verifierKey, NOW);
    }

    private Signer signer() {
        KeyPair keys = crypto.generate(EllipticCurve.P256, random);
        return crypto.signer(
                keys.getPrivate(),
                keys.getPublic(),
                new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA256));
    }
}
