package dev.rats4j.tpm.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.TpmVectors;
import dev.rats4j.tpm.TpmVectors.Entry;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EfiSignatureListTest {

    private static final Bytes OWNER = Bytes.fromHex("bd9afa775903324dbd6028f4e78f784b");
    private static final Bytes UNKNOWN = Bytes.fromHex("00112233445566778899aabbccddeeff");
    private static final Bytes ONE = HashAlgorithm.SHA256.digest(Bytes.of(1)).value();
    private static final Bytes TWO = HashAlgorithm.SHA256.digest(Bytes.of(2)).value();
    private static final Set<String> SECURE_BOOT = Set.of("PK", "KEK", "db", "dbx", "dbt");

    /** A list whose signatures all have the length of the first. */
    private static Bytes list(Bytes type, Bytes header, Bytes... signatures) {
        Bytes content = Bytes.EMPTY;
        for (Bytes signature : signatures) {
            content = Bytes.concat(content, OWNER, signature);
        }
        return Bytes.concat(
                type,
                LittleEndian.u32(28 + header.length() + content.length()),
                LittleEndian.u32(header.length()),
                LittleEndian.u32(signatures.length == 0 ? 48 : 16 + signatures[0].length()),
                header,
                content);
    }

    private static EfiSignatureList.Signature signature(Bytes data) {
        return new EfiSignatureList.Signature(OWNER, data);
    }

    @Test
    void listsFollowEachOther() throws MalformedMessageException {
        Bytes certificate = Bytes.copyOf(new byte[700]);
        List<EfiSignatureList> lists = EfiSignatureList.decodeAll(Bytes.concat(
                list(EfiSignatureList.SHA256, Bytes.EMPTY, ONE, TWO),
                list(EfiSignatureList.X509, Bytes.EMPTY, certificate),
                list(EfiSignatureList.SHA256, Bytes.EMPTY)));

        assertThat(lists)
                .containsExactly(
                        new EfiSignatureList(EfiSignatureList.SHA256, List.of(signature(ONE), signature(TWO))),
                        new EfiSignatureList(EfiSignatureList.X509, List.of(signature(certificate))),
                        new EfiSignatureList(EfiSignatureList.SHA256, List.of()));
        assertThat(lists.get(0).digestAlgorithm()).contains(HashAlgorithm.SHA256);
        assertThat(lists.get(1).digestAlgorithm()).isEmpty();
        assertThat(EfiSignatureList.decodeAll(Bytes.EMPTY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 32, 48})
    @DisplayName("T-22 header bytes never become signatures: malformed where no header belongs, else skipped")
    void headersAreNoSignatures(int length) throws MalformedMessageException {
        Bytes header = Bytes.copyOf(new byte[length]);

        refused(list(EfiSignatureList.SHA256, header, ONE), "SignatureHeaderSize");
        refused(list(EfiSignatureList.X509, header, ONE), "SignatureHeaderSize");
        assertThat(EfiSignatureList.decodeAll(list(UNKNOWN, header, ONE, TWO)))
                .containsExactly(new EfiSignatureList(UNKNOWN, List.of(signature(ONE), signature(TWO))));
    }

    @Test
    @DisplayName("T-22 a header size that was changed alone is malformed, whatever it is")
    void aChangedHeaderSizeIsMalformed() {
        Bytes good = list(EfiSignatureList.SHA256, Bytes.EMPTY, ONE, TWO);
        for (long size : new long[] {1, 16, 48, 96, 97, 0x7fff_ffffL, 0xffff_ffffL}) {
            refused(TcgEventLogTest.overwrite(good, 20, LittleEndian.u32(size)), "SignatureHeaderSize");
        }
    }

    @Test
    @DisplayName("T-23 sizes that do not fit are malformed, so are prefixes and bytes too many")
    void hostileSizes() {
        Bytes good = list(EfiSignatureList.SHA256, Bytes.EMPTY, ONE, TWO);
        for (long size : new long[] {0, 27, 29, 75, 125, 172, 0x8000_0000L, 0xffff_ffffL}) {
            refused(TcgEventLogTest.overwrite(good, 16, LittleEndian.u32(size)), "EFI_SIGNATURE_LIST");
        }
        Bytes unknown = list(UNKNOWN, Bytes.EMPTY, ONE, TWO);
        for (long size : new long[] {0, 1, 16, 49, 0xffff_ffffL}) {
            refused(TcgEventLogTest.overwrite(unknown, 24, LittleEndian.u32(size)), "EFI_SIGNATURE_LIST");
        }
        for (long size : new long[] {0, 16, 24, 47, 96, 0xffff_ffffL}) {
            refused(TcgEventLogTest.overwrite(good, 24, LittleEndian.u32(size)), "SignatureSize");
        }
        for (int length = 1; length < good.length(); length++) {
            refused(good.slice(0, length), "EFI_SIGNATURE_LIST");
        }
        refused(Bytes.concat(good, Bytes.of(0)), "SignatureType");
    }

    private static void refused(Bytes variable, String field) {
        assertThatThrownBy(() -> EfiSignatureList.decodeAll(variable))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(field);
    }

    @Test
    @DisplayName("Secure Boot variables of the real logs decode, and their parts are the whole variable")
    void realVariables() throws MalformedMessageException {
        TpmVectors vectors = TpmVectors.require();
        int variables = 0;
        int digests = 0;
        for (Entry entry : vectors.entries("eventlog")) {
            for (UefiVariable variable : secureBoot(vectors, entry)) {
                List<EfiSignatureList> lists = EfiSignatureList.decodeAll(variable.data());
                long length = lists.stream()
                        .mapToLong(list -> 28
                                + list.signatures().stream()
                                        .mapToLong(one -> 16 + one.data().length())
                                        .sum())
                        .sum();
                assertThat(length)
                        .as(entry.file() + " " + variable.name())
                        .isEqualTo(variable.data().length());
                variables++;
                digests += lists.stream()
                        .filter(list -> list.digestAlgorithm().isPresent())
                        .mapToInt(list -> list.signatures().size())
                        .sum();
            }
        }
        assertThat(variables).isGreaterThan(20);
        assertThat(digests).isGreaterThan(100);
    }

    private static List<UefiVariable> secureBoot(TpmVectors vectors, Entry entry) {
        if (entry.inputs("event-log").isEmpty()) {
            return Collections.emptyList(); // a companion of another entry
        }
        TcgEventLog log;
        try {
            log = TcgEventLog.decode(vectors.read(entry.inputs("event-log").get(0)));
        } catch (MalformedMessageException e) {
            return Collections.emptyList(); // the conformance test says which may be malformed
        }
        return log.events().stream()
                .filter(event -> event.untrustedType() == TcgEventType.EV_EFI_VARIABLE_DRIVER_CONFIG.value())
                .flatMap(event -> {
                    try {
                        return java.util.stream.Stream.of(UefiVariable.decode(event.untrustedData()));
                    } catch (MalformedMessageException e) {
                        return java.util.stream.Stream.empty();
                    }
                })
                .filter(variable -> SECURE_BOOT.contains(variable.name()))
                .toList();
    }
}
