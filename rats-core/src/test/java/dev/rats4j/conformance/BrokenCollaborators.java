package dev.rats4j.conformance;

import static dev.rats4j.conformance.Trial.named;
import static dev.rats4j.conformance.Trial.require;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.AttestationResult;
import dev.rats4j.Claims;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.conformance.BrokenKey.OutOfOrder;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * S-12 as far as a scheme has collaborators: keys, certificates and pins that others made, providers of cryptography, and a clock. What
 * a broken collaborator throws may come out as it is; a verdict may not.
 */
final class BrokenCollaborators {

    private final Specimen good;
    private final EvidenceScheme scheme;
    private final Function<Specimen, AttestationResult> verifier;

    BrokenCollaborators(Specimen good, EvidenceScheme scheme, Function<Specimen, AttestationResult> verifier) {
        this.good = good;
        this.scheme = scheme;
        this.verifier = verifier;
    }

    void tryAll(List<Claims> right) {
        tryProviders(right);
        anchors().forEach((what, broken) -> {
            requireRefused(good.with(broken), "evidence whose only anchor is " + what);
            requireNothingElse(
                    good.with(both(good.anchors(), broken)), right, "evidence with one more anchor, " + what);
        });
        for (X509Certificate broken : BrokenCertificate.all()) {
            List<X509Certificate> more = new ArrayList<>(good.certificates());
            more.add(0, broken);
            requireNothingElse(good.with(more), right, "evidence with " + broken + " beside it");
        }
        for (Instant rubbish : List.of(Instant.MIN, Instant.EPOCH, Instant.MAX)) {
            requireNothingElse(good.with(rubbish), right, "evidence at " + rubbish);
        }
    }

    private Trial trial(Specimen specimen) {
        return Trial.of(scheme, specimen);
    }

    private void tryProviders(List<Claims> right) {
        CryptoBackend broken = BrokenProvider.backend();
        Optional<Trial> unsigned = unlessOutOfOrder(
                specimen -> Trial.of(scheme, specimen.evidence(), inputs(broken, Specimen.PATHS)), good);
        require(
                unsigned.filter(Trial::isAuthentic).isEmpty(),
                "evidence is authenticated though the given providers are broken: verify with inputs.crypto() only");
        AuthenticationInputs pathless = inputs(Specimen.CRYPTO, new CertificationPaths(broken));
        unlessOutOfOrder(specimen -> Trial.of(scheme, specimen.evidence(), pathless), good)
                .ifPresent(trial -> trial.requireNoOtherClaims(right, "evidence without path validation"));
    }

    private AuthenticationInputs inputs(CryptoBackend crypto, CertificationPaths paths) {
        return new AuthenticationInputs(
                crypto, paths, good.anchors(), good.certificates(), good.freshness(), good.at());
    }

    private void requireRefused(Specimen specimen, String what) {
        named(what, () -> tryRefused(specimen, what));
    }

    private void tryRefused(Specimen specimen, String what) {
        Optional<Trial> trial = unlessOutOfOrder(this::trial, specimen);
        require(trial.filter(Trial::isAuthentic).isEmpty(), what + " is authenticated");
        Optional<AttestationResult> result = unlessOutOfOrder(verifier, specimen);
        assertThat(result.map(AttestationResult::status))
                .as("verdict about %s", what)
                .isNotEqualTo(Optional.of(TrustworthinessTier.AFFIRMING));
    }

    private void requireNothingElse(Specimen specimen, List<Claims> right, String what) {
        named(
                what,
                () -> unlessOutOfOrder(this::trial, specimen)
                        .ifPresent(trial -> trial.requireNoOtherClaims(right, what)));
    }

    private static <T> Optional<T> unlessOutOfOrder(Function<Specimen, T> function, Specimen specimen) {
        try {
            return Optional.of(function.apply(specimen));
        } catch (OutOfOrder e) {
            return Optional.empty();
        }
    }

    private static Map<String, TrustAnchors> anchors() {
        Map<String, TrustAnchors> all = new LinkedHashMap<>();
        for (PublicKey key : BrokenKey.all()) {
            all.put(key.toString(), TrustAnchors.builder().key(key).build());
        }
        for (X509Certificate certificate : BrokenCertificate.all()) {
            all.put(
                    certificate + " (" + all.size() + ")",
                    TrustAnchors.builder().certificate(certificate).build());
        }
        all.put("an empty pin", TrustAnchors.builder().schemeKey(Bytes.EMPTY).build());
        all.put(
                "rubbish as a pin",
                TrustAnchors.builder().schemeKey(Bytes.ofUtf8("no key")).build());
        return all;
    }

    private static TrustAnchors both(TrustAnchors one, TrustAnchors other) {
        TrustAnchors.Builder both = TrustAnchors.builder();
        for (TrustAnchors anchors : List.of(other, one)) {
            anchors.certificates().forEach(both::certificate);
            anchors.keys().forEach(both::key);
            anchors.schemeKeys().forEach(both::schemeKey);
        }
        return both.build();
    }
}
