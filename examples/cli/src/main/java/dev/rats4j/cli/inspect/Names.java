package dev.rats4j.cli.inspect;

import dev.rats4j.cbor.CborKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Names of keys, positions and numbers, by table: {@code names.txt}, which says how it is written. */
final class Names {

    private static final Map<String, Map<Long, Term>> TABLES = read();

    private Names() {}

    /**
     * A line of a table.
     *
     * @param name what the number stands for
     * @param shape how the value under the key is shown; empty if nothing is known
     */
    record Term(String name, String shape) {}

    static Optional<Term> find(String table, long number) {
        return Optional.ofNullable(TABLES.getOrDefault(table, Map.of()).get(number));
    }

    static Optional<Term> find(String table, CborKey key) {
        return key instanceof CborKey.Int number ? find(table, number.value()) : Optional.empty();
    }

    /** The name with the number; the number alone if there is none. */
    static String of(String table, long number) {
        return find(table, number)
                .map(term -> term.name() + " (" + number + ")")
                .orElse(Long.toString(number));
    }

    private static Map<String, Map<Long, Term>> read() {
        try (InputStream in = Objects.requireNonNull(Names.class.getResourceAsStream("names.txt"), "names.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return tables(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Map<Long, Term>> tables(BufferedReader lines) throws IOException {
        Map<String, Map<Long, Term>> tables = new HashMap<>();
        Map<Long, Term> table = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("def ")) {
                table = new HashMap<>();
                tables.put(line.substring(4), table);
            } else if (!line.isBlank() && line.charAt(0) != '#') {
                int space = line.indexOf(' ');
                table.put(Long.parseLong(line.substring(0, space)), term(line.substring(space + 1)));
            }
        }
        return tables;
    }

    /** A name may have blanks; a shape has none, and begins with a mark or is one of a few words. */
    private static Term term(String text) {
        int space = text.lastIndexOf(' ');
        String last = text.substring(space + 1);
        return space > 0 && CborShapes.isShape(last) ? new Term(text.substring(0, space), last) : new Term(text, "");
    }
}
