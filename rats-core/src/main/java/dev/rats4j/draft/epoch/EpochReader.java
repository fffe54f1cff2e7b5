package dev.rats4j.draft.epoch;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.DateTimeText;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads epoch markers. */
final class EpochReader {

    private static final String FIELD = "epoch-marker";

    private EpochReader() {}

    static EpochMarker read(CborItem item) throws MalformedMessageException {
        long tag = item.tag(FIELD);
        if (tag == DateTimeText.TAG) {
            return new EpochMarker.DateTime(DateTimeText.read(item, FIELD));
        }
        if (tag == ExtendedTime.TAG) {
            return new EpochMarker.Extended(ExtendedTime.read(item, "etime"));
        }
        CborItem content = item.tagContent(FIELD);
        if (tag == EpochTimes.POSIX) {
            return readTime(content);
        }
        if (tag == EpochMarker.ClassicTimestamp.TAG) {
            return new EpochMarker.ClassicTimestamp(Rfc3161TstInfo.read(content));
        }
        if (tag == EpochMarker.Timestamp.TAG) {
            return new EpochMarker.Timestamp(CborTstInfo.read(content));
        }
        if (tag == EpochMarker.Tick.TAG) {
            return new EpochMarker.Tick(readTick(content));
        }
        if (tag == EpochMarker.TickList.TAG) {
            return readTicks(content);
        }
        if (tag == EpochMarker.Counter.TAG) {
            return readCounter(content);
        }
        throw item.malformed(FIELD, "tag " + tag + " is no marker");
    }

    private static EpochMarker readTime(CborItem number) throws MalformedMessageException {
        if (number.kind() != CborItem.Kind.FLOAT) {
            return new EpochMarker.Seconds(number.integer("time"));
        }
        double seconds = number.floating("time");
        if (!Double.isFinite(seconds)) {
            throw number.malformed("time", "is not finite");
        }
        return new EpochMarker.FractionalSeconds(seconds);
    }

    private static CborKey readTick(CborItem item) throws MalformedMessageException {
        return switch (item.kind()) {
            case TEXT -> CborKey.of(item.text("epoch-tick"));
            case BYTES -> new CborKey.Binary(item.bytes("epoch-tick"));
            case UNSIGNED, NEGATIVE -> CborKey.of(item.integer("epoch-tick"));
            default -> throw item.malformed("epoch-tick", "is " + item.kind() + ", no text, bytes or integer");
        };
    }

    private static EpochMarker readTicks(CborItem item) throws MalformedMessageException {
        List<CborKey> ticks = new ArrayList<>();
        for (CborItem tick : item.elements("epoch-tick-list")) {
            if (ticks.size() == EpochMarker.MOST_TICKS) {
                throw tick.malformed("epoch-tick-list", "more than " + EpochMarker.MOST_TICKS + " ticks");
            }
            ticks.add(readTick(tick));
        }
        if (ticks.isEmpty()) {
            throw item.malformed("epoch-tick-list", "is empty");
        }
        return new EpochMarker.TickList(ticks);
    }

    private static EpochMarker readCounter(CborItem item) throws MalformedMessageException {
        if (item.kind() != CborItem.Kind.UNSIGNED) {
            throw item.malformed("strictly-monotonic-counter", "is " + item.kind() + ", not UNSIGNED");
        }
        BigInteger value = item.bigInteger("strictly-monotonic-counter");
        return new EpochMarker.Counter(value);
    }
}
