package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborCursor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;

/** Reads measurement-map and measured-element-type-choice. */
final class MeasurementReader {

    private final CborCursor in;
    private final TypeChoices choices;
    private final PartReader parts;
    private final KeyReader keys;
    private final EnvironmentReader ids;
    private final ValueReader values;

    MeasurementReader(CborCursor in, TypeChoices choices) {
        this.in = in;
        this.choices = choices;
        parts = new PartReader(in);
        keys = new KeyReader(in, choices);
        ids = new EnvironmentReader(in, choices);
        values = new ValueReader(in, choices);
    }

    List<Measurement> list() throws MalformedMessageException {
        return parts.list("measurements", this::read);
    }

    Measurement read() throws MalformedMessageException {
        int start = in.offset();
        Optional<MeasuredElement> element = Optional.empty();
        Optional<MeasurementValues> mval = Optional.empty();
        List<CryptoKey> authorizedBy = List.of();
        in.enterMap("measurement-map");
        while (in.more()) {
            long key = in.key("measurement-map");
            if (key == 0) {
                element = Optional.of(element());
            } else if (key == 1) {
                mval = Optional.of(values.read());
            } else if (key == 2) {
                authorizedBy = keys.list();
            } else {
                throw in.malformed("measurement-map", "unknown key " + key);
            }
        }
        if (mval.isEmpty()) {
            throw new MalformedMessageException("measurement-map", start, "lacks mval (1)");
        }
        return new Measurement(element, mval.get(), authorizedBy);
    }

    MeasuredElement element() throws MalformedMessageException {
        CborItem.Kind kind = in.kind();
        return switch (kind) {
            case UNSIGNED -> MeasuredElement.of(in.unsigned("mkey"));
            case TEXT -> MeasuredElement.of(in.text("mkey"));
            case TAG -> taggedElement();
            default -> throw in.malformed("mkey", "is " + kind + ", not a number, text, OID or UUID");
        };
    }

    private MeasuredElement taggedElement() throws MalformedMessageException {
        if (choices.accepts(TypeChoices.Place.MEASURED_ELEMENT, in)) {
            long tag = in.tag("mkey");
            return new MeasuredElement.OfProfile(tag, Cbor.deterministic(in.item()));
        }
        return new MeasuredElement.Id(
                ids.typedId(EnvironmentReader.ELEMENT_IDS, TypeChoices.Place.MEASURED_ELEMENT, "mkey"));
    }
}
