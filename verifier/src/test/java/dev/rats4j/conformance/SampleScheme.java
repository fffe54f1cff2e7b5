package dev.rats4j.conformance;

import static dev.rats4j.Check.Kind.CRYPTOGRAPHIC;
import static dev.rats4j.Check.Kind.POLICY;
import static dev.rats4j.TrustworthinessClaim.CRYPTO_VALIDATION_FAILED;
import static dev.rats4j.TrustworthinessClaim.NONE;
import static dev.rats4j.TrustworthinessClaim.claim;

import dev.rats4j.Aspect;
import dev.rats4j.AspectRule;
import dev.rats4j.Check;
import dev.rats4j.ClaimPath;
import dev.rats4j.CriticalClaim;
import dev.rats4j.Evidence;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.spi.DecodedEvidence;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A scheme that exists to be broken: a report of fixed fields, signed with ES256, then the signer's certificate, the signature and a
 * label that nobody signs.
 */
record SampleScheme(Defect defect) implements EvidenceScheme {

    static final String MEDIA_TYPE = "application/vnd.sample";
    static final int MAGIC = 0x5a4d;
    static final int VERSION = 1;
    static final int ES256 = 7;
    static final int DEBUG = 1;
    static final int RESERVED = 0xfe;

    static final EnvironmentClass CLASS = EnvironmentClass.of("Sample", "Sample");
    static final ClaimPath<CodePoint.Digests> FIRMWARE = path("firmware", CodePoint.DIGESTS);
    static final ClaimPath<CodePoint.IntRange> MAJOR = path("major", CodePoint.INT_RANGE);
    static final ClaimPath<CodePoint.IntRange> MINOR = path("minor", CodePoint.INT_RANGE);

    private static <T> ClaimPath<T> path(String name, CodePoint<T> codePoint) {
        return new ClaimPath<>("sample." + name, CLASS, Optional.of(MeasuredElement.of(name)), codePoint);
    }

    enum SampleCheck implements Check {
        KEY_TRUSTED("sample.key-trusted", CRYPTOGRAPHIC, Aspect.INSTANCE_IDENTITY, claim(97)),
        PATH("sample.path", CRYPTOGRAPHIC, Aspect.INSTANCE_IDENTITY, CRYPTO_VALIDATION_FAILED),
        KEY_STRENGTH("sample.key-strength", CRYPTOGRAPHIC, Aspect.INSTANCE_IDENTITY, CRYPTO_VALIDATION_FAILED),
        SIGNATURE("sample.signature", CRYPTOGRAPHIC, Aspect.INSTANCE_IDENTITY, CRYPTO_VALIDATION_FAILED),
        NONCE("sample.nonce", CRYPTOGRAPHIC, Aspect.INSTANCE_IDENTITY, NONE),
        DEBUG_OFF("sample.debug-off", POLICY, Aspect.CONFIGURATION, claim(96));

        private final Definition definition;

        SampleCheck(String id, Kind kind, Aspect aspect, TrustworthinessClaim onFailure) {
            definition = new Definition(id, "Sample 1", kind, aspect, NONE, onFailure);
        }

        @Override
        public Definition definition() {
            return definition;
        }
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public Set<String> mediaTypes() {
        return Set.of(MEDIA_TYPE);
    }

    @Override
    public Set<String> collectionTypes() {
        return Set.of();
    }

    @Override
    public List<Check> catalogue() {
        return List.of(SampleCheck.values());
    }

    @Override
    public List<AspectRule> aspects() {
        return List.of(
                new AspectRule(
                        Aspect.INSTANCE_IDENTITY,
                        claim(2),
                        List.of(SampleCheck.KEY_TRUSTED, SampleCheck.SIGNATURE, SampleCheck.NONCE),
                        List.of()),
                new AspectRule(
                        Aspect.CONFIGURATION,
                        claim(2),
                        List.of(SampleCheck.DEBUG_OFF),
                        List.of(new CriticalClaim(MAJOR, claim(36)), new CriticalClaim(MINOR, claim(36)))),
                new AspectRule(
                        Aspect.EXECUTABLES,
                        claim(3),
                        List.of(SampleCheck.SIGNATURE),
                        List.of(new CriticalClaim(FIRMWARE, claim(33)))));
    }

    @Override
    public List<ClaimPath<?>> claimPaths() {
        return List.of(FIRMWARE, MAJOR, MINOR);
    }

    @Override
    public Set<String> profiles() {
        return Set.of();
    }

    @Override
    public DecodedEvidence decode(Evidence evidence) throws MalformedMessageException {
        ByteReader in = new ByteReader(evidence.content());
        require(in.u16("magic") == MAGIC, Defect.ACCEPTS_A_SIBLING, "magic");
        require(in.u8("version") == VERSION, Defect.ACCEPTS_AN_UNKNOWN_VERSION, "version");
        require(in.u8("algorithm") == ES256, Defect.ACCEPTS_AN_UNKNOWN_VALUE, "algorithm");
        int flags = in.u8("flags");
        require((flags & RESERVED) == 0, Defect.IGNORES_RESERVED_BITS, "flags");
        int major = in.u8("major");
        int minor = in.u8("minor");
        Bytes firmware = in.bytes(32, "firmware");
        Bytes nonce = in.bytes(in.u8("nonce"), "nonce");
        Bytes report = in.since(0);
        Bytes certificate = in.bytes(in.u16("certificate"), "certificate");
        Bytes signature = in.bytes(in.u8("signature"), "signature");
        if (in.remaining() == 0 && defect == Defect.THROWS_SOMETHING_ELSE) {
            throw new IllegalStateException("there is no label");
        }
        boolean cut = in.remaining() == 0 && defect == Defect.ACCEPTS_TRUNCATED_INPUT;
        Bytes label = cut ? Bytes.EMPTY : in.bytes(in.u8("label"), "label");
        if (defect == Defect.ACCEPTS_TRAILING_BYTES) {
            in.rest();
        }
        in.expectEnd("report");
        return new SampleEvidence(
                defect,
                report,
                new SampleEvidence.Fields((flags & DEBUG) != 0, major, minor, firmware, nonce),
                CertificationPaths.certificate(certificate),
                signature,
                label);
    }

    private void require(boolean met, Defect unlessBroken, String field) throws MalformedMessageException {
        if (!met && defect != unlessBroken) {
            throw new MalformedMessageException(field, 0, "is not known");
        }
    }
}
