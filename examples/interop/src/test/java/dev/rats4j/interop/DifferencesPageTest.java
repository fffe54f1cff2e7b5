package dev.rats4j.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/interop.md} is written with {@code -Drats4j.write-docs=true}, and compared with what the libraries do otherwise. */
class DifferencesPageTest {

    private static final Path PAGE = Path.of(System.getProperty("rats4j.root", "../.."), "docs", "interop.md");

    private static final String HEAD = """
            # With libraries of others

            `examples/interop` reads and writes our EAR, CoRIM and CMW with COSE-java 1.1.0 (on upokecenter CBOR 4.5.6) and Jackson CBOR 2.22.4. All six directions work: they read ours,
            and we read theirs. To see it:

            ```
            mvn -q -pl examples/interop -am package -DskipTests
            java -cp 'examples/interop/target/classes:examples/interop/target/lib/*' dev.rats4j.interop.Interop
            ```

            What differs, found by trying (this table is written by a test):

            """;

    private static final String TAIL = """

            What is not shown by a single message:

            - Jackson's keys are texts. Whoever reads an EAR or a CoRIM with it cannot tell the claim 6 from a claim "6". Its tree (`JsonNode`) and data binding lose tags too; the token stream keeps them.
            - Jackson checks neither duplicates nor trailing bytes unless told to (`STRICT_DUPLICATE_DETECTION`, and one more `nextToken()`).
            - Jackson writes maps and arrays of indefinite length unless it is told their size, and never sorts. We read that and do not write it, so signatures are over the bytes received, and encodings are not to be compared.
            - COSE-java takes keys of the JDK only, and providers by their global order; it knows ES256, ES384 and ES512 without more. It has no type for `x5chain`.
            """;

    @Test
    void pageAgreesWithTheLibraries() throws Exception {
        String expected = HEAD + Interop.differences() + TAIL;
        if (Boolean.getBoolean("rats4j.write-docs")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE).as("run with -Drats4j.write-docs=true to write it").hasContent(expected);
    }

    @Test
    void weRefuseWhateverDiffers() throws Exception {
        assertThat(Differences.all())
                .filteredOn(difference -> difference.theirs().matches("(verifies|reads).*"))
                .hasSizeGreaterThan(5)
                .allMatch(difference -> difference.ours().matches("(refuse|read).*"));
    }
}
