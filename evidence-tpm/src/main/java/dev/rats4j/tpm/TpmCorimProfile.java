package dev.rats4j.tpm;

import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.Comid;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimProfile;
import dev.rats4j.corim.CorimProfiles;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.ValueTriple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The CoRIM profile of TPM quotes; {@code docs/formats/tpm.md} has its rules. Triples about another class are not its business. */
public final class TpmCorimProfile implements CorimProfile {

    @Override
    public String id() {
        return TpmClaims.PROFILE;
    }

    @Override
    public List<Violation> check(Corim corim) {
        List<Violation> violations = new ArrayList<>(CorimProfiles.ofOtherProfile(corim, id()));
        List<Comid> comids = corim.comids();
        for (int tag = 0; tag < comids.size(); tag++) {
            List<ValueTriple> triples = comids.get(tag).triples().reference();
            for (int i = 0; i < triples.size(); i++) {
                check(triples.get(i), "comids[" + tag + "].reference-triples[" + i + "]", violations);
            }
        }
        return List.copyOf(violations);
    }

    private static void check(ValueTriple triple, String path, List<Violation> violations) {
        if (!triple.environment().environmentClass().equals(Optional.of(TpmClaims.CLASS))) {
            return;
        }
        List<Measurement> measurements = triple.measurements();
        for (int i = 0; i < measurements.size(); i++) {
            String place = path + ".measurements[" + i + "]";
            complaint(measurements.get(i)).ifPresent(detail -> violations.add(new Violation(place, detail)));
        }
    }

    private static Optional<String> complaint(Measurement measurement) {
        MeasuredElement key = measurement.key().orElse(MeasuredElement.of(""));
        if (key instanceof MeasuredElement.Numbered number) {
            if (number.value() >= TpmClaims.PCR_COUNT) {
                return Optional.of("mkey " + number.value() + " is no PCR");
            }
            return lacks(measurement, CodePoint.DIGESTS);
        }
        if (key.equals(TpmClaims.FIRMWARE_VERSION.key().orElseThrow())) {
            return lacks(measurement, CodePoint.INT_RANGE);
        }
        return Optional.of("mkey is neither the number of a PCR nor firmware-version");
    }

    private static Optional<String> lacks(Measurement measurement, CodePoint<?> codePoint) {
        return measurement.values().get(codePoint).isPresent()
                ? Optional.empty()
                : Optional.of("mval lacks " + codePoint.name());
    }

    @Override
    public Optional<String> elementName(MeasuredElement element) {
        return element instanceof MeasuredElement.Numbered number && number.value() < TpmClaims.PCR_COUNT
                ? Optional.of("PCR " + number.value())
                : Optional.empty();
    }
}
