package dev.rats4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Formats of the vectors that this project does not read: counted, so that nobody takes silence for agreement. */
class OutOfScopeConformanceTest {

    private static final List<String> FOLDERS = List.of("coev", "csr-attestation", "pkix-key-attestation", "sd-cwt");

    /** Formats that a conformance test of their own reads; those of PSA and CCA are with the evidence of TEEs. */
    private static final Set<String> READ = Set.of(
            "amd-corim",
            "cca",
            "cmw",
            "corim",
            "cose",
            "cose-receipts",
            "coserv",
            "coswid",
            "cots",
            "cwt",
            "cyclonedx",
            "dsse",
            "ear",
            "eat",
            "epoch-markers",
            "in-toto",
            "intel-corim",
            "jose",
            "measured-component",
            "merkle",
            "oms",
            "psa",
            "scitt",
            "sigstore",
            "tlog",
            "uccs");

    @Test
    @DisplayName("every folder of the tokens is read by a test, or out of scope by name")
    void noFolderIsForgotten() throws IOException, MalformedMessageException {
        Set<String> folders = new TreeSet<>();
        for (JsonObject entry : TokenVectors.entries()) {
            String file = entry.string("file");
            folders.add(file.substring(0, file.indexOf('/')));
        }
        folders.removeAll(READ);
        assertThat(FOLDERS).containsAll(folders);
    }

    @Test
    @DisplayName("the vectors of these formats are all out of scope or companions")
    void counted() throws IOException, MalformedMessageException {
        for (String folder : FOLDERS) {
            TreeMap<String, Integer> counts = new TreeMap<>();
            for (JsonObject entry : TokenVectors.entries(folder)) {
                counts.merge(entry.string("verdict"), 1, Integer::sum);
            }
            System.out.println("conformance tokens/" + folder + " run=0 agreed=0 disagreed=0 skipped=0 " + counts);
            assertThat(counts.keySet()).as(folder).isSubsetOf("out-of-scope", "companion");
        }
    }
}
