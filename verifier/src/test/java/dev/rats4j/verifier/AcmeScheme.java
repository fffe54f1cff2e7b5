package dev.rats4j.verifier;

import static dev.rats4j.Check.Kind.CRYPTOGRAPHIC;
import static dev.rats4j.Check.Kind.POLICY;
import static dev.rats4j.TrustworthinessClaim.CRYPTO_VALIDATION_FAILED;
import static dev.rats4j.TrustworthinessClaim.NONE;
import static dev.rats4j.TrustworthinessClaim.claim;

import dev.rats4j.Aspect;
import dev.rats4j.AspectRule;
import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Check;
import dev.rats4j.ClaimPath;
import dev.rats4j.Claims;
import dev.rats4j.CriticalClaim;
import dev.rats4j.Evidence;
import dev.rats4j.Findings;
import dev.rats4j.RefusedEvidence;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.spi.DecodedEvidence;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A scheme of a vendor that does not exist. Evidence is {@code [nonce, claims, signature]}: claims as reference values of an unsigned
 * CoRIM, ES256 over nonce and claims.
 *
 * @param name name
 * @param mediaTypes types of single messages
 * @param collectionTypes types of collections, evidence under the label "acme"
 * @param authority whether claims name the thumbprint of their key as authority
 */
public record AcmeScheme(String name, Set<String> mediaTypes, Set<String> collectionTypes, boolean authority)
        implements EvidenceScheme {

    public static final String MEDIA_TYPE = "application/vnd.acme";
    public static final String COLLECTION = "tag:acme.example,2026:evidence";
    public static final String PROFILE = "tag:acme.example,2026:corim";

    public static final EnvironmentClass CLASS = EnvironmentClass.of("ACME", "Anvil");
    public static final ClaimPath<CodePoint.Digests> FIRMWARE = path("firmware", CodePoint.DIGESTS);
    public static final ClaimPath<CodePoint.Digests> LOADER = path("loader", CodePoint.DIGESTS);
    public static final ClaimPath<CodePoint.IntRange> LEVEL = path("level", CodePoint.INT_RANGE);
    public static final ClaimPath<CodePoint.Svn> SVN = path("svn", CodePoint.SVN);
    public static final ClaimPath<String> MODE = path("mode", CodePoint.NAME);
    public static final ClaimPath<String> LOG = path("log", CodePoint.NAME);

    static final AcmeScheme STANDARD = new AcmeScheme("acme", Set.of(MEDIA_TYPE), Set.of(COLLECTION), true);

    private static final SignatureAlgorithm ES256 =
            new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA256);

    /** What the scheme checks. */
    public enum AcmeCheck implements Check {
        KEY_TRUSTED("acme.key-trusted", CRYPTOGRAPHIC, Aspect.INSTANCE_IDENTITY, claim(97)),
        SIGNATURE("acme.signature", CRYPTOGRAPHIC, Aspect.INSTANCE_IDENTITY, CRYPTO_VALIDATION_FAILED),
        NONCE("acme.nonce", CRYPTOGRAPHIC, Aspect.INSTANCE_IDENTITY, NONE),
        /** The claim "mode" is not "debug". */
        DEBUG_OFF("acme.debug-off", POLICY, Aspect.CONFIGURATION, claim(96)),
        /** The claim "log" is "good"; not assessed without it. */
        LOG_GOOD("acme.log-good", POLICY, Aspect.EXECUTABLES, claim(34)),
        /** The claim "disk" is not "open"; no rule of an aspect names it. */
        DISK_SEALED("acme.disk-sealed", POLICY, Aspect.STORAGE_OPAQUE, claim(32));

        private final Definition definition;

        AcmeCheck(String id, Kind kind, Aspect aspect, TrustworthinessClaim onFailure) {
            definition = new Definition(id, "ACME 1", kind, aspect, NONE, onFailure);
        }

        @Override
        public Definition definition() {
            return definition;
        }

        @Override
        public boolean mayBeLeftOut() {
            return this != KEY_TRUSTED && this != SIGNATURE;
        }
    }

    private static <T> ClaimPath<T> path(String key, CodePoint<T> codePoint) {
        return new ClaimPath<>("acme." + key, CLASS, Optional.of(MeasuredElement.of(key)), codePoint);
    }

    /** A message in which a key says something. */
    static Bytes message(Signer signer, Bytes nonce, Corim claims) {
        Bytes encoded = claims.encode();
        Bytes signature = signer.sign(Bytes.concat(nonce, encoded));
        return Cbor.array(Cbor.bytes(nonce), Cbor.bytes(encoded), Cbor.bytes(signature));
    }

    @Override
    public List<Check> catalogue() {
        return List.of(AcmeCheck.values());
    }

    @Override
    public List<AspectRule> aspects() {
        return List.of(
                new AspectRule(
                        Aspect.INSTANCE_IDENTITY,
                        claim(2),
                        List.of(AcmeCheck.KEY_TRUSTED, AcmeCheck.SIGNATURE, AcmeCheck.NONCE),
                        List.of()),
                new AspectRule(
                        Aspect.CONFIGURATION,
                        claim(3),
                        List.of(AcmeCheck.DEBUG_OFF),
                        List.of(new CriticalClaim(LEVEL, claim(36)))),
                new AspectRule(
                        Aspect.EXECUTABLES,
                        claim(3),
                        List.of(AcmeCheck.LOG_GOOD),
                        List.of(new CriticalClaim(FIRMWARE, claim(33)), new CriticalClaim(LOADER, claim(96)))));
    }

    @Override
    public List<ClaimPath<?>> claimPaths() {
        return List.of(FIRMWARE, LOADER, LEVEL, SVN, MODE, LOG);
    }

    @Override
    public Set<String> profiles() {
        return Set.of(PROFILE);
    }

    @Override
    public DecodedEvidence decode(Evidence evidence) throws MalformedMessageException {
        Bytes message = evidence.content();
        if (!evidence.mediaType().equals(MEDIA_TYPE) && Cmw.decode(message) instanceof CmwCollection collection) {
            Optional<Bytes> part = collection.value("acme");
            if (part.isEmpty()) {
                throw new MalformedMessageException("acme", 0, "is missing");
            }
            message = part.get();
        }
        CborItem[] parts = CborItem.decode(message, CborProfile.WELL_FORMED).elements(3, 3, "acme-evidence");
        return new Decoded(
                parts[0].bytes("nonce"),
                parts[1].bytes("claims"),
                Corim.decode(parts[1].bytes("claims")),
                parts[2].bytes("signature"));
    }

    private final class Decoded implements DecodedEvidence {
        private final Bytes nonce;
        private final Bytes encoded;
        private final Corim claims;
        private final Bytes signature;

        Decoded(Bytes nonce, Bytes encoded, Corim claims, Bytes signature) {
            this.nonce = nonce;
            this.encoded = encoded;
            this.claims = claims;
            this.signature = signature;
        }

        /** Keys in our own form are SubjectPublicKeyInfo. */
        private static List<PublicKey> trusted(AuthenticationInputs inputs) {
            List<PublicKey> keys = new ArrayList<>(inputs.anchors().keys());
            for (Bytes key : inputs.anchors().schemeKeys()) {
                try {
                    keys.add(inputs.crypto().publicKey(key));
                } catch (MalformedMessageException e) {
                    throw new IllegalArgumentException(e);
                }
            }
            return keys;
        }

        @Override
        public Authentication authenticate(AuthenticationInputs inputs) {
            Findings.Builder findings = Findings.builder(AcmeCheck.class);
            List<PublicKey> trusted = trusted(inputs);
            findings.expect(AcmeCheck.KEY_TRUSTED, !trusted.isEmpty(), () -> "nobody is trusted");
            Optional<VerifiedSignature> proof = trusted.stream()
                    .flatMap(
                            key -> inputs.crypto().verify(key, ES256, Bytes.concat(nonce, encoded), signature).stream())
                    .findFirst();
            findings.expect(AcmeCheck.SIGNATURE, proof.isPresent(), () -> "does not verify");
            if (inputs.freshness() instanceof Freshness.Nonce wanted) {
                findings.expect(AcmeCheck.NONCE, nonce.equals(wanted.value()), () -> "another nonce");
            } else {
                findings.notAssessed(AcmeCheck.NONCE, "nobody asked");
            }
            if (findings.anyCryptographicFailed()) {
                findings.restNotAssessed("an earlier check failed");
                return new RefusedEvidence(findings.build());
            }
            return authentic(proof.orElseThrow(), findings);
        }

        private AuthenticatedEvidence authentic(VerifiedSignature proof, Findings.Builder findings) {
            List<CryptoKey> keys = authority ? List.of(CryptoKey.thumbprint(proof.key())) : List.of();
            List<Claims> all = claims.comids().get(0).referenceValues().stream()
                    .map(triple -> new Claims(
                            triple.environment(),
                            triple.measurements(),
                            keys,
                            Claims.Type.EVIDENCE,
                            Optional.of(PROFILE)))
                    .toList();
            findings.expect(
                    AcmeCheck.DEBUG_OFF, !first(all, MODE).equals(Optional.of("debug")), () -> "debugging is on");
            Optional<String> log = first(all, LOG);
            if (log.isPresent()) {
                findings.expect(AcmeCheck.LOG_GOOD, log.get().equals("good"), () -> "the log is " + log.get());
            } else {
                findings.notAssessed(AcmeCheck.LOG_GOOD, "there is no log");
            }
            findings.expect(
                    AcmeCheck.DISK_SEALED,
                    !first(all, path("disk", CodePoint.NAME)).equals(Optional.of("open")),
                    () -> "the disk is open");
            return AuthenticatedEvidence.assertion(List.of(proof), all, findings.build());
        }

        private static <T> Optional<T> first(List<Claims> all, ClaimPath<T> path) {
            return all.stream().flatMap(claims -> claims.get(path).stream()).findFirst();
        }
    }
}
