package dev.rats4j.cddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Checks what we write against a rule, with known keys held to their types. Every value is changed in one place besides: how many of these
 * are refused says whether the rule says anything. The first values and refused changes are left for another validator, see {@link
 * EmissionFiles}.
 */
public final class Emission {

    private static final int LEAST = 1000;

    private final String name;
    private final String rule;
    private final Cddl cddl;
    private final Optional<EmissionFiles> files;
    private final SplittableRandom random = new SplittableRandom(8610);
    private int values;
    private int changed;
    private int refused;

    private Emission(String name, String rule, Cddl cddl, Optional<EmissionFiles> files) {
        this.name = name;
        this.rule = rule;
        this.cddl = cddl.reading(Reading.NAMED_KEYS_CUT);
        this.files = files;
    }

    /** For a rule of a format of the index. Without the definitions the test is skipped. */
    public static Emission of(String format, String rule) {
        return of(format, rule, rule);
    }

    /** For a rule that the definitions of another rule of the format have. */
    public static Emission of(String format, String definitions, String rule) {
        CddlFolder.require();
        Cddl cddl = CddlIndex.of(format, definitions);
        return new Emission(
                format + '/' + rule, rule, cddl, Optional.of(EmissionFiles.of(format, definitions, rule, "")));
    }

    /** With more definitions, for sockets that profiles fill. */
    public static Emission extended(String format, String definitions, String rule, String more) {
        CddlFolder.require();
        Cddl cddl = CddlIndex.extended(format, definitions, more);
        EmissionFiles files = EmissionFiles.of(format, definitions, rule, more);
        return new Emission(format + '/' + rule, rule, cddl, Optional.of(files));
    }

    /** For definitions of our own. */
    public static Emission of(String name, Cddl cddl, String rule) {
        return new Emission(name + '/' + rule, rule, cddl, Optional.empty());
    }

    /** Checks a value in CBOR. */
    public void cbor(Bytes encoded) {
        cddl.refusal(rule, encoded).ifPresent(reason -> fail(name + ": " + reason + " in " + encoded.toHex()));
        files.ifPresent(target -> target.value(encoded));
        values++;
        Value value = cborValue(encoded);
        Value other = Mutation.of(value, random);
        if (!other.equals(value)) {
            changed++;
            Bytes wrong = Encoding.cbor(other);
            if (cddl.refusal(rule, wrong).isPresent()) {
                refused++;
            }
            if (cddl.reading(Reading.STANDARD).refusal(rule, wrong).isPresent()) {
                files.ifPresent(target -> target.broken(wrong));
            }
        }
    }

    private static Value cborValue(Bytes encoded) {
        try {
            return Value.of(CborItem.decode(encoded, CborProfile.WELL_FORMED));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("what was valid is no CBOR", e);
        }
    }

    /** Checks a value in JSON. */
    public void json(Bytes text) {
        JsonValue json;
        try {
            json = Json.parse(text);
        } catch (MalformedMessageException e) {
            throw new AssertionError(name + ": we wrote no JSON", e);
        }
        cddl.refusal(rule, json).ifPresent(reason -> fail(name + ": " + reason + " in " + text.utf8()));
        values++;
        Value value = Value.of(json);
        Value other = Mutation.of(value, random);
        if (!other.equals(value)) {
            changed++;
            refused += cddl.refusal(rule, other, Notation.JSON).isPresent() ? 1 : 0;
        }
    }

    /** Values so far. */
    public int count() {
        return values;
    }

    /** Ends: at least a thousand values, and at least a part of the changes refused. */
    public void finish(double leastRefused) {
        System.out.println(
                "cddl-emission " + name + " values=" + values + " changed=" + changed + " refused=" + refused);
        assertThat(values).as(name).isGreaterThanOrEqualTo(LEAST);
        assertThat(refused).as(name + ": refused of " + changed).isGreaterThanOrEqualTo((int) (leastRefused * changed));
    }
}
