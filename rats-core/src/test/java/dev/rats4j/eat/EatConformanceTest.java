package dev.rats4j.eat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.coswid.Coswid;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * EATs, CWTs, claims without signature and measured components of the working group and of others, with the verdicts of their manifest.
 *
 * <p>No file is excepted. Samples that give a claim another type than RFC 9711 does (swname under 271, swversion as text, a tagged iat)
 * decode, as their verdicts want; that they would not count in a token is what {@link EatClaims#mistyped} shows.
 */
class EatConformanceTest {

    private final List<String> agreed = new ArrayList<>();
    private final List<String> disagreed = new ArrayList<>();
    private int outOfScope;

    @ParameterizedTest
    @ValueSource(strings = {"eat", "uccs", "measured-component", "cwt"})
    @DisplayName("vectors of the working group and of others are accepted and refused as their manifest says")
    void conformance(String spec) throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries(spec)) {
            switch (entry.string("verdict")) {
                case "companion" -> {}
                case "out-of-scope" -> outOfScope++;
                default -> judge(spec, entry);
            }
        }
        System.out.println("conformance tokens/" + spec + " run=" + (agreed.size() + disagreed.size()) + " agreed="
                + agreed.size() + " disagreed=" + disagreed.size() + " skipped=0 {out-of-scope=" + outOfScope + "}");
        assertThat(disagreed).isEmpty();
        assertThat(agreed).isNotEmpty();
    }

    private void judge(String spec, JsonObject entry) throws IOException, MalformedMessageException {
        String file = entry.string("file");
        boolean isGood = Set.of("accept", "accept-with-status", "parse-only").contains(entry.string("verdict"));
        String outcome = "decoded";
        boolean isDecoded = true;
        try {
            decode(spec, TokenVectors.read(file));
        } catch (MalformedMessageException e) {
            outcome = String.valueOf(e.getMessage());
            isDecoded = false;
        }
        (isDecoded == isGood ? agreed : disagreed).add(file + ": " + outcome);
    }

    private static void decode(String spec, Bytes message) throws MalformedMessageException {
        boolean isJson = EatToken.beginsLikeJson(message);
        EatFormat format = isJson ? EatFormat.JSON : EatFormat.CBOR;
        if (spec.equals("measured-component")) {
            MeasuredComponent component = MeasuredComponent.decode(message, format);
            assertThat(MeasuredComponent.decode(component.encode(format), format))
                    .isEqualTo(component);
        } else if (isJson && message.utf8().strip().startsWith("[")) {
            bundle(EatBundle.decode(message));
        } else if (isJson) {
            roundTrips(EatClaims.decode(message, format), format);
        } else if (message.at(0) >> 5 == 3 || message.at(0) == 'e') {
            EatToken token = EatToken.decode(message);
            roundTrips(token.untrustedClaims(EatProfile.NONE), token.format());
        } else {
            cbor(message);
        }
    }

    private static void cbor(Bytes message) throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        if (item.isTagged(NestedToken.UCCS_TAG)) {
            roundTrips(UnsignedEat.decode(message).untrustedClaims(EatProfile.NONE), EatFormat.CBOR);
        } else if (item.isTagged(NestedToken.BUNDLE_TAG)) {
            bundle(EatBundle.decode(message));
        } else if (item.isTagged(Coswid.TAG)) {
            assertThat(Coswid.decode(message).softwareName()).isNotEmpty(); // the payload of a manifest
        } else if (item.kind() == CborItem.Kind.TAG) {
            roundTrips(EatToken.decode(message).untrustedClaims(EatProfile.NONE), EatFormat.CBOR);
        } else if (item.kind() == CborItem.Kind.ARRAY) {
            roundTrips(EatToken.decodeUntagged(message).untrustedClaims(EatProfile.NONE), EatFormat.CBOR);
        } else {
            roundTrips(EatClaims.decode(message, EatFormat.CBOR), EatFormat.CBOR);
        }
    }

    private static void bundle(EatBundle bundle) throws MalformedMessageException {
        for (String name : bundle.names()) {
            roundTrips(bundle.untrustedClaims(name, EatProfile.NONE).orElseThrow(), bundle.format());
        }
    }

    private static void roundTrips(EatClaims claims, EatFormat format) throws MalformedMessageException {
        assertThat(EatClaims.decode(claims.encode(format), format)).isEqualTo(claims);
    }
}
