package dev.rats4j.eat;

import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the entity is, RFC 9711, 4.2.10, in WGS 84.
 *
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 * @param altitude metres above the ellipsoid
 * @param accuracy of latitude and longitude, metres
 * @param altitudeAccuracy metres
 * @param heading degrees clockwise from north, 0 to 360
 * @param speed metres per second
 * @param timestamp when it was determined, in seconds
 * @param age seconds since it was determined
 */
public record Location(
        double latitude,
        double longitude,
        Optional<Double> altitude,
        Optional<Double> accuracy,
        Optional<Double> altitudeAccuracy,
        Optional<Double> heading,
        Optional<Double> speed,
        Optional<Instant> timestamp,
        Optional<Long> age) {

    static final ClaimCodec<Location> CODEC = ClaimCodec.of(Location::read, Location::write);

    /** Refuses numbers outside of these ranges. */
    public Location {
        expect(latitude, -90, 90);
        expect(longitude, -180, 180);
        altitude.ifPresent(value -> expect(value, -Double.MAX_VALUE, Double.MAX_VALUE));
        accuracy.ifPresent(value -> expect(value, 0, Double.MAX_VALUE));
        altitudeAccuracy.ifPresent(value -> expect(value, 0, Double.MAX_VALUE));
        heading.ifPresent(value -> expect(value, 0, 360));
        speed.ifPresent(value -> expect(value, 0, Double.MAX_VALUE));
        if (age.filter(seconds -> seconds < 0).isPresent()) {
            throw new IllegalArgumentException("negative age");
        }
    }

    /** Latitude and longitude only. */
    public static Location of(double latitude, double longitude) {
        return new Location(
                latitude,
                longitude,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void expect(double value, double least, double most) {
        if (!(value >= least && value <= most)) { // also not a number
            throw new IllegalArgumentException("a coordinate is out of its range");
        }
    }

    private static Location read(EatValue value) throws MalformedMessageException {
        EatMap map = value.map();
        Optional<EatValue> timestamp = map.optional(8, "timestamp");
        Optional<EatValue> age = map.optional(9, "age");
        double latitude = number(map.required(1, "latitude"));
        double longitude = number(map.required(2, "longitude"));
        Optional<Double> altitude = number(map, 3, "altitude");
        Optional<Double> accuracy = number(map, 4, "accuracy");
        Optional<Double> altitudeAccuracy = number(map, 5, "altitude-accuracy");
        Optional<Double> heading = number(map, 6, "heading");
        Optional<Double> speed = number(map, 7, "speed");
        Optional<Instant> time = timestamp.isEmpty()
                ? Optional.empty()
                : Optional.of(ClaimCodec.seconds().read(timestamp.get()));
        Optional<Long> seconds =
                age.isEmpty() ? Optional.empty() : Optional.of(age.get().unsigned());
        map.expectNoOthers();
        try {
            return new Location(
                    latitude, longitude, altitude, accuracy, altitudeAccuracy, heading, speed, time, seconds);
        } catch (IllegalArgumentException e) {
            throw value.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Double> number(EatMap map, int label, String name) throws MalformedMessageException {
        Optional<EatValue> value = map.optional(label, name);
        return value.isEmpty() ? Optional.empty() : Optional.of(number(value.get()));
    }

    private static double number(EatValue value) throws MalformedMessageException {
        return value.number() + 0.0; // no negative zero, which would be another value
    }

    private static EatValue write(Location location, EatFormat format) {
        EatFormat.MapBuilder map = format.map()
                .put(1, "latitude", format.number(location.latitude))
                .put(2, "longitude", format.number(location.longitude));
        location.altitude.ifPresent(value -> map.put(3, "altitude", format.number(value)));
        location.accuracy.ifPresent(value -> map.put(4, "accuracy", format.number(value)));
        location.altitudeAccuracy.ifPresent(value -> map.put(5, "altitude-accuracy", format.number(value)));
        location.heading.ifPresent(value -> map.put(6, "heading", format.number(value)));
        location.speed.ifPresent(value -> map.put(7, "speed", format.number(value)));
        location.timestamp.ifPresent(
                value -> map.put(8, "timestamp", ClaimCodec.seconds().write(value, format)));
        location.age.ifPresent(value -> map.put(9, "age", format.integer(value)));
        return map.build();
    }

    /** No coordinates: they do not belong in a log. */
    @Override
    public String toString() {
        return "location";
    }
}
