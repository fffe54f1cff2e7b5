package com.example.fleet;

import dev.rats4j.TrustworthinessTier;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.relyingparty.Decision;
import dev.rats4j.relyingparty.RelyingParty;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The Relying Party: lets a machine in if a verifier that it knows has affirmed it a moment ago. */
public record Gate(RelyingParty relyingParty) {

    /** Knows one verifier, by its key. */
    public static Gate trusting(PublicKey verifierKey) {
        return new Gate(RelyingParty.builder(CryptoBackend.standard())
                .trust(verifierKey)
                .accept(Set.of(TrustworthinessTier.AFFIRMING))
                .maximumAge(Duration.ofMinutes(5))
                .build());
    }

    /** What the token is good for; a refusal names every check that failed. */
    public Decision decide(Bytes token, Bytes nonce, Instant now) {
        return relyingParty.decide(token, new Freshness.Nonce(nonce), now);
    }
}
