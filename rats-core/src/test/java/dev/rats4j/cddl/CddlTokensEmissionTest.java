package dev.rats4j.cddl;

import dev.rats4j.draft.epoch.EpochValues;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.EatValues;
import dev.rats4j.eat.UnsignedEat;
import dev.rats4j.log.LogValues;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same for tokens, receipts and statements. */
class CddlTokensEmissionTest {

    private static final int RUNS = 1000;

    @Test
    @DisplayName("claims sets of EATs, tokens and UCCS")
    void eat() {
        // content of other types than CoSWID: any Content-Format may stand there
        String bodies =
                "$manifest-body-cbor /= bytes\n$measurements-body-cbor /= bytes / tstr\n$measurements-body-json /= tstr";
        Emission cbor = Emission.extended("eat", "EAT-CBOR-Token", "Claims-Set", bodies);
        Emission json = Emission.extended("eat", "EAT-JSON-Token", "Claims-Set", bodies);
        Emission unsigned = Emission.of("uccs", "UCCS-Tagged");
        EatValues values = new EatValues(1);
        for (int i = 0; i < RUNS; i++) {
            EatClaims claims = values.in(EatFormat.CBOR);
            cbor.cbor(claims.encode(EatFormat.CBOR));
            unsigned.cbor(UnsignedEat.encode(claims, EatFormat.CBOR));
            json.json(values.in(EatFormat.JSON).encode(EatFormat.JSON));
        }
        cbor.finish(0.3);
        json.finish(0.3);
        unsigned.finish(0.05); // names only the claims of a CWT
    }

    @Test
    @DisplayName("measured components in both notations")
    void components() {
        Emission cbor = Emission.of("measured-component", "measured-component");
        Emission json = Emission.of("measured-component", "measured-component");
        EatValues values = new EatValues(2);
        for (int i = 0; i < RUNS; i++) {
            cbor.cbor(values.component().encode(EatFormat.CBOR));
            json.json(values.component().encode(EatFormat.JSON));
        }
        cbor.finish(0.5);
        json.finish(0.5);
    }

    @Test
    @DisplayName("epoch markers")
    void epochMarkers() {
        Emission markers = Emission.extended(
                "epoch-markers", "epoch-marker", "epoch-marker", "$$TSTInfoExtensions //= (tstr => any)");
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < RUNS; i++) {
            markers.cbor(EpochValues.next(random).encode());
        }
        markers.finish(0.3);
    }

    @Test
    @DisplayName("receipts, statements and statements with receipts")
    void log() {
        Emission inclusion = Emission.of("cose-receipts", "Receipt_For_Inclusion");
        Emission consistency = Emission.of("cose-receipts", "Receipt_For_Consistency");
        Emission statements = Emission.of("scitt", "Signed_Statement");
        Emission transparent = Emission.of("scitt", "Transparent_Statement");
        LogValues values = new LogValues(new SplittableRandom(4));
        for (int i = 0; i < RUNS; i++) {
            inclusion.cbor(values.inclusionReceipt(values.bytes(20)).bytes());
            consistency.cbor(values.consistencyReceipt().bytes());
            statements.cbor(values.statement().bytes());
            transparent.cbor(values.transparentStatement());
        }
        inclusion.finish(0.3);
        consistency.finish(0.3);
        statements.finish(0.3);
        transparent.finish(0.3);
    }
}
