package dev.rats4j.benchmarks;

import dev.rats4j.AttestationResult;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.EarToken;
import dev.rats4j.ear.VerifierId;
import dev.rats4j.relyingparty.Decision;
import dev.rats4j.relyingparty.RelyingParty;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.verifier.EarIssuer;
import dev.rats4j.verifier.IssuedEar;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

/** A verifier with reference values and a key, and a relying party that trusts it. What they say is affirmed at every step. */
final class TpmAppraisal {

    /** In the corpus, unless another number is asked for. */
    static final int TRIPLES = 1_000;

    private static final int HALVES = 64;

    private final CryptoBackend crypto = CryptoBackend.standard();
    private final TpmDevice device = TpmDevice.of(crypto, AttestationKeyKind.ECDSA_P256, TpmVariant.PINNED_KEY);
    private final KeyPair keys = crypto.generate(EllipticCurve.P256, TpmDevice.seeded(2));
    private final Verifier verifier;
    private final EarIssuer issuer;
    private final RelyingParty relyingParty;

    TpmAppraisal(int triples) {
        Signer author = signer(crypto.generate(EllipticCurve.P256, TpmDevice.seeded(3)));
        verifier = Verifier.builder(crypto)
                .scheme(new TpmScheme())
                .anchors(device.anchors())
                .corpus(ReferenceCorpus.of(crypto, author, device.parts().untrustedPcrs(), triples))
                .build();
        issuer = EarIssuer.builder(crypto)
                .signer(signer(keys))
                .verifier(new VerifierId("https://rats4j.dev", "benchmark"))
                .lifetime(Duration.ofMinutes(5))
                .build();
        relyingParty = RelyingParty.builder(crypto)
                .trust(keys.getPublic())
                .accept(Set.of(TrustworthinessTier.AFFIRMING))
                .maximumAge(Duration.ofMinutes(5))
                .build();
    }

    private Signer signer(KeyPair pair) {
        return crypto.signer(
                pair.getPrivate(),
                pair.getPublic(),
                new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA256));
    }

    AttestationResult appraise() {
        AttestationResult result = verifier.appraise(device.encoded(), TpmDevice.FRESHNESS, TpmDevice.AT);
        if (!result.status().equals(TrustworthinessTier.AFFIRMING)) {
            throw new IllegalStateException("appraised as " + result.status());
        }
        return result;
    }

    IssuedEar issue(AttestationResult result) {
        return issue(result, EarFormat.CWT);
    }

    IssuedEar issue(AttestationResult result, EarFormat format) {
        return issuer.issue(result, format, TpmDevice.AT);
    }

    /** The key of tokens. */
    PublicKey tokenKey() {
        return keys.getPublic();
    }

    Decision decide(Bytes token) {
        Decision decision = relyingParty.decide(token, TpmDevice.FRESHNESS, TpmDevice.AT);
        if (decision instanceof Decision.Accept) {
            return decision;
        }
        throw new IllegalStateException("rejected: " + decision.findings().failed());
    }

    /** The evidence's signature. */
    RawVerification quote() {
        return RawVerification.warm(device.parts(), device.key());
    }

    /** The token's signature, to be verified. */
    RawVerification tokenToVerify(EarToken token) {
        return RawVerification.ofHalves(signed(token), signature(token), keys.getPublic());
    }

    /** The last 64 bytes of a COSE_Sign1; what follows the last dot of a JWT. */
    private static Bytes signature(EarToken token) {
        Bytes bytes = token.bytes();
        if (token.format() == EarFormat.CWT) {
            return bytes.slice(bytes.length() - HALVES, bytes.length());
        }
        String text = new String(bytes.toByteArray(), StandardCharsets.US_ASCII);
        return Bytes.copyOf(Base64.getUrlDecoder().decode(text.substring(text.lastIndexOf('.') + 1)));
    }

    /** The token's signature, to be made. */
    RawSigning tokenToSign(EarToken token) {
        return new RawSigning(keys.getPrivate(), signed(token));
    }

    private Bytes signed(EarToken token) {
        return token.verifyPayload(crypto, keys.getPublic())
                .orElseThrow(() -> new IllegalStateException("our own token does not verify"))
                .proof()
                .message();
    }
}
