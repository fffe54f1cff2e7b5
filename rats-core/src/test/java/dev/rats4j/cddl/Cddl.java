package dev.rats4j.cddl;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cddl.Type.Ref;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Definitions in CDDL, and whether values match them. */
public final class Cddl {

    private final Schema schema;
    private final Reading reading;

    Cddl(List<Rule> rules) {
        this(new Schema(rules), Reading.STANDARD);
    }

    private Cddl(Schema schema, Reading reading) {
        this.schema = schema;
        this.reading = reading;
    }

    /**
     * Definitions in one text.
     *
     * @throws CddlException if it is no CDDL
     */
    public static Cddl of(String text) {
        return new Cddl(Parser.rules("text", text));
    }

    /** The same definitions, read in another way. */
    public Cddl reading(Reading other) {
        return new Cddl(schema, other);
    }

    /** Names of the rules. */
    public Set<String> rules() {
        return schema.names();
    }

    /** Names that a rule needs and nothing defines; sockets may be empty. */
    public Set<String> undefined(String rule) {
        return schema.undefined(rule);
    }

    /** Why an item is not of a rule: its place and what is wrong there; empty if it is. */
    public Optional<String> refusal(String rule, CborItem item) {
        try {
            return refusal(rule, Value.of(item), Notation.CBOR);
        } catch (MalformedMessageException e) {
            return Optional.of("not one of the items that definitions know: " + e.getMessage());
        }
    }

    /** Why bytes are not one item of a rule. */
    public Optional<String> refusal(String rule, Bytes cbor) {
        try {
            return refusal(rule, CborItem.decode(cbor, CborProfile.WELL_FORMED));
        } catch (MalformedMessageException e) {
            return Optional.of("not CBOR: " + e.getMessage());
        }
    }

    /** Why a JSON value is not of a rule. */
    public Optional<String> refusal(String rule, JsonValue json) {
        return refusal(rule, Value.of(json), Notation.JSON);
    }

    Optional<String> refusal(String rule, Value value, Notation notation) {
        Matching matching = new Matching(schema, notation, reading, new Matching.Budget());
        return matching.matches(Ref.to(rule), value, Path.ROOT) ? Optional.empty() : Optional.of(matching.reason());
    }
}
