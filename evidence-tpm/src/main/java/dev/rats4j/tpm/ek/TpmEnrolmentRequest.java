package dev.rats4j.tpm.ek;

import dev.rats4j.tpm.ek.Parts.Part;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a device says of its keys, as it travels in a CMW collection of type {@link #COLLECTION_TYPE};
 * {@code docs/formats/tpm-enrolment.md} has the CDDL. Nothing in it is believed.
 *
 * @param ekCertificate content of the NV index of the endorsement certificate
 * @param ek TPMT_PUBLIC of the endorsement key, without size prefix
 * @param key TPMT_PUBLIC of the attestation key, without size prefix
 * @param keyName Name of the attestation key
 * @param certificates certificates that the manufacturer stored in the TPM, in DER, one directly after another
 */
public record TpmEnrolmentRequest(
        Bytes ekCertificate, Bytes ek, Bytes key, Optional<Bytes> keyName, Optional<Bytes> certificates) {

    /** Type of the collection. */
    public static final String COLLECTION_TYPE = "tag:rats4j.dev,2026:tpm-enrolment";

    private static final Part EK_CERTIFICATE = new Part("ek-certificate", "application/pkix-cert");
    private static final Part EK = new Part("ek", "application/vnd.rats4j.tpmt-public");
    private static final Part KEY = new Part("key", "application/vnd.rats4j.tpmt-public");
    private static final Part KEY_NAME = new Part("key-name", "application/vnd.rats4j.tpm-name");
    private static final Part CERTIFICATES = new Part("certificates", "application/vnd.rats4j.certificates");
    private static final List<Part> PARTS = List.of(EK_CERTIFICATE, EK, KEY, KEY_NAME, CERTIFICATES);

    /** Reads a collection, CBOR or JSON. Its parts are not looked at. */
    public static TpmEnrolmentRequest decode(Bytes message) throws MalformedMessageException {
        Parts parts = Parts.decode(message, "tpm-enrolment", COLLECTION_TYPE, PARTS);
        return new TpmEnrolmentRequest(
                parts.required(EK_CERTIFICATE),
                parts.required(EK),
                parts.required(KEY),
                parts.optional(KEY_NAME),
                parts.optional(CERTIFICATES));
    }

    /** The collection in CBOR. */
    public Bytes encode() {
        Map<Part, Bytes> values = new LinkedHashMap<>();
        values.put(EK_CERTIFICATE, ekCertificate);
        values.put(EK, ek);
        values.put(KEY, key);
        keyName.ifPresent(name -> values.put(KEY_NAME, name));
        certificates.ifPresent(all -> values.put(CERTIFICATES, all));
        return Parts.encode(COLLECTION_TYPE, values);
    }

    /** The lengths only: all of it names a device. */
    @Override
    public String toString() {
        return "TPM enrolment request, certificate of " + ekCertificate.length() + " bytes";
    }
}
