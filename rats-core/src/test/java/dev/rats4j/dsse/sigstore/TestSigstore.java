package dev.rats4j.dsse.sigstore;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;

import dev.rats4j.crypto.EcdsaSignatures;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.dsse.Base64Text;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.log.NoteKey;
import dev.rats4j.log.NoteKeyType;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An instance of Sigstore in memory: authority, logs and clock, all of them from a seed. */
final class TestSigstore {

    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    static final SigstoreIdentity IDENTITY =
            new SigstoreIdentity("https://ci.example.org/build", "https://id.example.org");
    static final String HOST = "log.example.org";
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    final KeyPair authorityKey;
    final X509Certificate authority;
    final Signer certificateLog;
    final Signer log;
    final Signer tiledLog;
    final TestClock clock;
    private long serial = 100;

    /** Somebody with a certificate. */
    record Holder(Signer signer, X509Certificate certificate) {
        Bytes der() {
            return TestSigstore.der(certificate);
        }
    }

    TestSigstore(long seed) {
        authorityKey = CRYPTO.generate(EllipticCurve.P256, SeededKeys.random(seed));
        certificateLog = SeededKeys.p256(seed + 1);
        log = SeededKeys.p256(seed + 2);
        tiledLog = SeededKeys.ed25519(seed + 3);
        clock = new TestClock(seed + 4);
        X509v3CertificateBuilder builder = certificate("CN=authority", "CN=authority", authorityKey.getPublic(), NOW);
        extend(builder, Extension.basicConstraints, true, new BasicConstraints(true));
        extend(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        authority = read(signed(builder, authorityKey));
    }

    private X509v3CertificateBuilder certificate(String issuer, String subject, PublicKey key, Instant at) {
        long validity = issuer.equals(subject) ? 86_400 : 600;
        return new X509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.valueOf(serial++),
                Date.from(at.minusSeconds(validity)),
                Date.from(at.plusSeconds(validity)),
                new X500Name(subject),
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    }

    static void extend(
            X509v3CertificateBuilder builder, ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            builder.addExtension(id, critical, value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static X509CertificateHolder signed(X509v3CertificateBuilder builder, KeyPair issuer) {
        try {
            ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA")
                    .setProvider(PROVIDER)
                    .setSecureRandom(SeededKeys.random(9))
                    .build(issuer.getPrivate());
            return builder.build(signer);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    static X509Certificate read(X509CertificateHolder holder) {
        try {
            return CertificationPaths.certificate(Bytes.copyOf(holder.getEncoded()));
        } catch (IOException | MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    static Bytes der(X509Certificate certificate) {
        try {
            return Bytes.copyOf(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a certificate for an identity says; tests change one thing at a time. */
    final class Request {
        private final long seed;
        private GeneralName[] names = {new GeneralName(GeneralName.uniformResourceIdentifier, IDENTITY.subject())};
        private String issuer = IDENTITY.issuer();
        private Optional<String> olderIssuer = Optional.empty();
        private KeyPurposeId purpose = KeyPurposeId.id_kp_codeSigning;
        private KeyPair authorityKeys = authorityKey;
        private Signer promisedBy = certificateLog;
        private boolean promised = true;
        private Instant promisedAt = NOW;
        private boolean changedAfterwards;
        private boolean ofAuthority;

        Request(long seed) {
            this.seed = seed;
        }

        Request names(GeneralName... given) {
            names = given;
            return this;
        }

        Request issuer(String given) {
            issuer = given;
            return this;
        }

        Request olderIssuer(String given) {
            olderIssuer = Optional.of(given);
            return this;
        }

        Request purpose(KeyPurposeId given) {
            purpose = given;
            return this;
        }

        Request by(KeyPair given) {
            authorityKeys = given;
            return this;
        }

        Request promisedBy(Signer given) {
            promisedBy = given;
            return this;
        }

        Request promisedAt(Instant given) {
            promisedAt = given;
            return this;
        }

        Request notPromised() {
            promised = false;
            return this;
        }

        Request ofAuthority() {
            ofAuthority = true;
            return this;
        }

        /** With an extension that the certificate log did not see. */
        Request changedAfterwards() {
            changedAfterwards = true;
            return this;
        }

        Holder issue() {
            Signer holder = SeededKeys.p256(seed);
            long number = serial;
            Bytes signedPart = tbs(signed(builder(holder, purpose), authorityKeys));
            serial = number;
            X509v3CertificateBuilder builder = builder(holder, purpose);
            if (changedAfterwards) {
                extend(builder, new ASN1ObjectIdentifier("1.2.3.4"), false, new DERUTF8String("more"));
            }
            if (promised) {
                Bytes list = promise(signedPart);
                extend(
                        builder,
                        new ASN1ObjectIdentifier(SignedCertificateTimestamps.EXTENSION),
                        false,
                        new DEROctetString(list.toByteArray()));
            }
            return new Holder(holder, read(signed(builder, authorityKeys)));
        }

        private X509v3CertificateBuilder builder(Signer holder, KeyPurposeId use) {
            X509v3CertificateBuilder builder = certificate("CN=authority", "CN=holder", holder.publicKey(), NOW);
            extend(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            if (ofAuthority) {
                extend(builder, Extension.basicConstraints, true, new BasicConstraints(true));
            }
            extend(builder, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(use));
            extend(builder, Extension.subjectAlternativeName, true, new GeneralNames(names));
            extend(builder, new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.8"), false, new DERUTF8String(issuer));
            olderIssuer.ifPresent(text -> {
                try {
                    builder.addExtension(
                            new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.1"),
                            false,
                            Bytes.ofUtf8(text).toByteArray());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            return builder;
        }

        private Bytes promise(Bytes signedPart) {
            Bytes key = HashAlgorithm.SHA256
                    .digest(Bytes.copyOf(authorityKeys.getPublic().getEncoded()))
                    .value();
            Bytes time = number(promisedAt.toEpochMilli(), 8);
            Bytes message = Bytes.concat(
                    Bytes.of(0, 0),
                    time,
                    Bytes.of(0, 1),
                    key,
                    number(signedPart.length(), 3),
                    signedPart,
                    Bytes.of(0, 0));
            Bytes signature = EcdsaSignatures.toDer(promisedBy.sign(message));
            Bytes promise = Bytes.concat(
                    Bytes.of(0),
                    keyId(certificateLog),
                    time,
                    Bytes.of(0, 0, 4, 3),
                    number(signature.length(), 2),
                    signature);
            Bytes list = Bytes.concat(number(promise.length(), 2), promise);
            return Bytes.concat(number(list.length(), 2), list);
        }
    }

    private static Bytes tbs(X509CertificateHolder holder) {
        try {
            return Bytes.copyOf(holder.toASN1Structure().getTBSCertificate().getEncoded("DER"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Bytes number(long value, int length) {
        int[] bytes = new int[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (int) (value >> (8 * (length - 1 - i)) & 0xff);
        }
        return Bytes.of(bytes);
    }

    static Bytes keyId(Signer signer) {
        return HashAlgorithm.SHA256
                .digest(Bytes.copyOf(signer.publicKey().getEncoded()))
                .value();
    }

    Bytes tiledKeyId() {
        // the first bytes are those of the note's key, the others do not matter
        return Bytes.concat(
                new NoteKey(HOST, NoteKeyType.ED25519, tiledLog.publicKey()).id(), Bytes.copyOf(new byte[28]));
    }

    Request request(long seed) {
        return new Request(seed);
    }

    private static JsonObject validity() {
        return JsonObject.builder()
                .put("start", NOW.minusSeconds(3600).toString())
                .put("end", NOW.plusSeconds(3600).toString())
                .build();
    }

    private static JsonObject log(Signer signer, String details, Bytes keyId) {
        return JsonObject.builder()
                .put("baseUrl", "https://" + HOST)
                .put("hashAlgorithm", "SHA2_256")
                .put(
                        "publicKey",
                        JsonObject.builder()
                                .put(
                                        "rawBytes",
                                        Base64Text.encode(
                                                Bytes.copyOf(signer.publicKey().getEncoded())))
                                .put("keyDetails", details)
                                .put("validFor", validity())
                                .build())
                .put(
                        "logId",
                        JsonObject.builder()
                                .put("keyId", Base64Text.encode(keyId))
                                .build())
                .build();
    }

    private static JsonObject authority(List<X509Certificate> chain) {
        return JsonObject.builder()
                .put("uri", "https://example.org")
                .put(
                        "certChain",
                        JsonObject.builder()
                                .put(
                                        "certificates",
                                        JsonArray.of(chain.stream()
                                                .map(certificate -> JsonObject.builder()
                                                        .put("rawBytes", Base64Text.encode(der(certificate)))
                                                        .build())
                                                .toList()))
                                .build())
                .put("validFor", validity())
                .build();
    }

    /** Its trusted root. */
    JsonObject root() {
        return JsonObject.builder()
                .put("mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=0.1")
                .put(
                        "tlogs",
                        JsonArray.of(List.of(
                                log(log, "PKIX_ECDSA_P256_SHA_256", keyId(log)),
                                log(tiledLog, "PKIX_ED25519", tiledKeyId()))))
                .put("certificateAuthorities", JsonArray.of(List.of(authority(List.of(authority)))))
                .put(
                        "ctlogs",
                        JsonArray.of(List.of(log(certificateLog, "PKIX_ECDSA_P256_SHA_256", keyId(certificateLog)))))
                .put("timestampAuthorities", JsonArray.of(List.of(authority(clock.chain()))))
                .build();
    }
}
