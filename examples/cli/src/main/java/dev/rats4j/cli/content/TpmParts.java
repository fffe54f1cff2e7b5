package dev.rats4j.cli.content;

import dev.rats4j.json.JsonObject;
import dev.rats4j.tpm.PcrValuesCodec;
import dev.rats4j.tpm.SerializedPcrs;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmsAttest;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;

/** Reads files of TPM tools into what the library takes. */
public final class TpmParts {

    private static final int SIZE = 2;

    private TpmParts() {}

    /**
     * PCR values, at least one: CBOR of this library ({@link PcrValuesCodec}), a file of {@code tpm2_quote -o}, or JSON like
     * {@code {"sha256": {"0": "<hexadecimal digits>"}}} with the banks sha1, sha256, sha384, sha512 and the PCRs 0 to 31.
     */
    public static PcrValues pcrValues(Bytes content) throws MalformedMessageException {
        return some(decodePcrValues(content));
    }

    static PcrValues pcrValues(JsonObject json) throws MalformedMessageException {
        return some(PcrValuesJson.read(json));
    }

    private static PcrValues some(PcrValues values) throws MalformedMessageException {
        if (values.banks().isEmpty()) {
            throw new MalformedMessageException("PCR values", 0, "there are none");
        }
        return values;
    }

    private static PcrValues decodePcrValues(Bytes content) throws MalformedMessageException {
        if (TextRecognition.beginsLikeJson(content)) {
            return PcrValuesJson.read(content);
        }
        return SerializedPcrs.looksLike(content) ? SerializedPcrs.decode(content) : PcrValuesCodec.decode(content);
    }

    /** TPMT_PUBLIC, from itself or from TPM2B_PUBLIC. */
    public static Bytes publicArea(Bytes content) throws MalformedMessageException {
        return TpmtPublic.decode(content).encoded();
    }

    /**
     * TPMS_ATTEST of any type, from itself or from TPM2B_ATTEST. The bytes that are signed are in the result.
     *
     * @throws MalformedMessageException also if it does not begin with TPM_GENERATED_VALUE
     */
    public static TpmsAttest attest(Bytes content) throws MalformedMessageException {
        Bytes structure = withoutSize(content);
        ByteReader start = new ByteReader(structure);
        if (start.u32("TPMS_ATTEST.magic") != TpmsAttest.TPM_GENERATED_VALUE) {
            throw new MalformedMessageException("TPMS_ATTEST.magic", 0, "is not TPM_GENERATED_VALUE");
        }
        return TpmsAttest.decode(structure);
    }

    /** What follows the size of a TPM2B, if the first two bytes are the length of the rest; else all of it. */
    static Bytes withoutSize(Bytes content) {
        return hasSize(content) ? content.slice(SIZE, content.length()) : content;
    }

    static boolean hasSize(Bytes content) {
        return content.length() > SIZE && (content.at(0) << 8 | content.at(1)) == content.length() - SIZE;
    }
}
