package dev.rats4j.cli;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;

/** The classes of all modules, read from the class path of this one. */
final class ProductionCode {

    /** Without tests. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !isOfTests(location))
            .importPackages("dev.rats4j");

    private ProductionCode() {}

    /** Only tests, those of modules that publish them as a jar. */
    static JavaClasses testsOf(String packageName) {
        return new ClassFileImporter()
                .withImportOption(ProductionCode::isOfTests)
                .importPackages(packageName);
    }

    private static boolean isOfTests(Location location) {
        return location.contains("/test-classes/") || location.contains("-tests.jar");
    }
}
