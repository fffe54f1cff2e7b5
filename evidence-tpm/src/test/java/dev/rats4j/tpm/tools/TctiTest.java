package dev.rats4j.tpm.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TctiTest {

    @Test
    void devicesAndSocketsHaveTheNamesOfTheCommandLine() {
        assertThat(Tcti.device(Path.of("/dev/tpmrm0"))).isEqualTo(Tcti.of("device:/dev/tpmrm0"));
        assertThat(Tcti.swtpm(Path.of("/run/vtpm/t"))).isEqualTo(Tcti.of("swtpm:path=/run/vtpm/t"));
        assertThat(Tcti.of("tabrmd")).hasToString("tabrmd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tabrmd", "tabrmd:bus_type=session", "swtpm:host=127.0.0.1,port=2321", "swtpm", "device"})
    void otherConfigurationsOfTpm2TssAreTaken(String text) {
        assertThat(Tcti.of(text).configuration()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                " device",
                "device:/dev/tpm\n",
                "device:/dev/\u00e9",
                "device:dev/tpm0",
                "swtpm:path=t",
                "swtpm:port=1,path=t"
            })
    void textThatIsNoneIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Tcti.of(text));
    }

    @Test
    void aCommaCannotEndAPath() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tcti.swtpm(Path.of("/run/a,port=1")));
    }

    @Test
    void relativePathsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tcti.swtpm(Path.of("t")));
        assertThatIllegalArgumentException().isThrownBy(() -> Tcti.device(Path.of("dev/tpm0")));
    }
}
