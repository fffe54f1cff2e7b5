package dev.rats4j.cddl;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cddl.Type.Control;
import dev.rats4j.cddl.Value.Binary;
import dev.rats4j.cddl.Value.Int;
import dev.rats4j.cddl.Value.Text;
import dev.rats4j.json.Json;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Control operators of RFC 8610, 9165 and 9741. */
final class Controls {

    private final Matching matching;
    private final Constants constants;
    private final Path path;

    Controls(Matching matching, Path path) {
        this.matching = matching;
        this.constants = matching.constants();
        this.path = path;
    }

    boolean matches(Control control, Value value) {
        return switch (control.name()) {
            case ".feature" -> constants.isEnabled(control) && matching.matches(control.target(), value, path);
            case ".default" -> matching.matches(control.target(), value, path);
            case ".and", ".within" ->
                matching.matches(control.target(), value, path) && matching.matches(control.controller(), value, path);
            case ".cat", ".det" -> joined(control, value);
            case ".plus" -> constants.computed(control).filter(value::equals).isPresent();
            default -> matching.matches(control.target(), value, path) && isControlled(control, value);
        };
    }

    private boolean isControlled(Control control, Value value) {
        Type controller = control.controller();
        return switch (control.name()) {
            case ".size" -> hasSize(controller, value);
            case ".bits" -> hasBits(controller, value);
            case ".regexp", ".pcre" -> value instanceof Text text && hasShape(controller, text.value());
            case ".abnf", ".abnfb" -> isGenerated(controller, value);
            case ".cbor" -> value instanceof Binary bytes && isCbor(controller, bytes.value());
            case ".cborseq" -> value instanceof Binary bytes && isCborSequence(controller, bytes.value());
            case ".json" -> isJson(controller, value);
            case ".lt", ".le", ".gt", ".ge" -> compares(control, value);
            case ".eq" -> Numbers.areEqual(constants.constant(controller), value);
            case ".ne" -> !Numbers.areEqual(constants.constant(controller), value);
            default -> value instanceof Text text && isEncoded(control, text.value());
        };
    }

    private boolean isEncoded(Control control, String text) {
        Optional<Bytes> bytes = TextEncodings.decode(control.name(), text);
        if (bytes.isEmpty()) {
            matching.note(path, "is not " + control.name());
            return false;
        }
        Path inside = path.inside(control.name());
        Type controller = control.controller();
        // RFC 9999 has text in base64url: the bytes are its UTF-8
        return matching.matches(controller, new Binary(bytes.get()), inside)
                || matching.matches(controller, new Text(bytes.get().utf8()), inside);
    }

    private boolean hasSize(Type controller, Value value) {
        long size;
        if (value instanceof Int number) {
            return constants
                    .literals(controller)
                    .filter(sizes -> !sizes.isEmpty())
                    .map(sizes -> fits(number.value(), sizes.get(sizes.size() - 1)))
                    .orElseGet(() -> matching.hasNumber(controller, byteLength(number.value())));
        } else if (value instanceof Binary bytes) {
            size = bytes.value().length();
        } else if (value instanceof Text text) {
            size = text.value().getBytes(StandardCharsets.UTF_8).length;
        } else {
            throw new CddlException(".size of " + value + " is not defined");
        }
        boolean isMatch = matching.hasNumber(controller, size);
        if (!isMatch) {
            matching.note(path, "has " + size + " bytes, not " + Wording.of(controller));
        }
        return isMatch;
    }

    /** RFC 8610, 3.8.1: an unsigned integer of size n is below 256^n. */
    private static boolean fits(BigInteger number, Value size) {
        return size instanceof Int bytes
                && number.signum() >= 0
                && number.bitLength() <= 8 * bytes.value().intValueExact();
    }

    private static int byteLength(BigInteger number) {
        return (number.bitLength() + 7) / 8;
    }

