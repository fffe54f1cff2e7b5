package dev.rats4j.corim.profile;

import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimProfile;
import dev.rats4j.corim.CorimProfiles;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.KeyTriple;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.TypedId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Private profiles of a Verifier service of others, each in a few lines: what somebody outside writes against the interface. */
public final class ServiceProfiles {

    private static final long PKIX_PATH = 556;

    private ServiceProfiles() {}

    /** A profile whose rules are one function. */
    private record Private(String id, java.util.function.UnaryOperator<ProfileRules> rules) implements CorimProfile {
        @Override
        public List<Violation> check(Corim corim) {
            return rules.apply(ProfileRules.of(corim, id)).violations();
        }
    }

    /** All of them; the one for SEV-SNP adds a rule to AMD's profile. */
    public static CorimProfiles all() {
        return CorimProfiles.of(
                new Private("tag:github.com/parallaxsecond,2023-03-03:tpm", ServiceProfiles::parsecTpm),
                new Private("tag:github.com/parallaxsecond,2023-03-03:cca", ServiceProfiles::parsecCca),
                new Private("https://enacttrust.com/veraison/1.0.0", ServiceProfiles::enactTrust),
                new Private("tag:veraison-project.com,2026:riot", ServiceProfiles::riot),
                new Private("http://example.com/example-profile", rules -> rules),
                sevSnp());
    }

    private static boolean hasUuidClass(Environment environment) {
        return environment
                .environmentClass()
                .flatMap(EnvironmentClass::id)
                .filter(id -> id.tag() == TypedId.UUID)
                .isPresent();
    }

    private static ProfileRules parsecTpm(ProfileRules rules) {
        return rules.references((triple, place) -> {
                    place.at("class-id").require(hasUuidClass(triple.environment()), "is no UUID");
                    ProfileRules.all(triple.measurements(), "measurements", place, (measurement, at) -> {
                        at.at("mkey")
                                .require(
                                        measurement
                                                .key()
                                                .filter(MeasuredElement.Numbered.class::isInstance)
                                                .isPresent(),
                                        "is no PCR");
                        ArmRules.requireDigests(measurement, at);
                    });
                })
                .attestKeys((triple, place) -> {
                    place.at("class-id").require(hasUuidClass(triple.environment()), "is no UUID");
                    place.at("instance").require(triple.environment().instance().isPresent(), "is absent");
                });
    }

    private static ProfileRules parsecCca(ProfileRules rules) {
        return rules.references(
                        (triple, place) -> ArmRules.requireImplementation(triple.environment(), TypedId.BYTES, place))
                .attestKeys((triple, place) -> ArmRules.checkKey(triple, TypedId.BYTES, place));
    }

    private static void checkNode(Environment environment, ProfileRules.Place place) {
        place.at("class").require(environment.environmentClass().isEmpty(), "is set");
        place.at("instance").require(environment.instance().isPresent(), "is absent");
    }

    private static ProfileRules enactTrust(ProfileRules rules) {
        return rules.references((triple, place) -> {
                    checkNode(triple.environment(), place);
                    place.at("measurements").require(triple.measurements().size() == 1, "are not exactly one");
                    ProfileRules.all(
                            triple.measurements(),
                            "measurements",
                            place,
                            (measurement, at) -> at.at("digests")
                                    .require(
                                            measurement
                                                    .values()
                                                    .get(CodePoint.DIGESTS)
                                                    .filter(digests ->
                                                            digests.entries().size() == 1)
                                                    .isPresent(),
                                            "are not exactly one"));
                })
                .attestKeys((triple, place) -> {
                    checkNode(triple.environment(), place);
                    place.at("key-list").require(triple.keys().size() == 1, "is not exactly one key");
                });
    }

    private static ProfileRules riot(ProfileRules rules) {
        return rules.attestKeys((triple, place) -> {
            place.at("vendor").require(vendor(triple).isPresent(), "is absent");
            place.at("key-list")
                    .require(triple.keys().stream().allMatch(key -> key.tag() == PKIX_PATH), "has another kind of key");
        });
    }

    private static Optional<String> vendor(KeyTriple triple) {
        return triple.environment().environmentClass().flatMap(EnvironmentClass::vendor);
    }

    private static CorimProfile sevSnp() {
        AmdSevSnpProfile amd = AmdSevSnpProfile.older();
        return new CorimProfile() {
            @Override
            public String id() {
                return amd.id();
            }

            @Override
            public List<Violation> check(Corim corim) {
                List<Violation> violations = new ArrayList<>(amd.check(corim));
                violations.addAll(ProfileRules.of(corim, id())
                        .attestKeys((triple, place) -> place.at("model")
                                .require(
                                        triple.environment()
                                                .environmentClass()
                                                .flatMap(EnvironmentClass::model)
                                                .isPresent(),
                                        "is absent"))
                        .violations());
                return violations;
            }
        };
    }
}
