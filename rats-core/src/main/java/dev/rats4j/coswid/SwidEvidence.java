package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * An evidence-entry, RFC 9393, 2.9.4: what a scan of a device found.
 *
 * @param resources files, directories, processes, resources
 * @param date when, whole seconds
 * @param deviceId of the device
 * @param location where the files were found
 * @param attributes global attributes and extensions
 */
public record SwidEvidence(
        ResourceCollection resources,
        Optional<Instant> date,
        Optional<String> deviceId,
        Optional<String> location,
        SwidAttributes attributes) {

    private static final long DATE = 35;
    private static final long DEVICE_ID = 36;
    private static final long LOCATION = 23;
    private static final long EPOCH_TIME = 1;

    /** Refuses fractions of seconds, and extensions under the keys of members. */
    public SwidEvidence {
        if (date.filter(time -> !time.equals(time.truncatedTo(ChronoUnit.SECONDS)))
                .isPresent()) {
            throw new IllegalArgumentException("a date has whole seconds");
        }
        attributes.requireOutside(
                PathElements.DIRECTORY,
                PathElements.FILE,
                ResourceCollection.PROCESS,
                ResourceCollection.RESOURCE,
                DATE,
                DEVICE_ID,
                LOCATION);
    }

    static SwidEvidence read(CborItem item, String field) throws MalformedMessageException {
        SwidMap map = new SwidMap(item, "evidence-entry");
        return new SwidEvidence(
                ResourceCollection.read(map),
                map.optional(DATE, "date", SwidEvidence::readDate),
                map.text(DEVICE_ID, "device-id"),
                map.text(LOCATION, "location"),
                map.attributes());
    }

    private static Instant readDate(CborItem item, String field) throws MalformedMessageException {
        long seconds = item.tagged(EPOCH_TIME, field).integer(field);
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw item.malformed(field, "is no date");
        }
        return Instant.ofEpochSecond(seconds);
    }

    Bytes encoded() {
        return resources
                .write()
                .put(DATE, date, time -> Cbor.tagged(EPOCH_TIME, Cbor.integer(time.getEpochSecond())))
                .text(DEVICE_ID, deviceId)
                .text(LOCATION, location)
                .with(attributes);
    }
}
