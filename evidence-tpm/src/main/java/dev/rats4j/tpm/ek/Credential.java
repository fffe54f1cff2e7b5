package dev.rats4j.tpm.ek;

import dev.rats4j.tpm.ek.Parts.Part;
import dev.rats4j.tpm.structures.Tpm2b;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A secret for one TPM: what TPM2_MakeCredential gives and TPM2_ActivateCredential takes. Part 3, 12.5 and 12.6.
 *
 * @param idObject TPMS_ID_OBJECT: a TPM2B with the HMAC, then the encrypted secret; not empty
 * @param encryptedSecret TPMU_ENCRYPTED_SECRET: ciphertext of an RSA key, or TPMS_ECC_POINT; not empty
 */
public record Credential(Bytes idObject, Bytes encryptedSecret) {

    /** The largest digest after its length, twice. Part 2, 12.4.2. */
    private static final int LARGEST_ID_OBJECT = 2 * (2 + 64);
    /** The largest modulus that {@code TpmtPublic} reads. Part 2, 11.4.33. */
    private static final int LARGEST_SECRET = 2048;

    /** Type of the collection in which it travels; {@code docs/formats/tpm-enrolment.md} has the CDDL. */
    public static final String COLLECTION_TYPE = "tag:rats4j.dev,2026:tpm-challenge";

    private static final Part ID_OBJECT = new Part("id-object", "application/vnd.rats4j.tpm2b-id-object");
    private static final Part ENCRYPTED_SECRET =
            new Part("encrypted-secret", "application/vnd.rats4j.tpm2b-encrypted-secret");

    private static final long TOOLS_MAGIC = 0xbadc_c0deL;
    private static final long TOOLS_VERSION = 1;

    /** Refuses what no TPM takes. */
    public Credential {
        if (!isBetweenOneAnd(LARGEST_ID_OBJECT, idObject) || !isBetweenOneAnd(LARGEST_SECRET, encryptedSecret)) {
            throw new IllegalArgumentException(
                    "structures of " + idObject.length() + " and " + encryptedSecret.length() + " bytes");
        }
    }

    private static boolean isBetweenOneAnd(int limit, Bytes value) {
        return !value.isEmpty() && value.length() <= limit;
    }

    /** Reads the challenge, a CMW collection of type {@link #COLLECTION_TYPE}, in CBOR or JSON. */
    public static Credential decode(Bytes message) throws MalformedMessageException {
        Parts parts = Parts.decode(message, "tpm-challenge", COLLECTION_TYPE, List.of(ID_OBJECT, ENCRYPTED_SECRET));
        return of(parts.required(ID_OBJECT), parts.required(ENCRYPTED_SECRET));
    }

    /** The collection in CBOR. */
    public Bytes encode() {
        Map<Part, Bytes> values = new LinkedHashMap<>();
        values.put(ID_OBJECT, sizedIdObject());
        values.put(ENCRYPTED_SECRET, sizedEncryptedSecret());
        return Parts.encode(COLLECTION_TYPE, values);
    }

    /** From TPM2B_ID_OBJECT and TPM2B_ENCRYPTED_SECRET, as they travel. */
    static Credential of(Bytes idObject, Bytes encryptedSecret) throws MalformedMessageException {
        ByteReader first = new ByteReader(idObject);
        Bytes identity = read(first, LARGEST_ID_OBJECT, "TPM2B_ID_OBJECT");
        first.expectEnd("TPM2B_ID_OBJECT");
        ByteReader second = new ByteReader(encryptedSecret);
        Bytes secret = read(second, LARGEST_SECRET, "TPM2B_ENCRYPTED_SECRET");
        second.expectEnd("TPM2B_ENCRYPTED_SECRET");
        return new Credential(identity, secret);
    }

    /**
     * Reads the file that {@code tpm2_makecredential} of tpm2-tools writes: badcc0de, version 1, TPM2B_ID_OBJECT,
     * TPM2B_ENCRYPTED_SECRET.
     */
    public static Credential ofTools(Bytes blob) throws MalformedMessageException {
        ByteReader in = new ByteReader(blob);
        if (in.u32("credential.magic") != TOOLS_MAGIC) {
            throw new MalformedMessageException("credential.magic", 0, "is not badcc0de");
        }
        int at = in.position();
        if (in.u32("credential.version") != TOOLS_VERSION) {
            throw new MalformedMessageException("credential.version", at, "is not " + TOOLS_VERSION);
        }
        Bytes identity = read(in, LARGEST_ID_OBJECT, "TPM2B_ID_OBJECT");
        Bytes secret = read(in, LARGEST_SECRET, "TPM2B_ENCRYPTED_SECRET");
        in.expectEnd("credential");
        return new Credential(identity, secret);
    }

    private static Bytes read(ByteReader in, int limit, String field) throws MalformedMessageException {
        int at = in.position();
        Bytes value = Tpm2b.read(in, limit, field);
        if (value.isEmpty()) {
            throw new MalformedMessageException(field, at, "is empty");
        }
        return value;
    }

    /** The file that {@code tpm2_activatecredential -i} of tpm2-tools takes. */
    public Bytes toTools() {
        return Bytes.concat(Tpm2b.u32(TOOLS_MAGIC), Tpm2b.u32(TOOLS_VERSION), sizedIdObject(), sizedEncryptedSecret());
    }

    /** TPM2B_ID_OBJECT. */
    public Bytes sizedIdObject() {
        return Tpm2b.of(idObject);
    }

    /** TPM2B_ENCRYPTED_SECRET. */
    public Bytes sizedEncryptedSecret() {
        return Tpm2b.of(encryptedSecret);
    }

    /** The lengths only. */
    @Override
    public String toString() {
        return "credential of " + idObject.length() + " and " + encryptedSecret.length() + " bytes";
    }
}
