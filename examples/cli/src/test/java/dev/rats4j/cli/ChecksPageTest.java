package dev.rats4j.cli;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.rats4j.Check;
import dev.rats4j.TrustworthinessClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code docs/checks.md} is written from the enums, with {@code -Drats4j.write-docs=true}, and compared with them otherwise. */
class ChecksPageTest {

    private static final Path PAGE = Path.of(System.getProperty("rats4j.root", "../.."), "docs", "checks.md");

    private static final String HEAD = """
            # Checks

            Every check that this version knows, written from the enums in the code. Ids do not change after a release.

            *Cryptographic* checks are about trust, signatures, nonces and bindings: if one fails, there are no claims, and no policy can waive it.
            Failures of *policy* checks are facts: the appraisal refuses them unless a policy waives them with a reason.
            The values are AR4SI trustworthiness claims: what the aspect may say if everything it needs has passed, and what it says if this check failed.
            A dash stands for "says nothing".
            """;

    @Test
    void pageAgreesWithTheEnums() throws IOException {
        String expected = page();
        if (Boolean.getBoolean("rats4j.write-docs")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE).as("run with -Drats4j.write-docs=true to write it").hasContent(expected);
    }

    @Test
    void idsAreUniqueAndWellFormed() {
        List<String> ids = checks().stream().map(Check::id).toList();
        assertThat(ids)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+"));
    }

    private static List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        ProductionCode.CLASSES.stream()
                .filter(found -> found.isEnum() && found.isAssignableTo(Check.class))
                .sorted(Comparator.comparing(JavaClass::getName))
                .forEach(found -> {
                    for (Object constant : found.reflect().getEnumConstants()) {
                        checks.add((Check) constant);
                    }
                });
        return checks;
    }

    private static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        Map<String, List<Check>> byScheme = checks().stream()
                .collect(groupingBy(
                        check -> check.id().substring(0, check.id().indexOf('.')),
                        TreeMap::new,
                        toCollection(ArrayList::new)));
        byScheme.forEach((scheme, checks) -> {
            page.append("\n## ").append(scheme).append("\n\n");
            page.append("| Id | Clause | Kind | Aspect | On pass | On failure |\n|---|---|---|---|---|---|\n");
            checks.forEach(check -> page.append(row(check.definition())));
        });
        return page.toString();
    }

    private static String row(Check.Definition check) {
        return "| `" + check.id() + "` | "
                + check.clause().replace("|", "\\|") + " | "
                + word(check.kind()) + " | "
                + word(check.aspect()) + " | "
                + claim(check.onPass()) + " | "
                + claim(check.onFailure()) + " |\n";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String claim(TrustworthinessClaim claim) {
        return claim.equals(TrustworthinessClaim.NONE)
                ? "–"
                : claim.value() + " (" + claim.tier().label() + ")";
    }
}
