package dev.rats4j.relyingparty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.CheckLines;
import org.junit.jupiter.api.Test;

class RelyingPartyChecksTest {

    @Test
    void ofResults() {
        assertThat(CheckLines.of(RelyingPartyCheck.values())).isEqualTo("""
                relying-party.well-formed cryptographic sourced-data 0 0 needed
                relying-party.key-trusted cryptographic instance-identity 0 97 needed
                relying-party.signature cryptographic instance-identity 0 99 needed
                relying-party.profile cryptographic sourced-data 0 0 needed
                relying-party.issued-at policy sourced-data 0 0 may-be-left-out
                relying-party.not-expired policy sourced-data 0 0 may-be-left-out
                relying-party.not-before policy sourced-data 0 0 may-be-left-out
                relying-party.nonce cryptographic instance-identity 0 0 needed
                relying-party.status policy sourced-data 2 96 may-be-left-out
                relying-party.no-waivers policy configuration 0 32 may-be-left-out
                relying-party.policy-ids policy configuration 0 32 may-be-left-out
                relying-party.submodules policy sourced-data 0 0 may-be-left-out
                """);
    }
}
