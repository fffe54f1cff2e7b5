package dev.rats4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.rats4j.conformance.SchemeConformance;
import dev.rats4j.spi.EvidenceScheme;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No scheme without its negative suite. */
class SchemeSuiteTest {

    private static List<EvidenceScheme> offered() {
        return ServiceLoader.load(EvidenceScheme.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** Classes of schemes: those offered as services, and any other in production code. */
    static Set<Class<?>> schemes() {
        Stream<Class<?>> services = offered().stream().map(Object::getClass);
        Stream<Class<?>> implementations = ProductionCode.CLASSES.stream()
                .filter(type -> type.isAssignableTo(EvidenceScheme.class) && isConcrete(type))
                .map(JavaClass::reflect);
        return Stream.concat(services, implementations).collect(Collectors.toSet());
    }

    private static boolean isConcrete(JavaClass type) {
        return !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    /** Concrete suites of a scheme, in its own package, which Surefire finds by their names and runs. */
    private static List<Class<?>> suitesOf(Class<?> scheme) {
        return ProductionCode.testsOf(scheme.getPackageName()).stream()
                .filter(type -> type.isAssignableTo(SchemeConformance.class) && isConcrete(type))
                .filter(type -> type.getSimpleName().endsWith("Test") && !type.isAnnotatedWith(Disabled.class))
                .<Class<?>>map(JavaClass::reflect)
                .filter(suite -> schemeOf(suite).equals(scheme))
                .toList();
    }

    private static Class<?> schemeOf(Class<?> suite) {
        try {
            Constructor<?> constructor = suite.getDeclaredConstructor();
            constructor.setAccessible(true);
            return ((SchemeConformance) constructor.newInstance()).scheme().getClass();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(suite + " cannot be made", e);
        }
    }

    @Test
    @DisplayName("R-1 schemes are offered by their modules, each name and each type once")
    void schemesAreOffered() {
        assertThat(offered()).extracting(EvidenceScheme::name).contains("tpm").doesNotHaveDuplicates();
        assertThat(offered().stream()
                        .flatMap(scheme ->
                                Stream.concat(scheme.mediaTypes().stream(), scheme.collectionTypes().stream())))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    @DisplayName("R-1 every scheme has a concrete suite of the conformance kit, S-1 to S-12")
    void everySchemeHasItsSuite(Class<?> scheme) {
        assertThat(suitesOf(scheme)).as("suites of %s", scheme.getName()).isNotEmpty();
    }

    @Test
    @DisplayName("R-1 a scheme without a suite is noticed")
    void withoutSuite() {
        assertThat(suitesOf(SchemeSuiteTest.class)).isEmpty();
    }
}
