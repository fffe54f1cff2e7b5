package com.example.weatherlight;

import dev.rats4j.ClaimPath;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.MeasuredElement;
import java.util.List;
import java.util.Optional;

/** Where the claims of a Weatherlight sensor stand: reference values and policies name them by these paths. */
public final class WeatherlightClaims {

    /** Class of the environment. The instance is the thumbprint of the sensor's key. */
    public static final EnvironmentClass CLASS = EnvironmentClass.of("Example", "Weatherlight");

    /** SHA-256 of the firmware that runs. */
    public static final ClaimPath<CodePoint.Digests> FIRMWARE = path("firmware", CodePoint.DIGESTS);

    /** Security version of the firmware; only grows. */
    public static final ClaimPath<CodePoint.IntRange> VERSION = path("version", CodePoint.INT_RANGE);

    private WeatherlightClaims() {}

    private static <T> ClaimPath<T> path(String name, CodePoint<T> codePoint) {
        return new ClaimPath<>("weatherlight." + name, CLASS, Optional.of(MeasuredElement.of(name)), codePoint);
    }

    /** All paths. */
    public static List<ClaimPath<?>> all() {
        return List.of(FIRMWARE, VERSION);
    }
}
