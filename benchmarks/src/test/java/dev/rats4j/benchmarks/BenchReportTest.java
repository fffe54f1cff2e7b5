package dev.rats4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rats4j.json.Json;
import dev.rats4j.json.JsonNull;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Figures that are given, in numbers, words and pictures. */
class BenchReportTest {

    private static final JsonObject ENVIRONMENT =
            JsonObject.builder().put("cpu", "a <fast> | one").put("cores", 2).build();

    /** Raw: 100 µs. */
    private static BenchFigure figure(double overheadMicros, double bytes) {
        return figure(100, overheadMicros, bytes, Optional.of(Bar.WARM_AUTHENTICATION));
    }

    private static BenchFigure figure(double rawMicros, double overheadMicros, double bytes, Optional<Bar> bar) {
        return new BenchFigure(
                "authenticate/tpm",
                "bc",
                "ES256",
                "warm",
                1,
                0,
                1e6 / (rawMicros + overheadMicros),
                OptionalDouble.of(1e6 / rawMicros),
                OptionalDouble.of(bytes),
                OptionalDouble.of(1000),
                0.0123,
                bar);
    }

    private static BenchFigure decoding() {
        return new BenchFigure(
                "decode/tpm",
                "jdk",
                "none",
                "warm",
                1,
                0,
                123456,
                OptionalDouble.empty(),
                OptionalDouble.of(512),
                OptionalDouble.empty(),
                0.001,
                Optional.empty());
    }

    @Test
    void ratioAndOverheadFollowFromTheRates() {
        BenchFigure figure = figure(25, 2000);
        assertThat(figure.rate()).isEqualTo(8000);
        assertThat(figure.ratio().orElseThrow()).isCloseTo(1.25, within(1e-9));
        assertThat(figure.overheadMicros().orElseThrow()).isCloseTo(25, within(1e-9));
        assertThat(decoding().ratio()).isEmpty();
        assertThat(decoding().overheadMicros()).isEmpty();
        assertThat(decoding().withinBar()).isEmpty();
    }

    @Test
    void theBarIsAShareOfTheSignatureOrAFixedTimeWhicheverIsMore() {
        assertThat(figure(9.9, 2000).limitMicros().orElseThrow()).isCloseTo(10, within(1e-9));
        assertThat(figure(9.9, 2000).withinBar()).contains(true);
        assertThat(figure(10.1, 2000).withinBar()).contains(false);
        Optional<Bar> bar = Optional.of(Bar.WARM_AUTHENTICATION);
        assertThat(figure(20, 5.9, 2000, bar).withinBar()).contains(true);
        assertThat(figure(20, 6.1, 2000, bar).withinBar()).contains(false);
        assertThat(figure(20, 19.9, 2000, Optional.of(Bar.APPRAISAL)).withinBar())
                .contains(true);
        assertThat(figure(20, 6.1, 2000, Optional.of(Bar.EVENT_LOG)).withinBar())
                .contains(false);
    }

