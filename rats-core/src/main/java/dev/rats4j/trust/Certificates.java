package dev.rats4j.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.Pem;
import java.io.ByteArrayInputStream;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Reads certificates. What the JDK and Bouncy Castle do not both read is malformed. */
final class Certificates {

    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private static final int MAX_CERTIFICATE = 1 << 16;
    private static final int MAX_BUNDLE = 256;
    private static final String LABEL = "CERTIFICATE";

    /** Certificates that were read before, by all their bytes: two parsers per certificate cost as much as half a signature. */
    private static final Cache<Bytes, X509Certificate> READ = Caffeine.newBuilder()
            .maximumWeight(8L << 20)
            .weigher((Bytes der, X509Certificate certificate) -> 4 * der.length())
            .executor(Runnable::run)
            .build();

    private Certificates() {}

    static X509Certificate one(Bytes der) throws MalformedMessageException {
        X509Certificate known = READ.getIfPresent(der);
        if (known == null) {
            known = parsed(der);
            READ.put(der.compact(), known);
        }
        return known;
    }

    private static X509Certificate parsed(Bytes der) throws MalformedMessageException {
        ByteReader reader = new ByteReader(der);
        next(reader);
        reader.expectEnd("Certificate");
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509", "SUN");
            X509Certificate certificate =
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toByteArray()));
            bouncyCastle(der);
            if (!Bytes.copyOf(certificate.getEncoded()).equals(der)) {
                throw new MalformedMessageException("Certificate", 0, "is not in DER");
            }
            return certificate;
        } catch (CertificateException e) {
            throw new MalformedMessageException("Certificate", 0, "does not follow RFC 5280, 4.1");
        } catch (NoSuchProviderException e) {
            throw new IllegalStateException("this JDK has no SUN", e);
        }
    }

    /** The same certificate as an object of Bouncy Castle, which no setting of the JDK reaches. */
    static X509Certificate bouncyCastle(Bytes der) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509", BOUNCY_CASTLE);
        try {
            X509Certificate certificate =
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toByteArray()));
            if (certificate == null) {
                throw new CertificateException("no certificate");
            }
            return new ReceivedCertificate(certificate, der);
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new CertificateException(e);
        }
    }

    static List<X509Certificate> all(Bytes pemOrDer) throws MalformedMessageException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Bytes der :
                pemOrDer.startsWith(Bytes.of(DerElement.SEQUENCE)) ? sequences(pemOrDer) : pemBlocks(pemOrDer)) {
            certificates.add(one(der));
        }
        return List.copyOf(certificates);
    }

    private static List<Bytes> sequences(Bytes bundle) throws MalformedMessageException {
        ByteReader reader = new ByteReader(bundle);
        List<Bytes> all = new ArrayList<>();
        while (reader.remaining() > 0) {
            add(all, next(reader), reader.position());
        }
        return all;
    }

    private static void add(List<Bytes> all, Bytes der, int offset) throws MalformedMessageException {
        if (all.size() >= MAX_BUNDLE) {
            throw new MalformedMessageException("Certificate", offset, "more than " + MAX_BUNDLE + " certificates");
        }
        all.add(der);
    }

    /** A SEQUENCE in DER with its header. */
    private static Bytes next(ByteReader reader) throws MalformedMessageException {
        int start = reader.position();
        DerElement element = DerElement.next(reader, "Certificate");
        if (element.tag() != DerElement.SEQUENCE) {
            throw new MalformedMessageException("Certificate", start, "is not a SEQUENCE");
        }
        if (element.content().length() >= MAX_CERTIFICATE) {
            throw new MalformedMessageException("Certificate.length", start + 1, "over " + MAX_CERTIFICATE + " bytes");
        }
        return reader.since(start);
    }

    /** RFC 7468, 5.1: text outside of the blocks is a comment; other blocks are refused. */
    private static List<Bytes> pemBlocks(Bytes pem) throws MalformedMessageException {
        List<Bytes> all = new ArrayList<>();
        for (Pem.Block block : Pem.blocks(pem)) {
            if (!block.label().equals(LABEL)) {
                throw new MalformedMessageException("PEM", block.offset(), "a block that is no certificate");
            }
            add(all, block.content(), block.offset());
        }
        return all;
    }
}
