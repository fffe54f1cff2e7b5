package dev.rats4j.benchmarks;

import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.Comid;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.corim.TagId;
import dev.rats4j.corim.Triples;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.tpm.TpmClaims;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A signed CoRIM with many reference triples: 1 in 100 is broad (its condition names neither vendor nor model nor an instance); the others
 * belong to classes of 100, of which the TPM's is one. One triple matches the device: the last of its class.
 */
final class ReferenceCorpus {

    private static final int CLASS_SIZE = 100;

    private ReferenceCorpus() {}

    /** The CoRIM before it is signed. */
    static Corim corim(PcrValues golden, int triples) {
        Comid comid = Comid.builder(TagId.of("benchmark"))
                .triples(Triples.builder().reference(triples(golden, triples)).build())
                .build();
        return Corim.builder(TagId.of("benchmark"))
                .tag(comid)
                .profile(TpmClaims.PROFILE)
                .build();
    }

    static Corpus of(CryptoBackend crypto, Signer signer, PcrValues golden, int triples) {
        Corim corim = corim(golden, triples);
        SignedCorim.Meta meta = new SignedCorim.Meta("benchmark", Optional.empty());
        TrustAnchors anchors = TrustAnchors.builder().key(signer.publicKey()).build();
        Corpus corpus = Corpus.builder(crypto, new CertificationPaths(crypto), anchors)
                .profiles(Set.of(TpmClaims.PROFILE))
                .add("benchmark", SignedCorim.sign(crypto, signer, corim, meta, List.of()), TpmDevice.AT)
                .build();
        if (!corpus.refused().isEmpty() || corpus.broadReferences() != triples / CLASS_SIZE) {
            throw new IllegalStateException(corpus.broadReferences() + " broad, refused: " + corpus.refused());
        }
        return corpus;
    }

    private static List<ValueTriple> triples(PcrValues golden, int count) {
        List<ValueTriple> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int place = i % CLASS_SIZE;
            if (place == 0) {
                all.add(new ValueTriple(broad(i), List.of(register(0, other(i)))));
            } else if (i < CLASS_SIZE) {
                all.add(new ValueTriple(
                        Environment.ofClass(TpmClaims.CLASS), registers(golden, i, place == CLASS_SIZE - 1)));
            } else {
                EnvironmentClass elsewhere = EnvironmentClass.of("vendor " + i / CLASS_SIZE, "model " + i / CLASS_SIZE);
                all.add(new ValueTriple(Environment.ofClass(elsewhere), List.of(register(0, other(i)))));
            }
        }
        return all;
    }

    private static Environment broad(int number) {
        return Environment.ofClass(new EnvironmentClass(
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.of(number), OptionalLong.empty()));
    }

    /** All registers of a machine; those of other machines have another firmware, hence another PCR 0. */
    private static List<Measurement> registers(PcrValues golden, int number, boolean matching) {
        List<Measurement> measurements = new ArrayList<>();
        golden.bank(HashAlgorithm.SHA256)
                .forEach((index, digest) ->
                        measurements.add(register(index, matching || index != 0 ? digest : other(number))));
        return measurements;
    }

    private static Digest other(int number) {
        return HashAlgorithm.SHA256.digest(Bytes.ofUtf8("another firmware " + number));
    }

    private static Measurement register(int index, Digest digest) {
        return Measurement.of(
                MeasuredElement.of(index),
                MeasurementValues.of(CodePoint.DIGESTS, new CodePoint.Digests(List.of(NamedDigest.of(digest)))));
    }
}
