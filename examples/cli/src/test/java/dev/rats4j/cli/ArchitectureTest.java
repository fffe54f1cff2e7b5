package dev.rats4j.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.crypto.VerifiedSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which module and package may depend on which, and what no production class does. */
class ArchitectureTest {

    private static final JavaClasses CODE = ProductionCode.CLASSES;

    /** Packages of rats-core from the innermost: none depends on one of a later line. The root is the glossary. */
    private static final List<Set<String>> ORDER = List.of(
            Set.of("wire"),
            Set.of("crypto"),
            Set.of("cbor"),
            Set.of("cose", "json", "jose"),
            Set.of("cmw", "coswid"),
            Set.of("corim"),
            Set.of("trust", "freshness"),
            Set.of("eat", "cots", "log", "dsse", "bom", "draft.coserv", "draft.epoch"),
            Set.of(""),
            Set.of("spi", "ear"));

    private static final String[] CORE = {
        "dev.rats4j",
        "dev.rats4j.wire..",
        "dev.rats4j.crypto..",
        "dev.rats4j.trust..",
        "dev.rats4j.freshness..",
        "dev.rats4j.cbor..",
        "dev.rats4j.cose..",
        "dev.rats4j.jose..",
        "dev.rats4j.json..",
        "dev.rats4j.cmw..",
        "dev.rats4j.eat..",
        "dev.rats4j.coswid..",
        "dev.rats4j.corim..",
        "dev.rats4j.cots..",
        "dev.rats4j.ear..",
        "dev.rats4j.dsse..",
        "dev.rats4j.bom..",
        "dev.rats4j.log..",
        "dev.rats4j.cel..",
        "dev.rats4j.spi..",
        "dev.rats4j.draft.."
    };

    /** Of each module: what it may use of ours, beside itself and rats-core. */
    private static final Map<String, List<String>> MODULES = Map.of(
            "dev.rats4j.tpm..", List.of(),
            "dev.rats4j.tee..", List.of("dev.rats4j.tpm.."),
            "dev.rats4j.verifier..", List.of(),
            "dev.rats4j.relyingparty..", List.of(),
            "dev.rats4j.benchmarks..",
                    List.of(
                            "dev.rats4j.tpm..",
                            "dev.rats4j.tee..",
                            "dev.rats4j.verifier..",
                            "dev.rats4j.relyingparty.."));

    @Test
    void everyPackageBelongsToAModule() {
        List<String> known = new ArrayList<>(List.of(CORE));
        known.addAll(MODULES.keySet());
        known.add("dev.rats4j.cli..");
        classes().should().resideInAnyPackage(known.toArray(String[]::new)).check(CODE);
    }

    @Test
    void rolesAndSchemesDependOnlyOnWhatTheTableAllows() {
        MODULES.forEach((module, others) -> {
            List<String> allowed = new ArrayList<>(List.of(CORE));
            allowed.add(module);
            allowed.addAll(others);
            onlyOfOurs(module, allowed).check(CODE);
        });
    }

    @Test
    void coreDependsOnNoOtherModule() {
        for (String corePackage : CORE) {
            onlyOfOurs(corePackage, List.of(CORE)).check(CODE);
        }
    }

    private static ArchRule onlyOfOurs(String where, List<String> allowed) {
        DescribedPredicate<JavaClass> forbidden = resideInAPackage("dev.rats4j..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed.toArray(String[]::new))));
        return noClasses()
                .that()
                .resideInAPackage(where)
                .should()
                .dependOnClassesThat(forbidden)
                .allowEmptyShould(true);
    }

    @Test
    void coreUsesOnlyTheLibrariesThatItNames() {
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.rats4j..",
                        "java..",
                        "javax..",
                        "org.bouncycastle..",
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.databind..",
                        "org.jose4j..",
                        "org.erdtman..",
                        "com.github.benmanes.caffeine..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "com.google.errorprone.annotations..",
                        "dev.cel.."))
                .check(CODE);
    }

    @Test
    void packagesOfCoreKeepTheirOrder() {
        for (int rank = 0; rank < ORDER.size(); rank++) {
            String[] later = ORDER.subList(rank + 1, ORDER.size()).stream()
                    .flatMap(Set::stream)
                    .map(ArchitectureTest::packageName)
                    .toArray(String[]::new);
            for (String name : ORDER.get(rank)) {
                noClasses()
                        .that()
                        .resideInAPackage(packageName(name))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(later))
                        .allowEmptyShould(true)
                        .check(CODE);
            }
        }
    }

    private static String packageName(String name) {
        return name.isEmpty() ? "dev.rats4j" : "dev.rats4j." + name;
    }

    @Test
    void packagesFormNoCycles() {
        SliceAssignment byPackage = new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return SliceIdentifier.of(javaClass.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
        SlicesRuleDefinition.slices()
                .assignedFrom(byPackage)
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    @Test
    @DisplayName("T-02 claims come into being only in AuthenticatedEvidence.assertion")
    void claimsComeIntoBeingInOnePlace() {
        constructors()
                .that()
                .areDeclaredIn(AuthenticatedEvidence.class)
                .should()
                .bePrivate()
                .check(CODE);
        Set<String> makers = CODE.get(AuthenticatedEvidence.class).getConstructors().stream()
                .flatMap(constructor -> constructor.getCallsOfSelf().stream())
                .map(call -> call.getOrigin().getName())
                .collect(java.util.stream.Collectors.toSet());
        assertThat(makers).containsExactly("assertion");
    }

    @Test
    void onlyCryptoSaysThatASignatureWasVerified() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.rats4j.crypto")
                .should()
                .callConstructorWhere(owner(VerifiedSignature.class.getName()))
                .check(CODE);
        // the benchmarks compare with the bare signature
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.rats4j.crypto", "dev.rats4j.benchmarks")
                .should()
                .callMethodWhere(owner("java.security.Signature"))
                .check(CODE);
    }

    @Test
    void nothingIsRegisteredInTheJvm() {
        noClasses()
                .should()
                .callMethodWhere(owner("java.security.Security").and(named("addProvider", "insertProviderAt")))
                .check(CODE);
    }

    @Test
    @DisplayName("T-16 no check reads the environment")
    void noCheckReadsTheEnvironment() {
        // the TPM's tools ask where temporary files go and who the user is, and decide nothing
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.rats4j.cli..", "dev.rats4j.tpm.tools..")
                .should()
                .callMethodWhere(owner("java.lang.System").and(named("getenv", "getProperty", "getProperties")))
                .orShould()
                .callMethodWhere(owner("java.lang.Boolean").and(named("getBoolean")))
                .orShould()
                .callMethodWhere(owner("java.lang.Integer").and(named("getInteger")))
                .orShould()
                .callMethodWhere(owner("java.lang.Long").and(named("getLong")))
                .check(CODE);
    }

    @Test
    void onlyTheCommandLineWritesToTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.rats4j.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CODE);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(CODE);
    }

    private static DescribedPredicate<JavaCall<?>> owner(String className) {
        return DescribedPredicate.describe(
                "of " + className, call -> call.getTargetOwner().getName().equals(className));
    }

    private static DescribedPredicate<JavaCall<?>> named(String... names) {
        return DescribedPredicate.describe(
                "named " + List.of(names), call -> List.of(names).contains(call.getName()));
    }
}
