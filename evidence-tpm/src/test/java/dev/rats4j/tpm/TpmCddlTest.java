package dev.rats4j.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cddl.Cddl;
import dev.rats4j.cddl.Emission;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The definitions in {@code docs/formats/tpm.md} are those of what is written. */
class TpmCddlTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```cddl\\n(.*?)```");
    private static final Path PAGE = Path.of("..", "docs", "formats", "tpm.md");

    private final Random random = new Random(8610);

    private static Cddl page() throws IOException {
        return Cddl.of(BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining("\n")));
    }

    @Test
    @DisplayName("evidence and PCR values are as the page says")
    void evidence() throws IOException, MalformedMessageException {
        Emission collections = Emission.of("docs/formats/tpm.md", page(), "tpm-evidence");
        Emission pcrs = Emission.of("docs/formats/tpm.md", page(), "pcrs");
        for (int i = 0; i < 1000; i++) {
            TpmEvidence evidence = new TpmEvidence(bytes(), bytes(), pcrs(), some(), some(), some());
            Bytes encoded = evidence.encode().content();
            collections.cbor(encoded);
            Cmw part = ((CmwCollection) Cmw.decode(encoded)).items().get(CborKey.of("pcrs"));
            assertThat(part).isInstanceOf(CmwRecord.class);
            pcrs.cbor(((CmwRecord) part).value());
        }
        collections.finish(0.5);
        pcrs.finish(0.5);
    }

    private Optional<Bytes> some() {
        return random.nextBoolean() ? Optional.of(bytes()) : Optional.empty();
    }

    private Bytes bytes() {
        byte[] bytes = new byte[1 + random.nextInt(40)];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    private PcrValues pcrs() {
        Map<HashAlgorithm, Map<Integer, Digest>> banks = new EnumMap<>(HashAlgorithm.class);
        for (HashAlgorithm bank : new HashAlgorithm[] {HashAlgorithm.SHA256, HashAlgorithm.SHA384}) {
            Map<Integer, Digest> values = new TreeMap<>();
            for (int pcr = 0; pcr < 24; pcr++) {
                if (pcr == 7 || random.nextInt(4) == 0) {
                    values.put(pcr, bank.digest(bytes()));
                }
            }
            banks.put(bank, values);
        }
        return new PcrValues(banks);
    }
}
