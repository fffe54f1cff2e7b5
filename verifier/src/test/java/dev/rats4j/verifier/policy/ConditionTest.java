package dev.rats4j.verifier.policy;

import static dev.rats4j.verifier.Acme.digest;
import static dev.rats4j.verifier.Acme.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.verifier.AcmeScheme;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConditionTest {

    private static final BigInteger MOST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    private static CodePoint.IntRange range(Optional<Long> minimum, Optional<Long> maximum) {
        return new CodePoint.IntRange(minimum.map(BigInteger::valueOf), maximum.map(BigInteger::valueOf));
    }

    @Test
    @DisplayName("at least: below, at, above; of a range the lower end counts")
    void atLeast() {
        Condition<CodePoint.IntRange> condition = new Condition.AtLeast(5);
        assertThat(condition.isMetBy(CodePoint.IntRange.exactly(4))).isFalse();
        assertThat(condition.isMetBy(CodePoint.IntRange.exactly(5))).isTrue();
        assertThat(condition.isMetBy(CodePoint.IntRange.exactly(6))).isTrue();
        assertThat(condition.isMetBy(range(Optional.of(4L), Optional.of(9L)))).isFalse();
        assertThat(condition.isMetBy(range(Optional.empty(), Optional.of(9L)))).isFalse();
        assertThat(condition.isMetBy(range(Optional.of(5L), Optional.empty()))).isTrue();
        assertThat(condition).hasToString("at least 5");
    }

    @Test
    @DisplayName("at most: below, at, above; of a range the upper end counts")
    void atMost() {
        Condition<CodePoint.IntRange> condition = new Condition.AtMost(5);
        assertThat(condition.isMetBy(CodePoint.IntRange.exactly(4))).isTrue();
        assertThat(condition.isMetBy(CodePoint.IntRange.exactly(5))).isTrue();
        assertThat(condition.isMetBy(CodePoint.IntRange.exactly(6))).isFalse();
        assertThat(condition.isMetBy(range(Optional.of(4L), Optional.of(6L)))).isFalse();
        assertThat(condition.isMetBy(range(Optional.of(4L), Optional.empty()))).isFalse();
        assertThat(condition.isMetBy(range(Optional.empty(), Optional.of(5L)))).isTrue();
        assertThat(condition).hasToString("at most 5");
    }

    @Test
    @DisplayName("unsigned numbers of 64 bits are compared as such")
    void unsigned() {
        CodePoint.IntRange most = new CodePoint.IntRange(Optional.of(MOST), Optional.of(MOST));
        assertThat(new Condition.AtLeast(MOST).isMetBy(most)).isTrue();
        assertThat(new Condition.AtLeast(MOST).isMetBy(CodePoint.IntRange.exactly(Long.MAX_VALUE)))
                .isFalse();
        assertThat(new Condition.AtMost(Long.MAX_VALUE).isMetBy(most)).isFalse();
        BigInteger beyond = MOST.add(BigInteger.ONE);
        assertThatThrownBy(() -> new Condition.AtLeast(beyond)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Condition.AtMost(beyond)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("SVN at least: below, at, above; a minimum is no version that something has")
    void svn() {
        Condition<CodePoint.Svn> condition = new Condition.SvnAtLeast(5);
        assertThat(condition.isMetBy(new CodePoint.Svn(4, false))).isFalse();
        assertThat(condition.isMetBy(new CodePoint.Svn(5, false))).isTrue();
        assertThat(condition.isMetBy(new CodePoint.Svn(6, false))).isTrue();
        assertThat(condition.isMetBy(new CodePoint.Svn(MOST, false))).isTrue();
        assertThat(condition.isMetBy(new CodePoint.Svn(6, true))).isFalse();
        assertThat(condition).hasToString("SVN at least 5");
        assertThatThrownBy(() -> new Condition.SvnAtLeast(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName(
            "T-78 digest in: of the algorithms that claim and list share, every digest is listed and one is strong")
    void digestInOfSeveralBanks() {
        NamedDigest weak = digest(HashAlgorithm.SHA1, "a");
        Condition<CodePoint.Digests> both = new Condition.DigestIn(List.of(weak, sha256("a")));
        CodePoint.Digests good = new CodePoint.Digests(List.of(weak, sha256("a")));
        CodePoint.Digests otherWeak = new CodePoint.Digests(List.of(digest(HashAlgorithm.SHA1, "z"), sha256("a")));
        CodePoint.Digests otherStrong = new CodePoint.Digests(List.of(weak, sha256("z")));
        CodePoint.Digests weakOnly = new CodePoint.Digests(List.of(weak));
        CodePoint.Digests twice = new CodePoint.Digests(List.of(sha256("a"), sha256("z")));
        CodePoint.Digests foreign = new CodePoint.Digests(List.of(digest(HashAlgorithm.SHA384, "a")));
        for (boolean weakAccepted : List.of(false, true)) {
            assertThat(both.isMetBy(good, weakAccepted)).isTrue();
            assertThat(both.isMetBy(otherWeak, weakAccepted)).isFalse();
            assertThat(both.isMetBy(otherStrong, weakAccepted)).isFalse();
            assertThat(both.isMetBy(twice, weakAccepted)).isFalse();
            assertThat(both.isMetBy(foreign, weakAccepted)).isFalse();
            assertThat(both.isMetBy(weakOnly, weakAccepted)).isEqualTo(weakAccepted);
        }
        assertThat(both.isMetBy(weakOnly)).isFalse();
    }

    @Test
    @DisplayName("digest in: one of the digests is listed, under the same algorithm")
    void digestIn() {
        Condition<CodePoint.Digests> condition = new Condition.DigestIn(List.of(sha256("a"), sha256("b")));
        assertThat(condition.isMetBy(new CodePoint.Digests(List.of(sha256("b")))))
                .isTrue();
        assertThat(condition.isMetBy(new CodePoint.Digests(List.of(digest(HashAlgorithm.SHA1, "z"), sha256("a")))))
                .isTrue();
        assertThat(condition.isMetBy(new CodePoint.Digests(List.of(sha256("c")))))
                .isFalse();
        NamedDigest sameBytes = new NamedDigest(
                NamedDigest.algorithmOf(HashAlgorithm.SHA3_256), sha256("a").value());
        assertThat(condition.isMetBy(new CodePoint.Digests(List.of(sameBytes)))).isFalse();
        assertThat(condition).hasToString("one of 2 digests");
        assertThatThrownBy(() -> new Condition.DigestIn(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a name is compared letter by letter")
    void nameEquals() {
        Condition<String> condition = new Condition.NameEquals("production");
        assertThat(condition.isMetBy("production")).isTrue();
        assertThat(condition.isMetBy("Production")).isFalse();
        assertThat(condition.isMetBy("production ")).isFalse();
        assertThat(condition).hasToString("equal to production");
    }

    @Test
    @DisplayName("an absent value, or one of another type, meets nothing")
    void absent() {
        var requirement = new AppraisalPolicy.Requirement<>(AcmeScheme.MODE, new Condition.NameEquals("production"));
        assertThat(requirement.isMetBy(Optional.of("production"), true)).isTrue();
        assertThat(requirement.isMetBy(Optional.empty(), true)).isFalse();
        assertThat(requirement.isMetBy(Optional.of(5), true)).isFalse();
    }
}
