package dev.rats4j.cli.input;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cli.content.TpmParts;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.jose.Jwk;
import dev.rats4j.jose.JwkSet;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Files with keys and certificates: those that are trusted, and those that lie between. */
public final class AnchorFiles {

    private AnchorFiles() {}

    /** Everything that is trusted: certificates, public keys, JWK, JWK Sets, COSE_Keys, TPMT_PUBLIC. */
    public static TrustAnchors anchors(List<Path> paths, CryptoBackend crypto) throws InputException {
        TrustAnchors.Builder anchors = TrustAnchors.builder();
        for (InputFile file : InputFile.readAll(paths)) {
            try {
                add(file, anchors, crypto);
            } catch (MalformedMessageException e) {
                throw new InputException(file.name() + " is no usable trust anchor: " + e.getMessage() + ".");
            }
        }
        return anchors.build();
    }

    private static void add(InputFile file, TrustAnchors.Builder anchors, CryptoBackend crypto)
            throws MalformedMessageException, InputException {
        switch (file.kind()) {
            case CERTIFICATES -> CertificationPaths.certificates(file.content()).forEach(anchors::certificate);
            case PUBLIC_KEY -> anchors.key(crypto.publicKey(file.content()));
            case JWK ->
                anchors.key(Jwk.parse(Json.parseObject(file.content(), JsonLimits.STANDARD), crypto)
                        .key());
            case JWK_SET -> JwkSet.parse(file.content(), crypto).keys().forEach(jwk -> anchors.key(jwk.key()));
            case COSE_KEY ->
                anchors.key(CoseKey.decode(CborItem.decode(file.content(), CborProfile.WELL_FORMED), crypto));
            case TPM_PUBLIC, TPM2B_PUBLIC -> anchors.schemeKey(TpmParts.publicArea(file.content()));
            case PRIVATE_KEY -> throw file.unfit("a trust anchor is the public half of a key.");
            default ->
                throw file.unfit(
                        "a trust anchor is a certificate, a public key, a JWK, a JWK Set, a COSE_Key or a TPMT_PUBLIC.");
        }
    }

    /** Certificates between evidence and anchors. */
    public static List<X509Certificate> endorsements(List<Path> paths) throws InputException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (InputFile file : InputFile.readAll(paths)) {
            switch (file.kind()) {
                case CERTIFICATES -> certificates.addAll(certificates(file));
                case CERTIFICATE_LIST -> throw file.unfit("revocation lists are not read yet.");
                default -> throw file.unfit("an endorsement is one or more certificates, in PEM or DER.");
            }
        }
        return certificates;
    }

    static List<X509Certificate> certificates(InputFile file) throws InputException {
        try {
            return CertificationPaths.certificates(file.content());
        } catch (MalformedMessageException e) {
            throw new InputException(file.name() + " holds a malformed certificate: " + e.getMessage() + ".");
        }
    }
}
