package dev.rats4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.rats4j.spi.EvidenceScheme;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No scheme without its negative suite. */
class SchemeSuiteTest {

    private static final Pattern CASE = Pattern.compile("S-(\\d+)");

    static List<EvidenceScheme> schemes() {
        return ServiceLoader.load(EvidenceScheme.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    @Test
    @DisplayName("R-1 schemes are offered by their modules, each name and each type once")
    void schemesAreOffered() {
        assertThat(schemes()).extracting(EvidenceScheme::name).contains("tpm").doesNotHaveDuplicates();
        assertThat(schemes().stream()
                        .flatMap(scheme ->
                                Stream.concat(scheme.mediaTypes().stream(), scheme.collectionTypes().stream())))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    @DisplayName("R-1 every scheme has a test of its own and a conformance test")
    void everySchemeIsTested(EvidenceScheme scheme) {
        JavaClasses tests = ProductionCode.testsOf(scheme.getClass().getPackageName());
        List<String> concrete = tests.stream()
                .filter(test -> !test.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getSimpleName)
                .toList();
        assertThat(concrete).contains(scheme.getClass().getSimpleName() + "Test");
        assertThat(concrete).anyMatch(name -> name.endsWith("ConformanceTest"));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    @DisplayName("R-1 every case of the negative suite, S-1 to S-12, is named by a test of the scheme")
    void everyCaseHasATest(EvidenceScheme scheme) {
        Set<Integer> covered = new HashSet<>();
        for (JavaClass test : ProductionCode.testsOf(scheme.getClass().getPackageName())) {
            test.getMethods().stream()
                    .flatMap(method -> method.tryGetAnnotationOfType(DisplayName.class).stream())
                    .map(DisplayName::value)
                    .forEach(name -> {
                        Matcher matcher = CASE.matcher(name);
                        while (matcher.find()) {
                            covered.add(Integer.parseInt(matcher.group(1)));
                        }
                    });
        }
        assertThat(covered).containsAll(IntStream.rangeClosed(1, 12).boxed().toList());
    }
}
