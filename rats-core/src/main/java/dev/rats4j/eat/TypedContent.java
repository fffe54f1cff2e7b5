package dev.rats4j.eat;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;

/**
 * A manifest or measurement, RFC 9711, 4.2.15 and 4.2.16: bytes of a Content-Format.
 *
 * @param contentFormat number in the registry of CoAP, 0 to 65535
 * @param content the bytes; of a measured component in JSON its text in UTF-8, which stands in tokens as text
 */
public record TypedContent(int contentFormat, Bytes content) {

    /** CoSWID, RFC 9711, 4.2.15. */
    public static final int COSWID = 258;

    static final ClaimCodec<TypedContent> CODEC = ClaimCodec.of(TypedContent::read, TypedContent::write);

    /** Refuses numbers beyond 16 bits and no content. */
    public TypedContent {
        if (contentFormat < 0 || contentFormat > 0xffff || content.isEmpty()) {
            throw new IllegalArgumentException("Content-Format " + contentFormat + " with " + content);
        }
        if (isText(contentFormat) && !Bytes.ofUtf8(content.utf8()).equals(content)) {
            throw new IllegalArgumentException("JSON that is not UTF-8");
        }
    }

    /** A measured component in CBOR or JSON. */
    public static TypedContent of(MeasuredComponent component, EatFormat format) {
        return new TypedContent(MeasuredComponent.contentFormat(format), component.encode(format));
    }

    /** The measured component, if the Content-Format says that it is one. */
    public Optional<MeasuredComponent> measuredComponent() throws MalformedMessageException {
        for (EatFormat format : EatFormat.values()) {
            if (contentFormat == MeasuredComponent.contentFormat(format)) {
                return Optional.of(MeasuredComponent.decode(content, format));
            }
        }
        return Optional.empty();
    }

    private static boolean isText(long contentFormat) {
        return contentFormat == MeasuredComponent.contentFormat(EatFormat.JSON);
    }

    private static TypedContent read(EatValue value) throws MalformedMessageException {
        List<EatValue> parts = value.list(2, 2);
        long number = parts.get(0).integer();
        if (number < 0 || number > 0xffff) {
            throw parts.get(0).malformed("is no Content-Format");
        }
        EatValue body = parts.get(1);
        Bytes content = isText(number) ? Bytes.ofUtf8(body.text()) : body.bytes();
        if (content.isEmpty()) {
            throw body.malformed("is empty");
        }
        return new TypedContent((int) number, content);
    }

    private static EatValue write(TypedContent typed, EatFormat format) {
        EatValue body = isText(typed.contentFormat) ? format.text(typed.content.utf8()) : format.bytes(typed.content);
        return format.list(format.integer(typed.contentFormat), body);
    }

    /** A measurement: a measured component has to be one. */
    static TypedContent readMeasurement(EatValue value) throws MalformedMessageException {
        TypedContent typed = read(value);
        try {
            typed.measuredComponent();
        } catch (MalformedMessageException e) {
            throw value.malformed("measured component: " + e.getMessage());
        }
        return typed;
    }
}
