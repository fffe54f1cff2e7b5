package dev.rats4j.verifier.corim;

import static dev.rats4j.verifier.Acme.CLASS;
import static dev.rats4j.verifier.Acme.CRYPTO;
import static dev.rats4j.verifier.Acme.ENDORSER;
import static dev.rats4j.verifier.Acme.FIRMWARE;
import static dev.rats4j.verifier.Acme.INSTANCE;
import static dev.rats4j.verifier.Acme.NOW;
import static dev.rats4j.verifier.Acme.PATHS;
import static dev.rats4j.verifier.Acme.authenticated;
import static dev.rats4j.verifier.Acme.pinned;
import static dev.rats4j.verifier.Acme.profiled;
import static dev.rats4j.verifier.Acme.references;
import static dev.rats4j.verifier.Acme.signed;
import static dev.rats4j.verifier.Acme.triple;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.corim.Comid;
import dev.rats4j.corim.ConciseTag;
import dev.rats4j.corim.ConciseTagList;
import dev.rats4j.corim.ConditionalEndorsementSeriesTriple;
import dev.rats4j.corim.ConditionalEndorsementTriple;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimEntity;
import dev.rats4j.corim.CorimLocator;
import dev.rats4j.corim.CorimProfile;
import dev.rats4j.corim.CorimProfiles;
import dev.rats4j.corim.CorimSigning;
import dev.rats4j.corim.CoswidTriple;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.DomainTriple;
import dev.rats4j.corim.EncodedTag;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.KeyTriple;
import dev.rats4j.corim.LinkedTag;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.corim.StatefulEnvironment;
import dev.rats4j.corim.TagId;
import dev.rats4j.corim.TagIdentity;
import dev.rats4j.corim.Triples;
import dev.rats4j.corim.Validity;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.corim.profile.PsaProfile;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.verifier.AcmeScheme;
import dev.rats4j.wire.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes a CoRIM be refused whole: parts that nobody looks at, broken rules of its profile, content that is not there. */
class CorpusRefusalsTest {

    private static final Corim CORIM = references(CLASS, FIRMWARE);

    private static boolean counts(Corpus corpus, Instant at) {
        return CorimProcessor.process(authenticated(triple(INSTANCE, FIRMWARE)), corpus, at)
                .of(INSTANCE, AcmeScheme.FIRMWARE)
                .isPresent();
    }

    private static Corim with(Triples.Builder triples) {
        return Corim.builder(TagId.of("x"))
                .tag(Comid.builder(TagId.of("odd")).triples(triples.build()).build())
                .build();
    }

    private static Comid.Builder comid() {
        return Comid.builder(TagId.of("odd")).triples(CORIM.comids().get(0).triples());
    }

    private static CorimEntity extended(long role) {
        return new CorimEntity("ACME", Optional.empty(), List.of(role), Map.of(-1L, Bytes.of(0)));
    }

    private static Corim.Builder corimOf(ConciseTag... tags) {
        Corim.Builder corim = Corim.builder(TagId.of("x"));
        Arrays.asList(tags).forEach(corim::tag);
        return corim;
    }

