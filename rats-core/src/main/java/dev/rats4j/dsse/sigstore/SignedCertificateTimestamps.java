package dev.rats4j.dsse.sigstore;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Promises of certificate logs inside a certificate, RFC 6962, 3.2 and 3.3: over the certificate without them. */
final class SignedCertificateTimestamps {

    static final String EXTENSION = "1.3.6.1.4.1.11129.2.4.2";

    /** The identifier of the extension in DER. */
    private static final Bytes EXTENSION_ID = Bytes.fromHex("060a2b06010401d679020402");

    private static final int EXTENSIONS = 0xa3;
    private static final int MAX = 16;
    private static final int PRECERT_ENTRY = 1;

    private final CryptoBackend crypto;
    private final TrustedRoot root;

    SignedCertificateTimestamps(CryptoBackend crypto, TrustedRoot root) {
        this.crypto = crypto;
        this.root = root;
    }

    private record Promise(Bytes logId, long time, Bytes extensions, Bytes signature) {}

    /** Fails unless a log of the root promised, and if a promise of such a log is not good. */
    void require(X509Certificate leaf, X509Certificate issuer) throws Refusal {
        try {
            Bytes signed = Bytes.copyOf(leaf.getTBSCertificate());
            Bytes issuerKey = HashAlgorithm.SHA256
                    .digest(Bytes.copyOf(issuer.getPublicKey().getEncoded()))
                    .value();
            Bytes precertificate = withoutPromises(signed);
            int good = 0;
            for (Promise promise : promises(leaf)) {
                Optional<TrustedRoot.Log> log = root.certificateLog(promise.logId());
                if (log.isPresent()) {
                    check(log.get(), promise, issuerKey, precertificate);
                    good++;
                }
            }
            if (good == 0) {
                throw refusal("has no promise of a certificate log of the trusted root");
            }
        } catch (MalformedMessageException e) {
            throw refusal("has promises of certificate logs that cannot be read");
        } catch (CertificateEncodingException e) {
            throw refusal("cannot be encoded");
        }
    }

    private void check(TrustedRoot.Log log, Promise promise, Bytes issuerKey, Bytes precertificate) throws Refusal {
        if (!log.validity().contains(Instant.ofEpochMilli(promise.time()))) {
            throw refusal("has a promise outside the window of its certificate log");
        }
        Bytes message = Bytes.concat(
                Bytes.of(0, 0),
                number(promise.time(), 8),
                number(PRECERT_ENTRY, 2),
                issuerKey,
                number(precertificate.length(), 3),
                precertificate,
                number(promise.extensions().length(), 2),
                promise.extensions());
        if (log.key().verify(crypto, message, promise.signature()).isEmpty()) {
            throw refusal("has a promise of a certificate log that does not verify");
        }
    }

    private static Refusal refusal(String reason) {
        return new Refusal(SigstoreStep.CERTIFICATE_LOG, "the certificate " + reason);
    }

    private static Bytes number(long value, int length) {
        int[] bytes = new int[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (int) (value >> (8 * (length - 1 - i)) & 0xff);
        }
        return Bytes.of(bytes);
    }

    private static List<Promise> promises(X509Certificate leaf) throws MalformedMessageException {
        byte[] extension = leaf.getExtensionValue(EXTENSION);
        if (extension == null) {
            return List.of();
        }
        Bytes value = DerElement.decode(Bytes.copyOf(extension), "extnValue").content();
        ByteReader whole = new ByteReader(DerElement.decode(value, "SCT list").content());
        ByteReader list = new ByteReader(whole.bytes(whole.u16("SCT list.length"), "SCT list"));
        whole.expectEnd("SCT list");
        List<Promise> all = new ArrayList<>();
        while (list.remaining() > 0) {
            if (all.size() == MAX) {
                throw new MalformedMessageException("SCT list", list.position(), "more than " + MAX);
            }
            all.add(promise(new ByteReader(list.bytes(list.u16("SCT.length"), "SCT"))));
        }
        return all;
    }

    private static Promise promise(ByteReader reader) throws MalformedMessageException {
        int start = reader.position();
        if (reader.u8("SCT.version") != 0) {
            throw new MalformedMessageException("SCT.version", start, "is not v1");
        }
        Bytes logId = reader.bytes(32, "SCT.id");
        long time = reader.u64("SCT.timestamp");
        Bytes extensions = reader.bytes(reader.u16("SCT.extensions.length"), "SCT.extensions");
        // what hash and kind of signature it says it is does not matter: the key of the log has one algorithm
        reader.u16("SCT.algorithm");
        Bytes signature = reader.bytes(reader.u16("SCT.signature.length"), "SCT.signature");
        reader.expectEnd("SCT");
        return new Promise(logId, time, extensions, signature);
    }

    /** The signed part of a certificate as received, without the extension of the promises. */
    static Bytes withoutPromises(Bytes signedPart) throws MalformedMessageException {
        ByteReader members =
                new ByteReader(DerElement.decode(signedPart, "tbsCertificate").content());
        List<Bytes> kept = new ArrayList<>();
        while (members.remaining() > 0) {
            int start = members.position();
            DerElement member = DerElement.next(members, "tbsCertificate");
            kept.add(
                    member.tag() == EXTENSIONS
                            ? new DerElement(EXTENSIONS, withoutPromise(member.content())).encode()
                            : members.since(start));
        }
        return new DerElement(DerElement.SEQUENCE, Bytes.concat(kept.toArray(Bytes[]::new))).encode();
    }

    private static Bytes withoutPromise(Bytes extensions) throws MalformedMessageException {
        ByteReader reader =
                new ByteReader(DerElement.decode(extensions, "extensions").content());
        List<Bytes> kept = new ArrayList<>();
        while (reader.remaining() > 0) {
            int start = reader.position();
            DerElement extension = DerElement.next(reader, "extension");
            if (!extension.content().startsWith(EXTENSION_ID)) {
                kept.add(reader.since(start));
            }
        }
        return new DerElement(DerElement.SEQUENCE, Bytes.concat(kept.toArray(Bytes[]::new))).encode();
    }
}
