package dev.rats4j.tpm.structures;

import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * TPMS_ATTEST, Part 2, 10.12.12. Big-endian. Magic and type are whatever was sent: they are checks, not structure.
 *
 * @param magic unsigned 32 bits
 * @param type TPMI_ST_ATTEST
 * @param qualifiedSigner Qualified Name of the signing key
 * @param extraData what the caller of the TPM command gave: the nonce of a quote
 * @param clockInfo clock and counters
 * @param firmwareVersion vendor's number, unsigned 64 bits
 * @param quote the attested part of a quote; empty for every other type
 * @param signed the bytes that are signed, as received
 */
public record TpmsAttest(
        long magic,
        int type,
        Bytes qualifiedSigner,
        Bytes extraData,
        TpmsClockInfo clockInfo,
        long firmwareVersion,
        Optional<TpmsQuoteInfo> quote,
        Bytes signed) {

    /** TPM_GENERATED_VALUE, Part 2, 6.2: structures that a TPM made itself begin with it. */
    public static final long TPM_GENERATED_VALUE = 0xff54_4347L;

    /** TPM_ST_ATTEST_QUOTE, Part 2, 6.9. */
    public static final int TPM_ST_ATTEST_QUOTE = 0x8018;

    private static final int LARGEST_NAME = 2 + 64;
    /** TPM2B_DATA holds at most a TPMT_HA: 2 bytes and a digest. */
    private static final int LARGEST_EXTRA_DATA = 2 + 64;

    /** Decodes a whole structure; of types other than a quote, the attested part is not looked at. */
    public static TpmsAttest decode(Bytes message) throws MalformedMessageException {
        ByteReader in = new ByteReader(message);
        long magic = in.u32("TPMS_ATTEST.magic");
        int type = in.u16("TPMS_ATTEST.type");
        Bytes qualifiedSigner = Tpm2b.read(in, LARGEST_NAME, "TPMS_ATTEST.qualifiedSigner");
        Bytes extraData = Tpm2b.read(in, LARGEST_EXTRA_DATA, "TPMS_ATTEST.extraData");
        TpmsClockInfo clockInfo = TpmsClockInfo.read(in);
        long firmwareVersion = in.u64("TPMS_ATTEST.firmwareVersion");
        Optional<TpmsQuoteInfo> quote = Optional.empty();
        if (type == TPM_ST_ATTEST_QUOTE) {
            quote = Optional.of(TpmsQuoteInfo.read(in));
        } else {
            in.rest();
        }
        in.expectEnd("TPMS_ATTEST");
        return new TpmsAttest(magic, type, qualifiedSigner, extraData, clockInfo, firmwareVersion, quote, message);
    }
}
