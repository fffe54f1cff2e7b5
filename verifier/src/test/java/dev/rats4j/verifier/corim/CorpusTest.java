package dev.rats4j.verifier.corim;

import static dev.rats4j.verifier.Acme.CLASS;
import static dev.rats4j.verifier.Acme.CRYPTO;
import static dev.rats4j.verifier.Acme.ENDORSER;
import static dev.rats4j.verifier.Acme.FIRMWARE;
import static dev.rats4j.verifier.Acme.INSTANCE;
import static dev.rats4j.verifier.Acme.LOADER;
import static dev.rats4j.verifier.Acme.NOW;
import static dev.rats4j.verifier.Acme.PATHS;
import static dev.rats4j.verifier.Acme.STRANGER;
import static dev.rats4j.verifier.Acme.authenticated;
import static dev.rats4j.verifier.Acme.pinned;
import static dev.rats4j.verifier.Acme.profiled;
import static dev.rats4j.verifier.Acme.references;
import static dev.rats4j.verifier.Acme.signed;
import static dev.rats4j.verifier.Acme.triple;
import static dev.rats4j.verifier.Acme.valid;
import static dev.rats4j.verifier.Certified.DAY;
import static dev.rats4j.verifier.Certified.anchored;
import static dev.rats4j.verifier.Certified.leaf;
import static dev.rats4j.verifier.Certified.leafFor;
import static dev.rats4j.verifier.Certified.parsed;
import static dev.rats4j.verifier.Certified.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.corim.Comid;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.corim.TagId;
import dev.rats4j.corim.TypedId;
import dev.rats4j.corim.Validity;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.AcmeScheme;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CorpusTest {

    private static final Corim CORIM = references(CLASS, FIRMWARE);

    private static Corpus corpus(TrustAnchors anchors, Bytes signed) {
        return Corpus.builder(CRYPTO, PATHS, anchors).add("it", signed, NOW).build();
    }

    private static boolean counts(Corpus corpus, Instant at) {
        return CorimProcessor.process(authenticated(triple(INSTANCE, FIRMWARE)), corpus, at)
                .of(INSTANCE, AcmeScheme.FIRMWARE)
                .isPresent();
    }

    private static void accepted(Corpus corpus) {
        assertThat(corpus.refused()).isEmpty();
        assertThat(counts(corpus, NOW)).isTrue();
    }

    private static void refused(Corpus corpus, String reason) {
        assertThat(corpus.refused()).singleElement().satisfies(refusal -> {
            assertThat(refusal.source()).isEqualTo("it");
            assertThat(refusal.reason()).contains(reason);
        });
        assertThat(counts(corpus, NOW)).isFalse();
    }

    @Test
    @DisplayName("a CoRIM signed by a pinned key counts; by any other key it does not")
    void pinnedKey() {
        accepted(corpus(pinned(ENDORSER), signed(ENDORSER, CORIM)));
        accepted(corpus(pinned(STRANGER, ENDORSER), signed(ENDORSER, CORIM)));
        refused(corpus(pinned(ENDORSER), signed(STRANGER, CORIM)), "does not verify with any of 1 trusted keys");
    }

    @Test
    @DisplayName("R-8 without anchors no CoRIM counts")
    void noAnchors() {
        refused(corpus(TrustAnchors.builder().build(), signed(ENDORSER, CORIM)), "any of 0 trusted keys");
        refused(
                corpus(TrustAnchors.builder().build(), signed(ENDORSER, CORIM, leaf(ENDORSER.publicKey()))),
                "not trusted");
    }

    @Test
    @DisplayName("a CoRIM counts by its signer's certificate if that leads to an anchor")
    void certificatePath() throws MalformedMessageException {
        Bytes certificate = leaf(ENDORSER.publicKey());
        accepted(corpus(anchored(root()), signed(ENDORSER, CORIM, certificate)));
        accepted(corpus(anchored(root()), signed(ENDORSER, CORIM, certificate, root())));
        refused(corpus(pinned(STRANGER), signed(ENDORSER, CORIM, certificate)), "the signer is not trusted");
        refused(
                corpus(anchored(root()), signed(STRANGER, CORIM, certificate)),
                "does not verify with the signer's certificate");
    }

    @Test
    @DisplayName("T-77 a key that is certified for attestation or as an endorsement key signs no reference values")
    void attestationKey() throws MalformedMessageException {
        for (String purpose : List.of("2.23.133.8.3", "2.23.133.8.1")) {
            Bytes certificate = leafFor(ENDORSER.publicKey(), "1.3.6.1.5.5.7.3.2", purpose);
            String reason = "the signer's certificate is of an attestation key, not of a signer of reference values";
            refused(corpus(anchored(root()), signed(ENDORSER, CORIM, certificate)), reason);
            refused(corpus(anchored(certificate), signed(ENDORSER, CORIM, certificate)), reason);
            refused(corpus(anchored(certificate), signed(ENDORSER, CORIM)), reason);
            refused(corpus(pinned(ENDORSER), signed(ENDORSER, CORIM, certificate)), reason);
            refused(corpus(anchored(certificate), signed(STRANGER, CORIM)), "any of 1 trusted keys");
        }
        Bytes other = leafFor(ENDORSER.publicKey(), "1.3.6.1.5.5.7.3.3");
        accepted(corpus(anchored(root()), signed(ENDORSER, CORIM, other)));
        accepted(corpus(anchored(other), signed(ENDORSER, CORIM)));
    }

    @Test
    @DisplayName("an expired or not yet valid certificate of the signer does not do")
    void certificateValidity() throws MalformedMessageException {
        Bytes expired = leaf(ENDORSER.publicKey(), NOW.minus(DAY), NOW.minusSeconds(1));
        Bytes future = leaf(ENDORSER.publicKey(), NOW.plusSeconds(1), NOW.plus(DAY));
        refused(corpus(anchored(root()), signed(ENDORSER, CORIM, expired)), "is expired");
        refused(corpus(anchored(root()), signed(ENDORSER, CORIM, future)), "is not yet valid");
    }

    @Test
    @DisplayName(
            "a signer's certificate that is an anchor itself counts without being sent, and only while it is valid")
    void anchoredCertificate() throws MalformedMessageException {
        Bytes certificate = leaf(ENDORSER.publicKey());
        Bytes expired = leaf(ENDORSER.publicKey(), NOW.minus(DAY), NOW.minusSeconds(1));
        accepted(corpus(anchored(certificate), signed(ENDORSER, CORIM)));
        accepted(corpus(anchored(certificate), signed(ENDORSER, CORIM, certificate)));
        refused(corpus(anchored(expired), signed(ENDORSER, CORIM)), "trusted keys");
        refused(corpus(anchored(expired), signed(ENDORSER, CORIM, expired)), "is expired");
    }

    @Test
    @DisplayName("a pinned key counts whatever certificate comes along, and whoever made the key object")
    void pinnedKeyWithCertificate() throws MalformedMessageException {
        Bytes certificate = leaf(ENDORSER.publicKey());
        accepted(corpus(pinned(ENDORSER), signed(ENDORSER, CORIM, certificate)));
        TrustAnchors other =
                TrustAnchors.builder().key(parsed(certificate).getPublicKey()).build();
        accepted(corpus(other, signed(ENDORSER, CORIM)));
        accepted(corpus(other, signed(ENDORSER, CORIM, certificate)));
    }

    @Test
    @DisplayName("no bit of the payload or the signature can be flipped")
    void changed() {
        byte[] message = signed(ENDORSER, CORIM).toByteArray();
        for (int i = message.length - 200; i < message.length; i++) {
            byte[] changed = message.clone();
            changed[i] ^= 1;
            Corpus corpus = corpus(pinned(ENDORSER), Bytes.copyOf(changed));
            assertThat(corpus.refused()).as("byte " + i).hasSize(1);
            assertThat(counts(corpus, NOW)).isFalse();
        }
    }

    @Test
    @DisplayName("bytes that are no signed CoRIM are refused and reported")
    void malformed() {
        refused(corpus(pinned(ENDORSER), Bytes.EMPTY), "malformed: ");
        refused(corpus(pinned(ENDORSER), Bytes.ofUtf8("{\"corim-id\": 1}")), "malformed: ");
        refused(corpus(pinned(ENDORSER), CORIM.encode()), "malformed: ");
        Bytes message = signed(ENDORSER, CORIM);
        refused(corpus(pinned(ENDORSER), message.slice(0, message.length() - 1)), "malformed: ");
        refused(corpus(pinned(ENDORSER), signed(ENDORSER, CORIM, Bytes.of(0x30, 0x00))), "malformed: ");
    }

    @Test
    @DisplayName("a trusted signature over anything but a CoRIM is reported as malformed")
    void signedNonsense() {
        Bytes meta =
                Cbor.map().put(0, Cbor.map().put(0, Cbor.text("ACME")).encode()).encode();
        CoseHeaders headers = CoseHeaders.builder()
                .put(CoseHeaders.CONTENT_TYPE, Cbor.text(Corim.MEDIA_TYPE))
                .put(CborKey.of(8), Cbor.bytes(meta))
                .build();
        Bytes message = CoseSign1.sign(CRYPTO, ENDORSER, headers, CoseHeaders.NONE, Cbor.text("no CoRIM"));
        refused(corpus(pinned(ENDORSER), message), "malformed: ");
    }

    @Test
    @DisplayName("a profile that is not understood refuses the CoRIM whole; no profile, or one that is, does not")
    void profiles() {
        Corim foreign = profiled(CORIM, "tag:other.example,2026:profile");
        Corim ours = profiled(CORIM, AcmeScheme.PROFILE);
        refused(
                corpus(pinned(ENDORSER), signed(ENDORSER, foreign)),
                "profile tag:other.example,2026:profile is not understood");
        refused(corpus(pinned(ENDORSER), signed(ENDORSER, ours)), "is not understood");
        accepted(Corpus.builder(CRYPTO, PATHS, pinned(ENDORSER))
                .profiles(Set.of(AcmeScheme.PROFILE))
                .add("it", signed(ENDORSER, ours), NOW)
                .build());
    }

    @Test
    @DisplayName("a CoRIM with parts that nobody looks at is refused whole")
    void uninterpreted() {
        Comid part = CORIM.comids().get(0);
        Comid odd = Comid.builder(TagId.of("odd"))
                .triples(part.triples().toBuilder().extension(77, Bytes.of(0)).build())
                .build();
        Corim corim = Corim.builder(TagId.of("x")).tag(part).tag(odd).build();
        Corpus corpus = Corpus.builder(CRYPTO, PATHS, pinned(ENDORSER))
                .insecureAddUnsigned("it", corim, "a test")
                .build();
        assertThat(corpus.refused()).singleElement().satisfies(refusal -> {
            assertThat(refusal.source()).isEqualTo("it");
            assertThat(refusal.reason()).contains("triples-map 77 of tag odd");
        });
        assertThat(counts(corpus, NOW)).isFalse();
    }

    @Test
    @DisplayName("an unsigned CoRIM counts only under an ugly name, with a reason")
    void unsigned() {
        Corpus.Builder corpus =
                Corpus.builder(CRYPTO, PATHS, TrustAnchors.builder().build());
        assertThatThrownBy(() -> corpus.insecureAddUnsigned("it", CORIM, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("why");
        Corpus unsigned =
                corpus.insecureAddUnsigned("it", CORIM, "I wrote it myself").build();
        accepted(unsigned);
        assertThat(unsigned.unsigned()).containsExactlyEntriesOf(Map.of("it", "I wrote it myself"));
        assertThat(corpus(pinned(ENDORSER), signed(ENDORSER, CORIM)).unsigned()).isEmpty();
    }

    @Test
    @DisplayName("CoRIMs that are not valid at an instant are named, those that are refused are not")
    void outdated() {
        Corpus corpus = Corpus.builder(CRYPTO, PATHS, pinned(ENDORSER))
                .add("always", signed(ENDORSER, CORIM), NOW)
                .add("old", signed(ENDORSER, valid(CORIM, NOW.minusSeconds(9), NOW.minusSeconds(1))), NOW)
                .add("new", signed(ENDORSER, valid(CORIM, NOW.plusSeconds(1), NOW.plusSeconds(9))), NOW)
                .add("foreign", signed(STRANGER, valid(CORIM, NOW.minusSeconds(9), NOW.minusSeconds(1))), NOW)
                .insecureAddUnsigned("unsigned", valid(CORIM, NOW.minusSeconds(9), NOW.minusSeconds(1)), "a test")
                .build();
        assertThat(corpus.outdated(NOW)).containsExactly("old", "new", "unsigned");
        assertThat(corpus.outdated(NOW.minusSeconds(1))).containsExactly("new");
        assertThat(corpus.outdated(NOW.plusSeconds(1))).containsExactly("old", "unsigned");
    }

    @Test
    @DisplayName("what is refused never stops the others")
    void othersCount() {
        Corpus corpus = Corpus.builder(CRYPTO, PATHS, pinned(ENDORSER))
                .add("broken", Bytes.of(1), NOW)
                .add("foreign", signed(STRANGER, references(CLASS, LOADER)), NOW)
                .add("good", signed(ENDORSER, CORIM), NOW)
                .build();
        assertThat(corpus.refused()).extracting(RefusedCorim::source).containsExactly("broken", "foreign");
        assertThat(counts(corpus, NOW)).isTrue();
        Corroboration loader = CorimProcessor.process(authenticated(triple(INSTANCE, LOADER)), corpus, NOW);
        assertThat(loader.of(INSTANCE, AcmeScheme.LOADER)).isEmpty();
    }

    @Test
    @DisplayName("a CoRIM counts from its first to its last instant, looked at in each appraisal")
    void validity() {
        Instant from = NOW.minusSeconds(10);
        Instant until = NOW.plusSeconds(10);
        Corpus corpus = corpus(pinned(ENDORSER), signed(ENDORSER, valid(CORIM, from, until)));
        assertThat(corpus.refused()).isEmpty();
        assertThat(counts(corpus, from.minusSeconds(1))).isFalse();
        assertThat(counts(corpus, from)).isTrue();
        assertThat(counts(corpus, until)).isTrue();
        assertThat(counts(corpus, until.plusSeconds(1))).isFalse();
    }

    @Test
    @DisplayName("the validity that the signer states restricts that of the CoRIM")
    void signatureValidity() {
        Corim corim = valid(CORIM, NOW.minusSeconds(10), NOW.plusSeconds(10));
        Validity shorter = new Validity(Optional.of(NOW.minusSeconds(20)), NOW.plusSeconds(5));
        Bytes message = SignedCorim.sign(
                CRYPTO, ENDORSER, corim, new SignedCorim.Meta("ACME", Optional.of(shorter)), List.of());
        Corpus corpus = corpus(pinned(ENDORSER), message);
        assertThat(counts(corpus, NOW.minusSeconds(15))).isFalse();
        assertThat(counts(corpus, NOW.plusSeconds(5))).isTrue();
        assertThat(counts(corpus, NOW.plusSeconds(6))).isFalse();
    }

    @Test
    @DisplayName("references whose condition names nothing to file them under are counted")
    void broadReferences() {
        Environment layer = Environment.ofClass(new EnvironmentClass(
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.of(1), OptionalLong.empty()));
        Environment group =
                new Environment(Optional.empty(), Optional.empty(), Optional.of(TypedId.bytes(Bytes.of(7))));
        assertThat(Corpus.EMPTY.broadReferences()).isZero();
        Corpus corpus = Corpus.builder(CRYPTO, PATHS, pinned(ENDORSER))
                .insecureAddUnsigned("class", CORIM, "a test")
                .insecureAddUnsigned("instance", references(INSTANCE, FIRMWARE), "a test")
                .insecureAddUnsigned("group", references(group, FIRMWARE), "a test")
                .insecureAddUnsigned("layer", references(layer, FIRMWARE), "a test")
                .insecureAddUnsigned("layer", references(layer, LOADER), "a test")
                .build();
        assertThat(corpus.broadReferences()).isEqualTo(2);
    }

    @Test
    @DisplayName("the empty corpus corroborates nothing, and whether keys are given is known")
    void empty() {
        assertThat(counts(Corpus.EMPTY, NOW)).isFalse();
        assertThat(Corpus.EMPTY.hasAttestKeys()).isFalse();
        assertThat(Corpus.EMPTY.refused()).isEmpty();
        assertThat(corpus(pinned(ENDORSER), signed(ENDORSER, CORIM)).hasAttestKeys())
                .isFalse();
    }
}
