package dev.rats4j.cmw;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

/**
 * The extension id-pe-cmw of certificates, revocation lists and certificate requests, RFC 9999:
 * {@code CMW ::= CHOICE { json UTF8String, cbor OCTET STRING }}. It is never critical.
 */
public final class CmwExtension {

    /** id-pe-cmw. */
    public static final String OID = "1.3.6.1.5.5.7.1.35";

    private static final String FIELD = "id-pe-cmw";

    private final CmwEncoding encoding;
    private final Bytes content;
    private final Cmw cmw;

    private CmwExtension(CmwEncoding encoding, Bytes content, Cmw cmw) {
        this.encoding = encoding;
        this.content = content;
        this.cmw = cmw;
    }

    /**
     * A wrapper to be put into an extension.
     *
     * @throws IllegalArgumentException if the wrapper has no form in this encoding
     */
    public static CmwExtension of(Cmw cmw, CmwEncoding encoding) {
        return new CmwExtension(encoding, encoding.encode(cmw), cmw);
    }

    /**
     * The extension of a certificate, if it has one. That the certificate is good is not looked at.
     *
     * @throws MalformedMessageException also if the extension is critical
     */
    public static Optional<CmwExtension> ofUntrusted(X509Certificate certificate) throws MalformedMessageException {
        byte[] value = certificate.getExtensionValue(OID);
        if (value == null) {
            return Optional.empty();
        }
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        if (critical != null && critical.contains(OID)) {
            throw new MalformedMessageException(FIELD, 0, "is critical, which it must not be");
        }
        DerElement extnValue = DerElement.decode(Bytes.copyOf(value), FIELD);
        if (extnValue.tag() != DerElement.OCTET_STRING) {
            throw new MalformedMessageException(FIELD, 0, "is not an OCTET STRING");
        }
        return Optional.of(decode(extnValue.content()));
    }

    /** Decodes what stands inside of the OCTET STRING extnValue: the CHOICE in DER, and the wrapper in it. */
    public static CmwExtension decode(Bytes value) throws MalformedMessageException {
        DerElement choice = DerElement.decode(value, FIELD);
        CmwEncoding encoding = switch (choice.tag()) {
            case DerElement.UTF8_STRING -> CmwEncoding.JSON;
            case DerElement.OCTET_STRING -> CmwEncoding.CBOR;
            default -> throw new MalformedMessageException(FIELD, 0, "is neither UTF8String nor OCTET STRING");
        };
        return new CmwExtension(encoding, choice.content(), encoding.decode(choice.content()));
    }

    /** The choice. */
    public CmwEncoding encoding() {
        return encoding;
    }

    /** The wrapper's bytes, as received. */
    public Bytes content() {
        return content;
    }

    /** The wrapper; as good as the certificate that it stands in. A signed one is in a record, {@link CmwRecord#wrappedSigned}. */
    public Cmw untrustedCmw() {
        return cmw;
    }

    /** The CHOICE in DER, to go into the OCTET STRING extnValue. */
    public Bytes encode() {
        return new DerElement(encoding == CmwEncoding.JSON ? DerElement.UTF8_STRING : DerElement.OCTET_STRING, content)
                .encode();
    }
}
