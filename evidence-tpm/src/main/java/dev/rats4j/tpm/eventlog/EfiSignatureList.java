package dev.rats4j.tpm.eventlog;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * EFI_SIGNATURE_LIST, the content of the variables db, dbx, dbt, KEK and PK: UEFI 2.10, section 32.4.1. Little-endian.
 *
 * @param type GUID of what the signatures are, 16 bytes as on the wire
 * @param signatures in the order of the list
 */
public record EfiSignatureList(Bytes type, List<Signature> signatures) {

    /** EFI_CERT_X509_GUID: DER certificates. */
    public static final Bytes X509 = Bytes.fromHex("a159c0a5e494a74a87b5ab155c2bf072");
    /** EFI_CERT_SHA256_GUID: digests of images. */
    public static final Bytes SHA256 = Bytes.fromHex("2616c4c14c509240aca941f936934328");

    private static final int GUID_LENGTH = 16;
    private static final int HEAD_LENGTH = GUID_LENGTH + 3 * 4;

    /** UEFI 2.10, 32.4.1: types of bare digests. Their lists have no header. */
    private static final Map<Bytes, HashAlgorithm> DIGESTS = Map.of(
            SHA256,
            HashAlgorithm.SHA256,
            Bytes.fromHex("12a56c8210cfc94ab187be01496631bd"),
            HashAlgorithm.SHA1,
            Bytes.fromHex("07533effd09fc94885f18ad56c701e01"),
            HashAlgorithm.SHA384,
            Bytes.fromHex("ae0f3e09c4a6504f9f1bd41e2b89c19a"),
            HashAlgorithm.SHA512);

    /**
     * EFI_SIGNATURE_DATA.
     *
     * @param owner GUID of who put it there, 16 bytes as on the wire
     * @param data digest, certificate, or whatever the list's type says
     */
    public record Signature(Bytes owner, Bytes data) {}

    /** Copies the list. */
    public EfiSignatureList {
        signatures = List.copyOf(signatures);
    }

    /** Reads all lists of a variable; an empty variable has none. */
    public static List<EfiSignatureList> decodeAll(Bytes variable) throws MalformedMessageException {
        ByteReader in = new ByteReader(variable);
        List<EfiSignatureList> lists = new ArrayList<>();
        while (in.remaining() > 0) {
            lists.add(read(in));
        }
        return List.copyOf(lists);
    }

    private static EfiSignatureList read(ByteReader in) throws MalformedMessageException {
        int start = in.position();
        Bytes type = in.bytes(GUID_LENGTH, "EFI_SIGNATURE_LIST.SignatureType");
        long listSize = in.u32le("EFI_SIGNATURE_LIST.SignatureListSize");
        long headerSize = in.u32le("EFI_SIGNATURE_LIST.SignatureHeaderSize");
        long size = in.u32le("EFI_SIGNATURE_LIST.SignatureSize");
        requireSizes(type, headerSize, size, start);
        long signatures = listSize - HEAD_LENGTH - headerSize;
        if (signatures < 0 || signatures % size != 0 || listSize - HEAD_LENGTH > in.remaining()) {
            throw new MalformedMessageException(
                    "EFI_SIGNATURE_LIST.SignatureListSize",
                    start + 16,
                    listSize + " bytes do not hold whole signatures");
        }
        in.bytes(headerSize, "EFI_SIGNATURE_LIST.SignatureHeader");
        List<Signature> found = new ArrayList<>();
        for (long left = signatures; left > 0; left -= size) {
            Bytes owner = in.bytes(GUID_LENGTH, "EFI_SIGNATURE_DATA.SignatureOwner");
            found.add(new Signature(owner, in.bytes(size - GUID_LENGTH, "EFI_SIGNATURE_DATA.SignatureData")));
        }
        return new EfiSignatureList(type, found);
    }

    private static void requireSizes(Bytes type, long headerSize, long size, int start)
            throws MalformedMessageException {
        Optional<HashAlgorithm> digest = Optional.ofNullable(DIGESTS.get(type));
        long expected =
                digest.map(algorithm -> (long) GUID_LENGTH + algorithm.length()).orElse(size);
        if (size <= GUID_LENGTH || size != expected) {
            throw new MalformedMessageException("EFI_SIGNATURE_LIST.SignatureSize", start + 24, size + " bytes");
        }
        // what a header would hold is not a signature: read as one, its bytes would become digests that nobody allowed
        if (headerSize != 0 && (digest.isPresent() || type.equals(X509))) {
            throw new MalformedMessageException(
                    "EFI_SIGNATURE_LIST.SignatureHeaderSize",
                    start + 20,
                    headerSize + " bytes, for a type without one");
        }
    }

    /** The algorithm, if the signatures are bare digests of images. */
    public Optional<HashAlgorithm> digestAlgorithm() {
        return Optional.ofNullable(DIGESTS.get(type));
    }
}