    static Stream<Arguments> unprocessed() {
        Triples triples = CORIM.comids().get(0).triples();
        Environment about = triples.reference().get(0).environment();
        List<Measurement> claims = triples.reference().get(0).measurements();
        DomainTriple domain = new DomainTriple(about, List.of(about));
        KeyTriple key =
                new KeyTriple(about, List.of(CryptoKey.thumbprint(ENDORSER.publicKey())), Optional.empty(), List.of());
        TagIdentity identity = TagIdentity.of(TagId.of("t"));
        ConditionalEndorsementSeriesTriple series = new ConditionalEndorsementSeriesTriple(
                about, List.of(), List.of(), List.of(new ConditionalEndorsementSeriesTriple.Step(claims, claims)));
        ConditionalEndorsementTriple conditional = new ConditionalEndorsementTriple(
                List.of(new StatefulEnvironment(about, claims)), List.of(new ValueTriple(about, claims)));
        return Stream.of(
                Arguments.of(with(triples.toBuilder().identity(List.of(key))), "identity-triples of tag odd"),
                Arguments.of(with(triples.toBuilder().dependency(List.of(domain))), "dependency-triples of tag odd"),
                Arguments.of(with(triples.toBuilder().membership(List.of(domain))), "membership-triples of tag odd"),
                Arguments.of(
                        with(triples.toBuilder().coswid(List.of(new CoswidTriple(about, List.of(TagId.of("t")))))),
                        "coswid-triples of tag odd"),
                Arguments.of(
                        with(triples.toBuilder().conditionalEndorsementSeries(List.of(series))),
                        "conditional-endorsement-series-triples of tag odd"),
                Arguments.of(
                        with(triples.toBuilder().conditionalEndorsement(List.of(conditional))),
                        "conditional-endorsement-triples of tag odd"),
                Arguments.of(with(triples.toBuilder().extension(7, Bytes.of(0))), "triples-map 7 of tag odd"),
                Arguments.of(
                        corimOf(comid().linkedTag(new LinkedTag(TagId.of("t"), LinkedTag.Relation.REPLACES))
                                        .build())
                                .build(),
                        "linked-tags of tag odd"),
                Arguments.of(
                        corimOf(comid().linkedTag(new LinkedTag(TagId.of("t"), LinkedTag.Relation.SUPPLEMENTS))
                                        .build())
                                .build(),
                        "linked-tags of tag odd"),
                Arguments.of(corimOf(comid().entity(extended(0)).build()).build(), "entity-map -1 of tag odd"),
                Arguments.of(corimOf(comid().build()).entity(extended(1)).build(), "entity-map -1"),
                Arguments.of(
                        corimOf(comid().extension(-3, Bytes.of(0)).build()).build(), "concise-mid-tag -3 of tag odd"),
                Arguments.of(
                        corimOf(
                                        comid().build(),
                                        new ConciseTagList(
                                                identity,
                                                List.of(identity),
                                                new Validity(Optional.empty(), NOW.plusSeconds(60))))
                                .build(),
                        "tag 508"),
                Arguments.of(
                        corimOf(comid().build(), new EncodedTag(507, Bytes.of(0x40)))
                                .build(),
                        "tag 507"),
                Arguments.of(
                        corimOf(comid().build())
                                .dependentRim(new CorimLocator(List.of("https://acme.example"), List.of()))
                                .build(),
                        "dependent-rims"),
                Arguments.of(corimOf(comid().build()).extension(-1, Bytes.of(0)).build(), "corim-map -1"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unprocessed")
    @DisplayName("each part that this Verifier does not process refuses the CoRIM by its name")
    void refusesEachUnprocessedPart(Corim corim, String name) {
        Corpus corpus = Corpus.builder(CRYPTO, PATHS, pinned(ENDORSER))
                .add("it", signed(ENDORSER, corim), NOW)
                .insecureAddUnsigned("again", corim, "a test")
                .build();
        assertThat(corpus.refused())
                .hasSize(2)
                .allSatisfy(refusal ->
                        assertThat(refusal.reason()).isEqualTo("has parts that are not understood: [" + name + "]"));
        assertThat(counts(corpus, NOW)).isFalse();
        assertThat(UnprocessedParts.of(CORIM)).isEmpty();
    }

    @Test
    @DisplayName("what a signer says of itself and nobody here understands refuses the CoRIM too")
    void refusesUnknownWordsOfTheSigner() {
        SignedCorim.Meta meta =
                new SignedCorim.Meta("ACME", Optional.empty(), Optional.empty(), Map.of(-7L, Bytes.of(0)));
        Corpus corpus = Corpus.builder(CRYPTO, PATHS, pinned(ENDORSER))
                .add("it", SignedCorim.sign(CRYPTO, ENDORSER, CORIM, meta, List.of()), NOW)
                .build();
        assertThat(corpus.refused())
                .singleElement()
                .extracting(RefusedCorim::reason)
                .isEqualTo("has parts that are not understood: [corim-signer-map -7]");
        assertThat(counts(corpus, NOW)).isFalse();
    }

    @Test
    @DisplayName("a profile that comes with this library has its rules and types also where it is only named")
    void namedProfilesHaveTheirRules() {
        Corim psa = profiled(CORIM, PsaProfile.ID);
        Corpus.Builder named = Corpus.builder(CRYPTO, PATHS, pinned(ENDORSER)).profiles(Set.of(PsaProfile.ID));
        assertThat(named.add("it", signed(ENDORSER, psa), NOW)
                        .insecureAddUnsigned("again", psa, "a test")
                        .build()
                        .refused())
                .hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal.reason()).startsWith("breaks its profile: "));
        assertThat(Corpus.builder(CRYPTO, PATHS, pinned(ENDORSER))
                        .profiles(Set.of(AcmeScheme.PROFILE))
                        .add("it", signed(ENDORSER, psa), NOW)
                        .build()
                        .refused())
                .singleElement()
                .extracting(RefusedCorim::reason)
                .isEqualTo("profile " + PsaProfile.ID + " is not understood");
    }

    @Test
    @DisplayName("a CoRIM that breaks a rule of its profile is refused whole, and the rule is named")
    void breaksItsProfile() {
        CorimProfile strict = new CorimProfile() {
            @Override
            public String id() {
                return AcmeScheme.PROFILE;
            }

            @Override
            public List<Violation> check(Corim corim) {
                return Stream.generate(() -> new Violation("tags[0]", "is never right"))
                        .limit(7)
                        .toList();
            }
        };
        Corpus corpus = Corpus.builder(CRYPTO, PATHS, pinned(ENDORSER))
                .profiles(CorimProfiles.of(strict))
                .profiles(Set.of(AcmeScheme.PROFILE)) // knowing the name alone takes no rule away
                .add("it", signed(ENDORSER, profiled(CORIM, AcmeScheme.PROFILE)), NOW)
                .build();
        assertThat(corpus.refused())
                .singleElement()
                .extracting(RefusedCorim::reason)
                .asString()
                .startsWith("breaks its profile: tags[0]: is never right; ")
                .endsWith("; and 2 more");
        assertThat(counts(corpus, NOW)).isFalse();
    }

    @Test
    @DisplayName("a CoRIM beside its signature counts with its bytes; without them, or with others, it does not")
    void detached() {
        CorimSigning signing = CorimSigning.of(new SignedCorim.Meta("ACME", Optional.empty()));
        for (Bytes message : List.of(
                signing.detached(CRYPTO, ENDORSER, CORIM),
                signing.hashEnvelope(CRYPTO, ENDORSER, CORIM, HashAlgorithm.SHA256, Optional.empty()))) {
            assertThat(counts(corpusOf(message, CORIM.encode()), NOW)).isTrue();
            Corim other = profiled(CORIM, "tag:other.example,2026:profile");
            assertThat(corpusOf(message, other.encode()).refused()).hasSize(1);
            assertThat(Corpus.builder(CRYPTO, PATHS, pinned(ENDORSER))
                            .add("it", message, NOW)
                            .build()
                            .refused())
                    .singleElement()
                    .extracting(RefusedCorim::reason)
                    .isEqualTo("the CoRIM is not in the message, and did not come beside it");
        }
        assertThat(corpusOf(signed(ENDORSER, CORIM), CORIM.encode()).refused())
                .singleElement()
                .extracting(RefusedCorim::reason)
                .isEqualTo("the message has a CoRIM of its own");
    }

    private static Corpus corpusOf(Bytes message, Bytes corim) {
        return Corpus.builder(CRYPTO, PATHS, pinned(ENDORSER))
                .addDetached("it", message, corim, NOW)
                .build();
    }
}
