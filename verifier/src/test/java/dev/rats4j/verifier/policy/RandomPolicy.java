package dev.rats4j.verifier.policy;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.ClaimPath;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.verifier.AcmeScheme;
import dev.rats4j.verifier.AcmeScheme.AcmeCheck;
import dev.rats4j.wire.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Policies of every shape that a document can have, about the claims and checks of the test scheme. */
final class RandomPolicy {

    private static final String LETTERS = "abcXYZ019 /:.-_\"\\\n\t\u00e4\u20ac\u2028{}[]";

    private final SplittableRandom random;

    private RandomPolicy(SplittableRandom random) {
        this.random = random;
    }

    static AppraisalPolicy next(SplittableRandom random) {
        return new RandomPolicy(random).policy();
    }

    private AppraisalPolicy policy() {
        AppraisalPolicy.Builder policy = AppraisalPolicy.forEvidence(text());
        if (random.nextBoolean()) {
            Set<Aspect> aspects = EnumSet.of(Aspect.values()[random.nextInt(8)]);
            aspects.add(Aspect.values()[random.nextInt(8)]);
            policy.requireAspects(aspects);
        }
        for (ClaimPath<?> path : List.of(AcmeScheme.FIRMWARE, AcmeScheme.LOADER, AcmeScheme.LEVEL, AcmeScheme.MODE)) {
            switch (random.nextInt(4)) {
                case 0 -> policy.corroborate(path);
                case 1 -> policy.ignore(path, text());
                case 2 -> require(policy, path);
                default -> {}
            }
        }
        if (random.nextBoolean()) {
            policy.require(AcmeScheme.SVN, new Condition.SvnAtLeast(random.nextLong() >>> 1));
        }
        for (AcmeCheck check : AcmeCheck.values()) {
            if (random.nextBoolean() && check.definition().kind() == Check.Kind.POLICY) {
                policy.waive(check, text());
            }
            if (random.nextBoolean() && check.mayBeLeftOut()) {
                policy.acceptNotAssessed(check, text());
            }
        }
        if (random.nextBoolean()) {
            policy.acceptWeakDigests(text());
        }
        return policy.build();
    }

    private void require(AppraisalPolicy.Builder policy, ClaimPath<?> path) {
        if (path.equals(AcmeScheme.FIRMWARE)) {
            policy.require(AcmeScheme.FIRMWARE, new Condition.DigestIn(digests()));
        } else if (path.equals(AcmeScheme.LEVEL)) {
            policy.require(AcmeScheme.LEVEL, new Condition.AtLeast(number()));
            policy.require(AcmeScheme.LEVEL, new Condition.AtMost(number()));
        } else if (path.equals(AcmeScheme.MODE)) {
            policy.require(AcmeScheme.MODE, new Condition.NameEquals(text()));
        }
    }

    private List<NamedDigest> digests() {
        List<NamedDigest> digests = new ArrayList<>();
        do {
            HashAlgorithm algorithm = HashAlgorithm.values()[random.nextInt(HashAlgorithm.values().length)];
            digests.add(NamedDigest.of(algorithm.digest(Bytes.of(random.nextInt(256)))));
        } while (random.nextInt(3) > 0);
        return digests;
    }

    /** -2^64 to 2^64-1, of every length. */
    private BigInteger number() {
        BigInteger magnitude = new BigInteger(Long.toUnsignedString(random.nextLong() >>> random.nextInt(64)));
        return random.nextBoolean() ? magnitude : magnitude.not();
    }

    /** Not blank. */
    private String text() {
        StringBuilder text = new StringBuilder("x");
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.insert(random.nextInt(text.length() + 1), LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
