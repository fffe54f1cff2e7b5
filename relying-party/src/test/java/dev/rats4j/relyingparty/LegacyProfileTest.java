package dev.rats4j.relyingparty;

import static dev.rats4j.relyingparty.RelyingPartyTest.FRESH;
import static dev.rats4j.relyingparty.RelyingPartyTest.NOW;
import static dev.rats4j.relyingparty.RelyingPartyTest.assertRejected;
import static dev.rats4j.relyingparty.RelyingPartyTest.strict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.TrustworthinessTier;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.EarToken;
import dev.rats4j.ear.LegacyEarProfile;
import dev.rats4j.wire.Bytes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Older profiles are accepted only by name, and then are checked like the current one. */
class LegacyProfileTest {

    private static Bytes old(Results results, EarFormat format) {
        return EarToken.signLegacy(
                        results.build(), LegacyEarProfile.VERAISON_2023, Results.VERIFIER, Results.CRYPTO, format)
                .bytes();
    }

    @ParameterizedTest
    @EnumSource(EarFormat.class)
    @DisplayName("T-61 a result of 2023 is another profile, unless exactly this one was named")
    void acceptsByNameOnly(EarFormat format) {
        Bytes token = old(Results.good(), format);
        assertRejected(strict().build().decide(token, FRESH, NOW), RelyingPartyCheck.PROFILE);
        RelyingParty other = strict().insecurelyAcceptLegacyProfile(LegacyEarProfile.DRAFT_03)
                .insecurelyAcceptLegacyProfile(LegacyEarProfile.DRAFT_02)
                .insecurelyAcceptLegacyProfile(LegacyEarProfile.TRUSTEE_2024)
                .build();
        assertRejected(other.decide(token, FRESH, NOW), RelyingPartyCheck.PROFILE);

        RelyingParty named = strict().insecurelyAcceptLegacyProfile(LegacyEarProfile.VERAISON_2023)
                .build();
        Decision.Accept accepted = (Decision.Accept) named.decide(token, FRESH, NOW);
        assertThat(accepted.result().legacyProfile()).contains(LegacyEarProfile.VERAISON_2023);
        Bytes current = Results.token(Results.good().build(), Results.VERIFIER, format);
        Decision.Accept now = (Decision.Accept) named.decide(current, FRESH, NOW);
        assertThat(now.result().legacyProfile()).isEmpty();
    }

    @Test
    @DisplayName("what is wrong with a result of 2023 is found as in one of now")
    void checksThemAlike() {
        RelyingParty named = strict().insecurelyAcceptLegacyProfile(LegacyEarProfile.VERAISON_2023)
                .build();
        assertRejected(
                named.decide(old(Results.good().status(TrustworthinessTier.WARNING), EarFormat.JWT), FRESH, NOW),
                RelyingPartyCheck.STATUS);
        assertRejected(
                named.decide(old(Results.good().waiver("x"), EarFormat.JWT), FRESH, NOW), RelyingPartyCheck.NO_WAIVERS);
        assertRejected(
                named.decide(old(Results.good().name("other"), EarFormat.CWT), FRESH, NOW),
                RelyingPartyCheck.SUBMODULES);
        assertRejected(
                named.decide(old(Results.good(), EarFormat.CWT), FRESH, NOW.plusSeconds(7200)),
                RelyingPartyCheck.ISSUED_AT,
                RelyingPartyCheck.NOT_EXPIRED);
    }
}