    @Test
    void theBarIsAlsoAboutAllocationBeyondThatOfTheSignature() {
        assertThat(figure(1, 1000 + 8192).withinBar()).contains(true);
        assertThat(figure(1, 1000 + 8193).withinBar()).contains(false);
        assertThat(figure(20, 1, 1e9, Optional.of(Bar.APPRAISAL)).withinBar()).contains(true);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> figure(-100, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> figure(Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bar(-0.1, 6, java.util.OptionalLong.empty()));
    }

    @Test
    void theDocumentHasTheShapeThatOthersRead() throws MalformedMessageException {
        BenchReport report = new BenchReport(ENVIRONMENT, List.of(figure(25, 2000), decoding()));
        JsonObject read = (JsonObject) Json.parse(Bytes.ofUtf8(Json.pretty(report.json())));
        assertThat(read.object("environment")).isEqualTo(ENVIRONMENT);
        List<JsonObject> results = read.array("results").objects();
        assertThat(results).hasSize(2);
        JsonObject figure = results.get(0);
        assertThat(figure.members().keySet())
                .containsExactly(
                        "path",
                        "provider",
                        "signature",
                        "state",
                        "threads",
                        "triples",
                        "rate",
                        "raw",
                        "ratio",
                        "overhead_us",
                        "bytes",
                        "raw_bytes",
                        "error",
                        "bar");
        assertThat(figure.string("path")).isEqualTo("authenticate/tpm");
        assertThat(figure.string("provider")).isEqualTo("bc");
        assertThat(figure.string("state")).isEqualTo("warm");
        assertThat(figure.integer("rate")).isEqualTo(8000);
        assertThat(figure.integer("raw")).isEqualTo(10000);
        assertThat(figure.number("ratio").value()).isEqualByComparingTo("1.25");
        assertThat(figure.number("overhead_us").value()).isEqualByComparingTo("25");
        assertThat(figure.integer("bytes")).isEqualTo(2000);
        assertThat(figure.number("error").value()).isEqualByComparingTo("0.0123");
        assertThat(figure.object("bar").bool("within")).isFalse();
        assertThat(figure.object("bar").integer("overhead_us")).isEqualTo(10);
        assertThat(results.get(1).value("raw")).isEqualTo(JsonNull.NULL);
        assertThat(results.get(1).value("bar")).isEqualTo(JsonNull.NULL);
    }

    @Test
    void theTableHasARowPerFigure() {
        String table = new BenchReport(ENVIRONMENT, List.of(figure(25, 2000), figure(1, 2000), decoding())).markdown();
        assertThat(table)
                .contains("cpu a <fast> \\| one")
                .contains("| authenticate/tpm | bc | ES256 | warm | 0 | 8,000 | 10,000 | 1.250 | 25.0 | 10.0 | 2,000 |"
                        + " 1,000 | 1.2 % | **no** |")
                .contains("| 1.010 | 1.0 | 10.0 | 2,000 | 1,000 | 1.2 % | yes |")
                .contains("| decode/tpm | jdk | none | warm | 0 | 123,456 | – | – | – | – | 512 | – | 0.1 % | – |");
    }

    @Test
    void thePictureIsXmlWithABarAndALimitPerFigure() throws ParserConfigurationException, IOException, SAXException {
        String svg = new BenchReport(ENVIRONMENT, List.of(figure(25, 2000), decoding())).svg();
        var root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(svg).contains("8,000/s, 1.25 × raw, +25.0 µs").contains("123,456/s");
        assertThat(root.getElementsByTagName("rect").getLength()).isEqualTo(2 + 2); // background, legend, bars
        assertThat(svg.split("#b42318", -1)).hasSize(1 + 2); // legend, the one limit
    }

    @Test
    void theAxisIsLogarithmic() {
        BenchFigure slow = figure(1000, 0, 0, Optional.empty());
        BenchFigure middle = figure(100, 0, 0, Optional.empty());
        BenchFigure quick = figure(10, 0, 0, Optional.empty());
        String svg = new BenchReport(ENVIRONMENT, List.of(slow, middle, quick)).svg();
        double[] widths = java.util.regex.Pattern.compile("width=\"([0-9.]+)\" height=\"18\\.0\"")
                .matcher(svg)
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .toArray();
        assertThat(widths).hasSize(3);
        assertThat(widths[2] - widths[1])
                .isCloseTo(widths[1] - widths[0], within(0.2))
                .isPositive();
        assertThat(widths[0]).isPositive();
    }

    @Test
    void filesAreReplacedWhole(@TempDir Path directory) throws IOException {
        Path target = directory.resolve("made/here");
        new BenchReport(ENVIRONMENT, List.of(figure(25, 2000), decoding())).write(target);
        BenchReport second = new BenchReport(ENVIRONMENT, List.of(decoding()));
        second.write(target);
        assertThat(Files.readString(target.resolve(BenchReport.JSON))).isEqualTo(Json.pretty(second.json()));
        assertThat(Files.readString(target.resolve(BenchReport.MARKDOWN))).isEqualTo(second.markdown());
        assertThat(Files.readString(target.resolve(BenchReport.SVG))).isEqualTo(second.svg());
        try (var files = Files.list(target)) {
            assertThat(files).as("no temporary files are left").hasSize(3);
        }
    }

    @Test
    void pairsAreComparedBeforeTheyAreCombined() {
        Samples samples = new Samples();
        // the machine slows down by half in the middle; within each pair the ratio is 1.25
        for (double raw : new double[] {10_000, 10_000, 5_000, 5_000, 4_000}) {
            samples.addRaw(new Samples.Sample(raw, 100));
            samples.addFull(new Samples.Sample(raw / 1.25, 200));
        }
        BenchFigure figure = samples.figure(BenchScenario.AUTHENTICATE_TPM);
        assertThat(figure.raw()).hasValue(5_000);
        assertThat(figure.ratio().orElseThrow()).isCloseTo(1.25, within(1e-9));
        assertThat(figure.error()).isCloseTo(0, within(1e-9));
        assertThat(figure.bytes()).hasValue(200);
        assertThat(figure.rawBytes()).hasValue(100);
    }
}
