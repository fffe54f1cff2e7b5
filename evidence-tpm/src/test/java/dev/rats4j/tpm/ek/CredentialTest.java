package dev.rats4j.tpm.ek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {

    private static final Credential SMALL = new Credential(Bytes.of(1, 2, 3), Bytes.of(4, 5));

    @Test
    void theFileOfToolsHasAHeader() throws Exception {
        assertThat(SMALL.toTools()).isEqualTo(Bytes.fromHex("badcc0de00000001" + "0003010203" + "00020405"));
        assertThat(Credential.ofTools(SMALL.toTools())).isEqualTo(SMALL);
        assertThat(Credential.of(SMALL.sizedIdObject(), SMALL.sizedEncryptedSecret()))
                .isEqualTo(SMALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "badcc0de",
                "badcc0df00000001000301020300020405",
                "badcc0de00000002000301020300020405",
                "badcc0de0000000100030102030002040500",
                "badcc0de000000010003010203000204",
                "badcc0de00000001000000020405",
                "badcc0de0000000100030102030000",
                "badcc0de00000001ffff01020300020405",
                "badcc0de00000001000301020302010405"
            })
    void otherFilesAreRefused(String hex) {
        Bytes blob = Bytes.fromHex(hex);
        assertThatThrownBy(() -> Credential.ofTools(blob)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void partsThatSayAnotherLengthAreRefused() {
        Bytes longer = Bytes.concat(SMALL.sizedIdObject(), Bytes.of(0));
        assertThatThrownBy(() -> Credential.of(longer, SMALL.sizedEncryptedSecret()))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> Credential.of(SMALL.sizedIdObject(), longer))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void whatNoTpmTakesIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Credential(Bytes.EMPTY, Bytes.of(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credential(Bytes.of(1), Bytes.EMPTY));
        Bytes large = Bytes.copyOf(new byte[2049]);
        assertThatIllegalArgumentException().isThrownBy(() -> new Credential(large, Bytes.of(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credential(Bytes.of(1), large));
    }

    @Test
    void theLargestThatATpmTakesIsRead() throws Exception {
        Credential largest = new Credential(Bytes.copyOf(new byte[132]), Bytes.copyOf(new byte[512]));
        assertThat(Credential.ofTools(largest.toTools())).isEqualTo(largest);
        assertThat(Credential.decode(largest.encode())).isEqualTo(largest);
        Bytes over = Bytes.copyOf(new byte[133]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Credential(over, Bytes.of(1)))
                .withMessage("structures of 133 and 1 bytes");
    }
}
