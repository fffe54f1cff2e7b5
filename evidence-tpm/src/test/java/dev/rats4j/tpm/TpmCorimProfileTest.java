package dev.rats4j.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.Comid;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimProfile;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.corim.TagId;
import dev.rats4j.corim.Triples;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TpmCorimProfileTest {

    private static final TpmCorimProfile PROFILE = new TpmCorimProfile();
    private static final MeasurementValues DIGESTS = MeasurementValues.of(
            CodePoint.DIGESTS,
            new CodePoint.Digests(List.of(new NamedDigest(new NamedDigest.ByNumber(1), Bytes.copyOf(new byte[32])))));
    private static final MeasurementValues VERSION =
            MeasurementValues.of(CodePoint.INT_RANGE, CodePoint.IntRange.exactly(7));

    private static Corim corim(EnvironmentClass environmentClass, Measurement measurement) {
        ValueTriple triple = new ValueTriple(Environment.ofClass(environmentClass), List.of(measurement));
        return Corim.builder(TagId.of("c"))
                .profile(TpmClaims.PROFILE)
                .tag(Comid.builder(TagId.of("t"))
                        .triples(Triples.builder().reference(List.of(triple)).build())
                        .build())
                .build();
    }

    private static List<String> complaints(Measurement measurement) {
        return PROFILE.check(corim(TpmClaims.CLASS, measurement)).stream()
                .map(CorimProfile.Violation::detail)
                .toList();
    }

    @Test
    @DisplayName("PCRs have digests, the firmware version is a range, and nothing else is measured")
    void rules() {
        assertThat(complaints(Measurement.of(MeasuredElement.of(0), DIGESTS))).isEmpty();
        assertThat(complaints(Measurement.of(MeasuredElement.of("firmware-version"), VERSION)))
                .isEmpty();
        assertThat(complaints(Measurement.of(MeasuredElement.of(0), VERSION))).containsExactly("mval lacks digests");
        assertThat(complaints(Measurement.of(MeasuredElement.of("firmware-version"), DIGESTS)))
                .containsExactly("mval lacks int-range");
        assertThat(complaints(Measurement.of(MeasuredElement.of(TpmClaims.PCR_COUNT), DIGESTS)))
                .containsExactly("mkey " + TpmClaims.PCR_COUNT + " is no PCR");
        assertThat(complaints(Measurement.of(MeasuredElement.of("pcr"), DIGESTS)))
                .containsExactly("mkey is neither the number of a PCR nor firmware-version");
        assertThat(complaints(new Measurement(Optional.empty(), DIGESTS, List.of())))
                .hasSize(1);
    }

    @Test
    @DisplayName("another class is not its business, another profile is")
    void others() {
        Measurement odd = Measurement.of(MeasuredElement.of("odd"), VERSION);
        assertThat(PROFILE.check(corim(EnvironmentClass.of("ACME", "box"), odd)))
                .isEmpty();
        Corim other = corim(TpmClaims.CLASS, Measurement.of(MeasuredElement.of(0), DIGESTS)).toBuilder()
                .profile("tag:other")
                .build();
        assertThat(PROFILE.check(other))
                .containsExactly(new CorimProfile.Violation("profile", "is tag:other, not " + TpmClaims.PROFILE));
        assertThat(PROFILE.elementName(MeasuredElement.of(7))).contains("PCR 7");
        assertThat(PROFILE.elementName(MeasuredElement.of(99))).isEmpty();
    }
}
