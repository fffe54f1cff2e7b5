package dev.rats4j.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.HashAlgorithm;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TpmVectorsTest {

    @Test
    @DisplayName("every input of the manifest is a readable file, PCR values fit their banks")
    void manifestIsReadable() {
        TpmVectors vectors = TpmVectors.require();
        for (TpmVectors.Entry entry : vectors.entries("quote", "quote-negative", "eventlog", "eventlog-negative")) {
            for (String path : entry.inputs("event-log")) {
                assertThat(vectors.resolve(path)).isRegularFile();
            }
            vectors.pcrs(entry)
                    .ifPresent(values ->
                            assertThat(values.bank(HashAlgorithm.SHA3_512)).isEmpty());
        }
    }
}
