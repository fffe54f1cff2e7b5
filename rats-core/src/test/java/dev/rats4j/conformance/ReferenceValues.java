package dev.rats4j.conformance;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.ClaimPath;
import dev.rats4j.Claims;
import dev.rats4j.corim.Comid;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.corim.TagId;
import dev.rats4j.corim.Triples;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes reference values of what good evidence says: a triple for each critical claim, so that each stands for itself. */
final class ReferenceValues {

    private static final Signer ENDORSER = SeededKeys.p256(0x656e646f);
    private static final TrustAnchors SIGNERS =
            TrustAnchors.builder().key(ENDORSER.publicKey()).build();

    private ReferenceValues() {}

    static Expectations none() {
        return new Expectations(List.of(), SIGNERS, true);
    }

    /**
     * Reference values for all claims of the evidence at these paths but one.
     *
     * @param without the path that is left out
     */
    static Expectations of(
            AuthenticatedEvidence good,
            Set<ClaimPath<?>> paths,
            Optional<ClaimPath<?>> without,
            boolean isPolicySilent) {
        List<Bytes> corims = good.claims().stream()
                .map(claims -> signed(claims, paths, without))
                .toList();
        return new Expectations(corims, SIGNERS, isPolicySilent);
    }

    private static Bytes signed(Claims claims, Set<ClaimPath<?>> paths, Optional<ClaimPath<?>> without) {
        // the class alone: evidence of another device of the class is compared with the same values
        Environment about = Environment.ofClass(claims.environment()
                .environmentClass()
                .orElseThrow(() -> new AssertionError("claims without a class")));
        List<ValueTriple> triples = paths.stream()
                .filter(path -> !Optional.of(path).equals(without))
                .filter(path -> path.environmentMatches(claims.environment()))
                .flatMap(path -> claims.elements().stream()
                        .filter(element -> element.key().equals(path.key()))
                        .filter(element ->
                                element.values().get(path.codePoint()).isPresent()))
                .distinct()
                .map(element ->
                        new ValueTriple(about, List.of(new Measurement(element.key(), element.values(), List.of()))))
                .toList();
        Comid comid = Comid.builder(TagId.of("kit"))
                .triples(Triples.builder().reference(triples).build())
                .build();
        Corim.Builder builder = Corim.builder(TagId.of("kit")).tag(comid);
        claims.profile().ifPresent(builder::profile);
        Corim corim = builder.build();
        SignedCorim.Meta meta = new SignedCorim.Meta("conformance kit", Optional.empty());
        return SignedCorim.sign(Specimen.CRYPTO, ENDORSER, corim, meta, List.of());
    }
}
