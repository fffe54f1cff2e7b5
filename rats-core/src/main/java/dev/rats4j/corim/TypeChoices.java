package dev.rats4j.corim;

import dev.rats4j.cbor.CborCursor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Map;

/** Type choices that a profile adds to those of the draft, by the place where they may stand. */
public record TypeChoices(Map<Place, List<Choice>> choices) {

    /** No additions. */
    public static final TypeChoices NONE = new TypeChoices(Map.of());

    /** Where the draft lets profiles add choices. */
    public enum Place {
        /** class-id-type-choice: a tagged byte string. */
        CLASS_ID,
        /** instance-id-type-choice: a tagged byte string. */
        INSTANCE_ID,
        /** group-id-type-choice: a tagged byte string. */
        GROUP_ID,
        /** measured-element-type-choice: a tagged item. */
        MEASURED_ELEMENT,
        /** crypto-key-type-choice: a tagged item. */
        CRYPTO_KEY,
        /** raw-value-type-choice: any item; it is kept encoded. */
        RAW_VALUE
    }

    /** A choice. */
    @FunctionalInterface
    public interface Choice {
        /** Whether an item, with its tag, is one. */
        boolean accepts(CborItem item) throws MalformedMessageException;
    }

    /** Copies the map. */
    public TypeChoices {
        choices = Map.copyOf(choices);
    }

    /** A choice that is a byte string of a certain length under a tag. */
    public static Choice taggedBytes(long tag, int length) {
        return item -> item.isTagged(tag)
                && item.tagContent("type choice").kind() == CborItem.Kind.BYTES
                && item.tagContent("type choice").bytes("type choice").length() == length;
    }

    /** A choice that is a text under a tag. */
    public static Choice taggedText(long tag) {
        return item -> item.isTagged(tag) && item.tagContent("type choice").kind() == CborItem.Kind.TEXT;
    }

    boolean accepts(Place place, CborCursor next) throws MalformedMessageException {
        return !choices.isEmpty() && accepts(place, next.peek());
    }

    boolean accepts(Place place, CborItem item) throws MalformedMessageException {
        for (Choice choice : choices.getOrDefault(place, List.of())) {
            if (choice.accepts(item)) {
                return true;
            }
        }
        return false;
    }
}
