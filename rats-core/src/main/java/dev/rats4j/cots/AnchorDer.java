package dev.rats4j.cots;

import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * What is read of the DER of an anchor: the outlines of Certificate (RFC 5280, 4.1), SubjectPublicKeyInfo and TrustAnchorInfo (RFC 5914,
 * 2); no names, times, extensions.
 */
record AnchorDer(Optional<Bytes> publicKey, Optional<Bytes> certificate, Optional<String> title) {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    /** [0], [1] and [2], constructed. */
    private static final int CONTEXT_0 = 0xa0;

    private static final int CONTEXT_1 = 0xa1;
    private static final int CONTEXT_2 = 0xa2;
    private static final int TITLE_LANGUAGE = 0x82;

    static AnchorDer of(long format, Bytes data) throws MalformedMessageException {
        if (format == TrustAnchor.CERTIFICATE) {
            return new AnchorDer(Optional.of(keyOfCertificate(data)), Optional.of(data), Optional.empty());
        }
        if (format == TrustAnchor.ANCHOR_INFO) {
            return ofChoice(data);
        }
        if (format == TrustAnchor.PUBLIC_KEY) {
            requirePublicKey(data);
            return new AnchorDer(Optional.of(data), Optional.empty(), Optional.empty());
        }
        return new AnchorDer(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** TrustAnchorChoice: a certificate, [1] a TBSCertificate, [2] a TrustAnchorInfo; or the last without its tag. */
    private static AnchorDer ofChoice(Bytes data) throws MalformedMessageException {
        DerElement choice = DerElement.decode(data, "TrustAnchorChoice");
        return switch (choice.tag()) {
            case CONTEXT_1 ->
                new AnchorDer(
                        Optional.of(keyOfTbs(inside(choice.content(), "TBSCertificate"))),
                        Optional.empty(),
                        Optional.empty());
            case CONTEXT_2 -> ofInfo(inside(choice.content(), "TrustAnchorInfo"));
            case DerElement.SEQUENCE ->
                isCertificate(choice.content())
                        ? of(TrustAnchor.CERTIFICATE, data)
                        : ofInfo(new ByteReader(choice.content()));
            default -> throw new MalformedMessageException("TrustAnchorChoice", 0, "has tag " + choice.tag());
        };
    }

    /** A certificate has three members, the last of them a BIT STRING; a TrustAnchorInfo an OCTET STRING after its key. */
    private static boolean isCertificate(Bytes content) throws MalformedMessageException {
        ByteReader in = new ByteReader(content);
        DerElement.next(in, "TrustAnchorChoice");
        return in.remaining() > 0
                && DerElement.next(in, "TrustAnchorChoice").tag() == DerElement.SEQUENCE
                && in.remaining() > 0
                && DerElement.next(in, "TrustAnchorChoice").tag() == BIT_STRING;
    }

    private static AnchorDer ofInfo(ByteReader in) throws MalformedMessageException {
        DerElement first = DerElement.next(in, "TrustAnchorInfo");
        DerElement key = first.tag() == INTEGER ? DerElement.next(in, "TrustAnchorInfo.pubKey") : first;
        Bytes publicKey = key.encode();
        requirePublicKey(publicKey);
        next(in, DerElement.OCTET_STRING, "TrustAnchorInfo.keyId");
        Optional<String> title = Optional.empty();
        Optional<Bytes> certificate = Optional.empty();
        int[] order = {DerElement.UTF8_STRING, DerElement.SEQUENCE, CONTEXT_1, TITLE_LANGUAGE};
        int from = 0;
        while (in.remaining() > 0) {
            int start = in.position();
            DerElement member = DerElement.next(in, "TrustAnchorInfo");
            while (from < order.length && order[from] != member.tag()) {
                from++;
            }
            if (from == order.length) {
                throw new MalformedMessageException(
                        "TrustAnchorInfo", start, "has a member with tag " + member.tag() + " where none is");
            }
            from++;
            if (member.tag() == DerElement.UTF8_STRING) {
                title = Optional.of(member.content().utf8());
            } else if (member.tag() == DerElement.SEQUENCE) {
                certificate = certificateOfPath(new ByteReader(member.content()));
            }
        }
        return new AnchorDer(Optional.of(publicKey), certificate, title);
    }

    /** CertPathControls: a Name, then possibly [0] IMPLICIT Certificate. */
    private static Optional<Bytes> certificateOfPath(ByteReader in) throws MalformedMessageException {
        next(in, DerElement.SEQUENCE, "CertPathControls.taName");
        if (in.remaining() == 0) {
            return Optional.empty();
        }
        DerElement next = DerElement.next(in, "CertPathControls");
        if (next.tag() != CONTEXT_0) {
            return Optional.empty();
        }
        Bytes certificate = new DerElement(DerElement.SEQUENCE, next.content()).encode();
        keyOfCertificate(certificate);
        return Optional.of(certificate);
    }

    private static Bytes keyOfCertificate(Bytes data) throws MalformedMessageException {
        ByteReader in = inside(data, "Certificate");
        DerElement tbs = next(in, DerElement.SEQUENCE, "Certificate.tbsCertificate");
        next(in, DerElement.SEQUENCE, "Certificate.signatureAlgorithm");
        next(in, BIT_STRING, "Certificate.signature");
        in.expectEnd("Certificate");
        return keyOfTbs(new ByteReader(tbs.content()));
    }

    private static Bytes keyOfTbs(ByteReader in) throws MalformedMessageException {
        DerElement first = DerElement.next(in, "TBSCertificate");
        if (first.tag() == CONTEXT_0) {
            first = DerElement.next(in, "TBSCertificate.serialNumber");
        }
        if (first.tag() != INTEGER) {
            throw new MalformedMessageException("TBSCertificate.serialNumber", 0, "is no INTEGER");
        }
        for (String member : new String[] {"signature", "issuer", "validity", "subject"}) {
            next(in, DerElement.SEQUENCE, "TBSCertificate." + member);
        }
        Bytes key = next(in, DerElement.SEQUENCE, "TBSCertificate.subjectPublicKeyInfo")
                .encode();
        requirePublicKey(key);
        return key;
    }

    private static void requirePublicKey(Bytes data) throws MalformedMessageException {
        ByteReader in = inside(data, "SubjectPublicKeyInfo");
        next(in, DerElement.SEQUENCE, "SubjectPublicKeyInfo.algorithm");
        next(in, BIT_STRING, "SubjectPublicKeyInfo.subjectPublicKey");
        in.expectEnd("SubjectPublicKeyInfo");
    }

    private static ByteReader inside(Bytes data, String field) throws MalformedMessageException {
        DerElement sequence = DerElement.decode(data, field);
        if (sequence.tag() != DerElement.SEQUENCE) {
            throw new MalformedMessageException(field, 0, "is no SEQUENCE");
        }
        return new ByteReader(sequence.content());
    }

    private static DerElement next(ByteReader in, int tag, String field) throws MalformedMessageException {
        int start = in.position();
        DerElement element = DerElement.next(in, field);
        if (element.tag() != tag) {
            throw new MalformedMessageException(field, start, "has tag " + element.tag() + ", not " + tag);
        }
        return element;
    }
}
