package dev.rats4j.cli.inspect;

import dev.rats4j.cli.content.TpmParts;
import dev.rats4j.tpm.structures.TpmsAttest;
import dev.rats4j.tpm.structures.TpmsClockInfo;
import dev.rats4j.tpm.structures.TpmsQuoteInfo;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** TPMS_ATTEST by the field names of TPM 2.0 Part 2. */
final class AttestNodes {

    /** TPM_ST of attestation structures, Part 2, 6.9. */
    private static final Map<Integer, String> TYPES = Map.of(
            0x8014, "TPM_ST_ATTEST_NV",
            0x8015, "TPM_ST_ATTEST_COMMAND_AUDIT",
            0x8016, "TPM_ST_ATTEST_SESSION_AUDIT",
            0x8017, "TPM_ST_ATTEST_CERTIFY",
            0x8018, "TPM_ST_ATTEST_QUOTE",
            0x8019, "TPM_ST_ATTEST_TIME",
            0x801a, "TPM_ST_ATTEST_CREATION",
            0x801c, "TPM_ST_ATTEST_NV_DIGEST");

    private static final int CERTIFY = 0x8017;
    private static final int CREATION = 0x801a;
    private static final int MAGIC_AND_TYPE = 6;
    private static final int CLOCK_AND_VERSION = 25;
    private static final int MOST_TEXT = 64;

    private AttestNodes() {}

    static List<Node> of(Bytes content) throws MalformedMessageException {
        return of(TpmParts.attest(content));
    }

    /** Of a structure that is whole but for its magic; nothing of another. */
    static List<Node> ofForged(Bytes content) {
        try {
            return of(TpmsAttest.decode(content));
        } catch (MalformedMessageException e) {
            return List.of();
        }
    }

    private static List<Node> of(TpmsAttest attest) {
        String made = attest.magic() == TpmsAttest.TPM_GENERATED_VALUE ? "TPM_GENERATED_VALUE" : "not of a TPM";
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("magic", made + ", " + hex(attest.magic(), 8)));
        nodes.add(Node.of("type", TYPES.getOrDefault(attest.type(), "unknown") + ", " + hex(attest.type(), 4)));
        nodes.add(Node.of("qualifiedSigner", Visible.hex(attest.qualifiedSigner())));
        nodes.add(Node.of("extraData", extraData(attest.extraData())));
        nodes.add(clock(attest.clockInfo()));
        nodes.add(Node.of("firmwareVersion", hex(attest.firmwareVersion(), 16)));
        if (attest.quote().isPresent()) {
            nodes.addAll(quote(attest.quote().get()));
        } else {
            nodes.add(attested(attest));
        }
        return nodes;
    }

    static String hex(long value, int digits) {
        String hex = Long.toHexString(value);
        return "0x" + "0".repeat(Math.max(0, digits - hex.length())) + hex;
    }

    private static String extraData(Bytes data) {
        String text = Visible.text(data, MOST_TEXT).map(t -> ", as text " + t).orElse("");
        return Visible.hex(data) + text;
    }

    private static Node clock(TpmsClockInfo info) {
        return Node.of(
                "clockInfo",
                "",
                Node.of("clock", Long.toUnsignedString(info.clock()) + " ms"),
                Node.of("resetCount", Long.toString(info.resetCount())),
                Node.of("restartCount", Long.toString(info.restartCount())),
                Node.of("safe", info.safe() ? "YES" : "NO"));
    }

    private static List<Node> quote(TpmsQuoteInfo quote) {
        List<Node> banks = Node.each(
                quote.pcrSelect(),
                16,
                selection ->
                        Node.of(selection.hash().jcaName(), selection.indexes().toString()));
        return List.of(
                new Node("pcrSelect", quote.selectsNothing() ? "selects nothing" : "", banks),
                Node.of("pcrDigest", Visible.hex(quote.pcrDigest())));
    }

    /** What another type attests; the decoder read up to there. */
    private static Node attested(TpmsAttest attest) {
        int start = MAGIC_AND_TYPE
                + 2
                + attest.qualifiedSigner().length()
                + 2
                + attest.extraData().length()
                + CLOCK_AND_VERSION;
        Bytes attested = attest.signed().slice(start, attest.signed().length());
        String[] names = switch (attest.type()) {
            case CERTIFY -> new String[] {"name", "qualifiedName"};
            case CREATION -> new String[] {"objectName", "creationHash"};
            default -> new String[0];
        };
        List<Node> fields = new ArrayList<>();
        ByteReader in = new ByteReader(attested, start);
        try {
            for (String name : names) {
                fields.add(Node.of(name, Visible.hex(in.bytes(in.u16(name), name))));
            }
        } catch (MalformedMessageException e) {
            fields.add(Node.of("breaks off", String.valueOf(e.getMessage())));
        }
        return new Node("attested", Visible.hex(attested), fields);
    }
}
