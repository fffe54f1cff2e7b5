package dev.rats4j.interop;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CBOR by Jackson's token stream. Its tree is no choice: it has no tags. Map, List, Long, Boolean, String and Bytes come out; keys are
 * texts, also those that were integers.
 */
final class JacksonReading {

    static final CBORFactory AS_IT_COMES = new CBORFactory();
    static final CBORFactory STRICT = CBORFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** An item under a tag. */
    record Tagged(int tag, Object item) {}

    private final CBORParser parser;

    private JacksonReading(CBORParser parser) {
        this.parser = parser;
    }

    /** The one item that the bytes hold. */
    static Object read(Bytes message) throws IOException {
        try (CBORParser parser = STRICT.createParser(message.toByteArray())) {
            parser.nextToken();
            Object item = new JacksonReading(parser).item();
            if (parser.nextToken() != null) {
                throw new IOException("bytes after the item");
            }
            return item;
        }
    }

    /** The first item that the bytes hold, as Jackson reads it if nobody asks for more. */
    static Object readFirst(Bytes message) throws IOException {
        try (CBORParser parser = AS_IT_COMES.createParser(message.toByteArray())) {
            parser.nextToken();
            return new JacksonReading(parser).item();
        }
    }

    /** A map that has to be one. */
    static Map<?, ?> map(@Nullable Object item) throws IOException {
        if (item instanceof Map<?, ?> map) {
            return map;
        }
        throw new IOException("not a map: " + item);
    }

    private Object item() throws IOException {
        CBORParser.TagList tags = parser.getCurrentTags();
        if (tags.isEmpty()) {
            return untagged();
        }
        if (tags.size() > 1) {
            throw new IOException("a tag on a tag is not in our messages");
        }
        int tag = tags.getFirstTag(); // before the parser moves on
        return new Tagged(tag, untagged());
    }

    private Object untagged() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> pairs();
            case START_ARRAY -> elements();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_EMBEDDED_OBJECT -> Bytes.copyOf(parser.getBinaryValue());
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_STRING -> parser.getText();
            default -> throw new IOException("not in our messages: " + parser.currentToken());
        };
    }

    private Map<String, Object> pairs() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            map.put(name, item());
        }
        return Collections.unmodifiableMap(map);
    }

    private List<Object> elements() throws IOException {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(item());
        }
        return Collections.unmodifiableList(list);
    }
}
