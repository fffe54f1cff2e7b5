package dev.rats4j.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One reading of one text over Jackson's token stream. */
final class JsonReading {

    private static final int MAX_NUMBER_LENGTH = 2 * JsonNumber.MAX_DIGITS;

    // Names are not interned: Jackson's symbol table is shared between texts and throws unchecked exceptions under
    // collisions.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonLimits.MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;
    private final JsonLimits limits;
    private int values;

    private JsonReading(JsonParser parser, JsonLimits limits) {
        this.parser = parser;
        this.limits = limits;
    }

    static JsonValue read(Bytes text, JsonLimits limits) throws MalformedMessageException {
        if (text.length() > limits.bytes()) {
            throw JsonPlace.ROOT.malformed("longer than " + limits.bytes() + " bytes");
        }
        char[] characters = characters(text);
        try (JsonParser parser = FACTORY.createParser(characters)) {
            return new JsonReading(parser, limits).whole();
        } catch (StreamConstraintsException e) {
            throw new MalformedMessageException("JSON", offset(e), "over a limit");
        } catch (JacksonException e) {
            throw new MalformedMessageException("JSON", offset(e), "not JSON");
        } catch (IOException e) {
            throw new IllegalStateException("reading memory cannot fail", e);
        }
    }

    private static char[] characters(Bytes text) throws MalformedMessageException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = text.asByteBuffer();
        CharBuffer characters = CharBuffer.allocate(text.length());
        CoderResult result = decoder.decode(bytes, characters, true);
        if (result.isError()) {
            throw new MalformedMessageException("JSON", bytes.position(), "not UTF-8");
        }
        characters.flip();
        if (characters.hasRemaining() && characters.get(0) == '\ufeff') {
            throw new MalformedMessageException("JSON", 0, "a byte order mark");
        }
        char[] array = new char[characters.remaining()];
        characters.get(array);
        return array;
    }

    private static int offset(JacksonException e) {
        return e.getLocation() == null ? 0 : (int) Math.max(0, e.getLocation().getCharOffset());
    }

    private JsonValue whole() throws IOException, MalformedMessageException {
        JsonValue value = value(parser.nextToken(), JsonPlace.ROOT, 0);
        if (parser.nextToken() != null) {
            throw new MalformedMessageException("JSON", here(), "something after the value");
        }
        return value;
    }

    private JsonValue value(@Nullable JsonToken token, JsonPlace place, int depth)
            throws IOException, MalformedMessageException {
        if (token == null) {
            throw new MalformedMessageException("JSON", here(), "no value");
        }
        if (++values > limits.values()) {
            throw place.malformed("more than " + limits.values() + " values");
        }
        return switch (token) {
            case START_OBJECT -> object(place, depth + 1);
            case START_ARRAY -> array(place, depth + 1);
            case VALUE_STRING -> new JsonString(text(parser.getText(), place));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText(), place);
            case VALUE_TRUE -> JsonBoolean.TRUE;
            case VALUE_FALSE -> JsonBoolean.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw new MalformedMessageException("JSON", here(), "no value");
        };
    }

    private JsonObject object(JsonPlace place, int depth) throws IOException, MalformedMessageException {
        checkDepth(place, depth);
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            int start = here();
            String name = text(parser.currentName(), place);
            if (members.containsKey(name)) {
                throw place.member(name, start).malformed("a second member of this name");
            }
            JsonToken first = parser.nextToken();
            members.put(name, value(first, place.member(name, here()), depth));
        }
        return new JsonObject(members, place);
    }

    private JsonArray array(JsonPlace place, int depth) throws IOException, MalformedMessageException {
        checkDepth(place, depth);
        List<JsonValue> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(token, place.element(values.size(), here()), depth));
        }
        return new JsonArray(values, place);
    }

    private void checkDepth(JsonPlace place, int depth) throws MalformedMessageException {
        if (depth > limits.depth()) {
            throw place.malformed("more than " + limits.depth() + " levels");
        }
    }

    private String text(String text, JsonPlace place) throws MalformedMessageException {
        if (text.length() > limits.stringLength()) {
            throw place.malformed("a text of more than " + limits.stringLength() + " characters");
        }
        if (!JsonString.isUnicode(text)) {
            throw place.malformed("a lone surrogate");
        }
        return text;
    }

    private static JsonNumber number(String text, JsonPlace place) throws MalformedMessageException {
        try {
            BigDecimal value = new BigDecimal(text);
            if (JsonNumber.isBounded(value)) {
                return new JsonNumber(value, text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9')));
            }
        } catch (NumberFormatException e) {
            // an exponent of more than 32 bits: refused below like every other number that is too large
        }
        throw place.malformed("a number of more than " + JsonNumber.MAX_DIGITS + " digits");
    }

    private int here() {
        return (int) Math.max(0, parser.currentTokenLocation().getCharOffset());
    }
}
