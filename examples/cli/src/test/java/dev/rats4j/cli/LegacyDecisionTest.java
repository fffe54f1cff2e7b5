package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Aspect;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cli.Shell.Result;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarAppraisal;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.EarToken;
import dev.rats4j.ear.Ears;
import dev.rats4j.ear.LegacyEarProfile;
import dev.rats4j.ear.VerifierId;
import dev.rats4j.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of older drafts are decided on only for who names their profile. */
class LegacyDecisionTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final LegacyEarProfile PROFILE = LegacyEarProfile.VERAISON_2023;

    @TempDir
    Path folder;

    /** As little as a result of 2023 has: one policy, and no claims of the Attester's. */
    private static Ear result() {
        EarAppraisal appraisal = new EarAppraisal(
                TrustworthinessTier.AFFIRMING,
                new TrustworthinessVector(Map.of(Aspect.EXECUTABLES, TrustworthinessClaim.claim(2))),
                List.of("https://verifier.example/policy/1"),
                Map.of(),
                Map.of(),
                Optional.empty());
        return new Ear(
                Ears.ISSUED,
                Optional.of(Ears.ISSUED.plusSeconds(3600)),
                new VerifierId("https://verifier.example", "1"),
                Optional.empty(),
                Optional.empty(),
                Map.of("tpm", appraisal));
    }

    private Result decide(Path token, Path anchor, Object... more) {
        Object[] words = {
            "decide", token, "--trust-anchor", anchor, "--no-freshness-check", "--at", Ears.ISSUED.plusSeconds(1)
        };
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return rats(all);
    }

    @Test
    @DisplayName("T-61 a result of 2023 is decided on only with the option that names its profile")
    void acceptsByName() throws Exception {
        KeyPair pair = CRYPTO.generate(EllipticCurve.P256, new SecureRandom());
        Signer signer = CRYPTO.signer(
                pair.getPrivate(),
                pair.getPublic(),
                new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA256));
        Path anchor =
                Files.write(folder.resolve("verifier.pub"), pair.getPublic().getEncoded());
        Bytes old = EarToken.signLegacy(result(), PROFILE, signer, CRYPTO, EarFormat.JWT)
                .bytes();
        Path token = Files.write(folder.resolve("old.jwt"), old.toByteArray());

        Result without = decide(token, anchor);
        assertThat(without.status()).isEqualTo(1);
        assertThat(without.out()).contains("✗", "profile");
        Result other = decide(token, anchor, "--insecurely-accept-legacy-profile", LegacyEarProfile.DRAFT_03.uri());
        assertThat(other.status()).isEqualTo(1);
        Result named = decide(token, anchor, "--insecurely-accept-legacy-profile", PROFILE.uri());
        assertThat(named.status()).as(named.out()).isZero();
        assertThat(named.out()).contains("accepted");
        Result nonsense = decide(token, anchor, "--insecurely-accept-legacy-profile", "tag:acme");
        assertThat(nonsense.status()).isEqualTo(2);
        assertThat(nonsense.err()).contains("older profiles are ", PROFILE.uri());
    }
}
