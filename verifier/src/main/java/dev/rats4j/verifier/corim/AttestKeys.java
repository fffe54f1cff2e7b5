package dev.rats4j.verifier.corim;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys that attest-key triples give to Attesters of a class: to be trusted like keys that the caller pinned. */
public final class AttestKeys {

    private static final long PKIX_BASE64_KEY = 554;
    private static final long COSE_KEY = 558;

    private AttestKeys() {}

    /**
     * Keys of all triples about a class that are valid at an instant. Conditions on measurement keys are not about evidence as a whole,
     * and which group or instance evidence is about is not known before somebody trusts it: such triples are left out, unless the
     * instance is the key itself.
     */
    public static List<PublicKey> of(
            Corpus corpus, EnvironmentClass environmentClass, CryptoBackend crypto, Instant at) {
        return corpus.attestKeys().all().stream()
                .filter(relation -> isUsed(relation, environmentClass, at))
                .flatMap(relation -> keys(relation, crypto).stream())
                .toList();
    }

    /**
     * CoRIMs that nobody signed and that give one of these keys to a class: source and reason.
     *
     * @param thumbprints keys that signed evidence
     */
    public static Map<String, String> unsigned(
            Corpus corpus,
            EnvironmentClass environmentClass,
            CryptoBackend crypto,
            Instant at,
            Collection<CryptoKey> thumbprints) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Relation.AttestKey relation : corpus.attestKeys().all()) {
            Optional<String> reason = relation.origin().unsigned();
            if (reason.isPresent()
                    && isUsed(relation, environmentClass, at)
                    && keys(relation, crypto).stream()
                            .map(CryptoKey::thumbprint)
                            .anyMatch(thumbprints::contains)) {
                reasons.put(relation.origin().source(), reason.get());
            }
        }
        return reasons;
    }

    private static boolean isUsed(Relation.AttestKey relation, EnvironmentClass environmentClass, Instant at) {
        boolean sameClass = relation.environment()
                .environmentClass()
                .filter(environmentClass::equals)
                .isPresent();
        boolean unconditional = relation.environment().group().isEmpty()
                && relation.triple().key().isEmpty()
                && relation.triple().authorizedBy().isEmpty();
        return sameClass && unconditional && relation.origin().validity().contains(at);
    }

    private static List<PublicKey> keys(Relation.AttestKey relation, CryptoBackend crypto) {
        return relation.triple().keys().stream()
                .flatMap(key -> publicKey(key, crypto).stream())
                .filter(key -> isAbout(relation.environment(), key))
                .toList();
    }

    private static boolean isAbout(Environment environment, PublicKey key) {
        return environment
                .instance()
                .map(instance -> instance.equals(new Environment.InstanceKey(CryptoKey.thumbprint(key))))
                .orElse(true);
    }

    /** A key that is itself in the CoRIM; thumbprints and certificates name keys that have to come from elsewhere. */
    private static Optional<PublicKey> publicKey(CryptoKey key, CryptoBackend crypto) {
        try {
            CborItem content = CborItem.decode(key.content(), CborProfile.DETERMINISTIC);
            if (key.tag() == COSE_KEY) {
                return Optional.of(CoseKey.decode(content, crypto));
            }
            if (key.tag() == PKIX_BASE64_KEY) {
                String body = content.text("pkix-base64-key")
                        .replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "")
                        .replaceAll("\\s", "");
                return Optional.of(
                        crypto.publicKey(Bytes.copyOf(Base64.getDecoder().decode(body))));
            }
            return Optional.empty();
        } catch (MalformedMessageException | IllegalArgumentException e) {
            return Optional.empty(); // a key that cannot be read is nobody's
        }
    }
}
