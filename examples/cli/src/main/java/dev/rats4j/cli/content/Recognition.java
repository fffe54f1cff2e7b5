package dev.rats4j.cli.content;

import dev.rats4j.tpm.SerializedPcrs;
import dev.rats4j.tpm.ek.EkCertificate;
import dev.rats4j.tpm.eventlog.TcgEventLog;
import dev.rats4j.tpm.eventlog.TcgLogFormat;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.tpm.structures.TpmtSignature;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * Finds the kind of content. Each attempt answers for its own formats or not at all.
 *
 * <p>TPM structures begin with 00xx or ff54, logs and PCR files with a little-endian number below 24, CBOR containers with 80 or more,
 * DER with 30, and text with none of these but the digit 0.
 */
final class Recognition {

    private static final Bytes GZIP = Bytes.of(0x1f, 0x8b, 0x08);
    /** TCG_TAG_PCCLIENT_STORED_CERT. */
    private static final Bytes STORED_CERTIFICATE = Bytes.of(0x10, 0x01);

    private static final int FIRST_CONTAINER = 0x80;

    private Recognition() {}

    /** Whether a decoder accepts. */
    interface Decoder {
        Object decode(Bytes content) throws MalformedMessageException;
    }

    static boolean accepts(Decoder decoder, Bytes content) {
        try {
            decoder.decode(content);
            return true;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    static ContentKind kind(Bytes content) {
        if (content.isEmpty()) {
            return ContentKind.EMPTY;
        }
        if (content.startsWith(GZIP)) {
            return ContentKind.GZIP;
        }
        return tpm(content)
                .or(() -> content.at(0) >= FIRST_CONTAINER ? CborRecognition.kind(content) : Optional.empty())
                .or(() -> Der.isSequence(content) ? DerRecognition.kind(content) : Optional.empty())
                .or(() -> storedCertificate(content))
                .or(() -> TextRecognition.kind(content))
                .orElse(ContentKind.UNKNOWN);
    }

    /** A certificate alone was told before: here something is around it. */
    private static Optional<ContentKind> storedCertificate(Bytes content) {
        boolean mayBe = Der.isSequence(content) || content.startsWith(STORED_CERTIFICATE);
        return mayBe && accepts(EkCertificate::decode, content)
                ? Optional.of(ContentKind.STORED_CERTIFICATE)
                : Optional.empty();
    }

    private static Optional<ContentKind> tpm(Bytes content) {
        if (accepts(TpmParts::attest, content)) {
            return Optional.of(ContentKind.TPM_QUOTE);
        }
        if (accepts(TpmtSignature::decode, content)) {
            return Optional.of(ContentKind.TPM_SIGNATURE);
        }
        if (accepts(TpmtPublic::decode, content)) {
            return Optional.of(TpmParts.hasSize(content) ? ContentKind.TPM2B_PUBLIC : ContentKind.TPM_PUBLIC);
        }
        if (SerializedPcrs.looksLike(content) && accepts(TpmParts::pcrValues, content)) {
            return Optional.of(ContentKind.PCR_VALUES);
        }
        return isEventLog(content) ? Optional.of(ContentKind.EVENT_LOG) : Optional.empty();
    }

    /** A log of SHA-1 format begins with an event of a type that there is: otherwise 32 bytes of zeros were one. */
    private static boolean isEventLog(Bytes content) {
        try {
            TcgEventLog log = TcgEventLog.decode(content);
            return log.format() == TcgLogFormat.CRYPTO_AGILE
                    || log.events().get(0).untrustedKnownType().isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }
}