    private boolean hasBits(Type controller, Value value) {
        BigInteger bits = BigInteger.ZERO;
        if (value instanceof Int number) {
            bits = number.value();
        } else if (value instanceof Binary bytes) {
            // bit n is bit n % 8 of byte n / 8, both counted from the least and the first
            for (int i = 0; i < bytes.value().length(); i++) {
                bits = bits.or(BigInteger.valueOf(bytes.value().at(i)).shiftLeft(8 * i));
            }
        }
        for (int i = 0; i < bits.bitLength(); i++) {
            if (bits.testBit(i) && !matching.hasNumber(controller, i)) {
                matching.note(path, "has bit " + i + ", which is not allowed");
                return false;
            }
        }
        return bits.signum() >= 0;
    }

    private boolean hasShape(Type controller, String text) {
        if (!(constants.constant(controller) instanceof Text expression)) {
            throw new CddlException(".regexp without a text");
        }
        return Pattern.compile(expression.value(), Pattern.DOTALL).matcher(text).matches();
    }

    private boolean isGenerated(Type controller, Value value) {
        Value grammar = constants.constant(controller);
        String text = value instanceof Text content
                ? content.value()
                : new String(((Binary) value).value().toByteArray(), StandardCharsets.ISO_8859_1);
        return AbnfGrammar.of(grammar).matches(text);
    }

    private boolean isCbor(Type controller, Bytes bytes) {
        try {
            Value inside = Value.of(CborItem.decode(bytes, CborProfile.WELL_FORMED));
            return matching.matchesInside(controller, inside, Notation.CBOR, path);
        } catch (MalformedMessageException e) {
            matching.note(path, "holds no CBOR: " + e.getMessage());
            return false;
        }
    }

    private boolean isCborSequence(Type controller, Bytes bytes) {
        // an array head before it makes the sequence one item
        for (int count = 0; count < 24 && count <= bytes.length(); count++) {
            Bytes array = Bytes.concat(Bytes.of(0x80 + count), bytes);
            if (isWellFormed(array)) {
                return isCbor(controller, array);
            }
        }
        matching.note(path, "holds no sequence of up to 23 CBOR items");
        return false;
    }

    private static boolean isWellFormed(Bytes bytes) {
        try {
            return CborItem.decode(bytes, CborProfile.WELL_FORMED).kind() == CborItem.Kind.ARRAY;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private boolean isJson(Type controller, Value value) {
        Bytes json = value instanceof Text text ? Bytes.ofUtf8(text.value()) : ((Binary) value).value();
        try {
            return matching.matchesInside(controller, Value.of(Json.parse(json)), Notation.JSON, path);
        } catch (MalformedMessageException e) {
            matching.note(path, "holds no JSON: " + e.getMessage());
            return false;
        }
    }

    private boolean compares(Control control, Value value) {
        Value bound = constants.constant(control.controller());
        if (!Numbers.isNumber(value) || Numbers.isNaN(value)) {
            return false;
        }
        int order = Numbers.compare(value, bound);
        return switch (control.name()) {
            case ".lt" -> order < 0;
            case ".le" -> order <= 0;
            case ".gt" -> order > 0;
            default -> order >= 0;
        };
    }

    /** RFC 9999 joins types, not only values: then some place in the text must divide it into both. */
    private boolean joined(Control control, Value value) {
        Optional<Value> computed = constants.computed(control);
        if (computed.isPresent()) {
            return computed.get().equals(value);
        }
        if (!(value instanceof Text text) || control.name().equals(".det")) {
            return false;
        }
        Optional<Value> ending = constants.single(control.controller());
        for (int at = text.value().length(); at >= 0; at--) {
            matching.step();
            String rest = text.value().substring(at);
            if (ending.isPresent() && !ending.get().equals(new Text(rest))) {
                continue;
            }
            if (matching.matches(control.target(), new Text(text.value().substring(0, at)), path)
                    && matching.matches(control.controller(), new Text(rest), path)) {
                return true;
            }
        }
        return false;
    }
}
