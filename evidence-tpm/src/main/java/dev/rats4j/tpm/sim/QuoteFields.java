package dev.rats4j.tpm.sim;

import dev.rats4j.tpm.structures.TpmsClockInfo;
import dev.rats4j.tpm.structures.TpmsPcrSelection;
import dev.rats4j.wire.Bytes;
import java.util.List;

/**
 * Fields of a TPMS_ATTEST with a quote in it, for quotes that are wrong on purpose.
 *
 * @param magic unsigned 32 bits
 * @param type TPMI_ST_ATTEST; the attested part is that of a quote whatever it says
 * @param qualifiedSigner Qualified Name of the key
 * @param extraData the nonce
 * @param clockInfo clock and counters
 * @param firmwareVersion unsigned 64 bits
 * @param pcrSelect what the digest is said to cover
 * @param pcrDigest digest of the values
 */
public record QuoteFields(
        long magic,
        int type,
        Bytes qualifiedSigner,
        Bytes extraData,
        TpmsClockInfo clockInfo,
        long firmwareVersion,
        List<TpmsPcrSelection> pcrSelect,
        Bytes pcrDigest) {

    /** Copies the list. */
    public QuoteFields {
        pcrSelect = List.copyOf(pcrSelect);
    }

    /** With another magic. */
    public QuoteFields withMagic(long other) {
        return new QuoteFields(
                other, type, qualifiedSigner, extraData, clockInfo, firmwareVersion, pcrSelect, pcrDigest);
    }

    /** With another type. */
    public QuoteFields withType(int other) {
        return new QuoteFields(
                magic, other, qualifiedSigner, extraData, clockInfo, firmwareVersion, pcrSelect, pcrDigest);
    }

    /** With another signer. */
    public QuoteFields withQualifiedSigner(Bytes other) {
        return new QuoteFields(magic, type, other, extraData, clockInfo, firmwareVersion, pcrSelect, pcrDigest);
    }

    /** With another nonce. */
    public QuoteFields withExtraData(Bytes other) {
        return new QuoteFields(magic, type, qualifiedSigner, other, clockInfo, firmwareVersion, pcrSelect, pcrDigest);
    }

    /** With another clock. */
    public QuoteFields withClockInfo(TpmsClockInfo other) {
        return new QuoteFields(magic, type, qualifiedSigner, extraData, other, firmwareVersion, pcrSelect, pcrDigest);
    }

    /** With another firmware version. */
    public QuoteFields withFirmwareVersion(long other) {
        return new QuoteFields(magic, type, qualifiedSigner, extraData, clockInfo, other, pcrSelect, pcrDigest);
    }

    /** With another selection; the digest stays. */
    public QuoteFields withPcrSelect(List<TpmsPcrSelection> other) {
        return new QuoteFields(magic, type, qualifiedSigner, extraData, clockInfo, firmwareVersion, other, pcrDigest);
    }

    /** With another digest; the selection stays. */
    public QuoteFields withPcrDigest(Bytes other) {
        return new QuoteFields(magic, type, qualifiedSigner, extraData, clockInfo, firmwareVersion, pcrSelect, other);
    }

    /** TPMS_ATTEST, Part 2, 10.12.12, without size prefix. */
    public Bytes encode() {
        return Bytes.concat(
                Marshal.u32(magic),
                Marshal.u16(type),
                Marshal.sized(qualifiedSigner),
                Marshal.sized(extraData),
                Marshal.clockInfo(clockInfo),
                Marshal.u64(firmwareVersion),
                Marshal.selection(pcrSelect),
                Marshal.sized(pcrDigest));
    }
}
