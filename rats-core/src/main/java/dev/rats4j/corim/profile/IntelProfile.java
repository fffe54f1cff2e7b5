package dev.rats4j.corim.profile;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimProfile;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CoRIM for Intel SGX and TDX, draft-cds-rats-intel-corim-profile: negative code points, and expressions in tags 60010 (numbers), 60020
 * (sets of digests) and 60021 (sets of texts).
 */
public final class IntelProfile implements CorimProfile {

    /** Identifier. */
    public static final String ID = "2.16.840.1.113741.1.16.1";

    /** Content-Formats of the draft. */
    public static final List<Integer> CONTENT_FORMATS = List.of(10005, 10572, 10573);

    private record Value(String name, IntelTypes.Shape shape) {}

    private static final Map<Long, Value> VALUES = Map.ofEntries(
            Map.entry(-70L, new Value("tee.vendor", IntelTypes::isText)),
            Map.entry(-71L, new Value("tee.model", IntelTypes::isText)),
            Map.entry(-72L, new Value("tee.tcbdate", IntelTypes::isDate)),
            Map.entry(-73L, new Value("tee.isvsvn", IntelTypes::isSvn)),
            Map.entry(-80L, new Value("tee.pceid", IntelTypes::isTextOrNumber)),
            Map.entry(-81L, new Value("tee.miscselect", IntelTypes::isMasked)),
            Map.entry(-82L, new Value("tee.attributes", IntelTypes::isMasked)),
            Map.entry(-83L, new Value("tee.mrtee", IntelTypes::isDigest)),
            Map.entry(-84L, new Value("tee.mrsigner", IntelTypes::isDigest)),
            Map.entry(-85L, new Value("tee.isvprodid", IntelTypes::isNumberOrBytes)),
            Map.entry(-86L, new Value("tee.tcb-eval-num", IntelTypes::isEvaluation)),
            Map.entry(-88L, new Value("tee.tcbstatus", IntelTypes::isTexts)),
            Map.entry(-89L, new Value("tee.advisory-ids", IntelTypes::isTexts)),
            Map.entry(-91L, new Value("tee.cryptokeys", IntelTypes::isKeys)),
            Map.entry(-101L, new Value("tee.platform-instance-id", IntelTypes::isBytes)),
            Map.entry(-125L, new Value("tee.tcb-comp-svn", IntelTypes::isComponents)));

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Violation> check(Corim corim) {
        return ProfileRules.of(corim, ID).measurements(IntelProfile::check).violations();
    }

    private static void check(Measurement measurement, ProfileRules.Place place) {
        for (MeasurementValues.Entry entry : measurement.values().entries().values()) {
            long number = entry.codePoint().number();
            if (number < 0) {
                Value value = VALUES.get(number);
                boolean right = value != null && entry.value() instanceof Bytes item && isOf(value, item);
                place.at("mval." + (value == null ? number : value.name()))
                        .require(right, value == null ? "is not defined" : "is of another type");
            }
        }
    }

    private static boolean isOf(Value value, Bytes encoded) {
        try {
            return value.shape().fits(CborItem.decode(encoded, CborProfile.WELL_FORMED));
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    @Override
    public Optional<String> codePointName(long number) {
        return Optional.ofNullable(VALUES.get(number)).map(Value::name);
    }
}
