package dev.rats4j.cli;

import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static dev.rats4j.tpm.SimulatedTpms.NOW;
import static dev.rats4j.tpm.SimulatedTpms.PATHS;
import static dev.rats4j.tpm.SimulatedTpms.seeded;

import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.Comid;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimTemplate;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.corim.TagId;
import dev.rats4j.corim.Triples;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.TpmClaims;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.tpm.sim.SimulatedKey;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Golden values of simulated TPMs, and those who sign them. */
final class GoldenValues {

    static final SimulatedKey KEY = SimulatedKey.generate(CRYPTO, AttestationKeyKind.ECDSA_P256, seeded(61));
    static final Signer ENDORSER = signer(CRYPTO.generate(EllipticCurve.P256, seeded(62)));
    static final Signer STRANGER = signer(CRYPTO.generate(EllipticCurve.P256, seeded(63)));
    static final TrustAnchors ENDORSERS =
            TrustAnchors.builder().key(ENDORSER.publicKey()).build();

    private GoldenValues() {}

    static Signer signer(KeyPair keys) {
        return CRYPTO.signer(
                keys.getPrivate(),
                keys.getPublic(),
                new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA256));
    }

    static SimulatedTpm bare(HashAlgorithm... banks) {
        return SimulatedTpm.builder(CRYPTO, KEY).banks(Set.of(banks)).build();
    }

    static SimulatedTpm booted() {
        return SimulatedTpms.withLog(SimulatedTpm.builder(CRYPTO, KEY));
    }

    /** As a vendor would write them: a template with a digest per PCR. */
    static Corim golden(PcrValues values, HashAlgorithm bank) throws MalformedMessageException {
        String measurements = values.bank(bank).entrySet().stream()
                .map(pcr -> "{\"key\": " + pcr.getKey() + ", \"value\": {\"digests\": [\""
                        + NamedDigest.of(pcr.getValue()) + "\"]}}")
                .collect(Collectors.joining(", "));
        return CorimTemplate.compile(
                Bytes.ofUtf8("""
                {
                  "corim-id": "golden", "profile": "%s",
                  "tags": [{
                    "tag-identity": {"id": "golden/1"},
                    "triples": {"reference-values": [{
                      "environment": {"class": {"vendor": "TCG", "model": "TPM 2.0"}},
                      "measurements": [%s]
                    }]}
                  }]
                }
                """.replaceFirst("%s", TpmClaims.PROFILE).replaceFirst("%s", measurements)));
    }

    static Corim golden(SimulatedTpm tpm) throws MalformedMessageException {
        return golden(tpm.pcrs(), HashAlgorithm.SHA256);
    }

    static Bytes signed(Signer signer, Corim corim) {
        return SignedCorim.sign(CRYPTO, signer, corim, new SignedCorim.Meta("vendor", Optional.empty()), List.of());
    }

    static Corpus corpus(TrustAnchors signers, Bytes... corims) {
        Corpus.Builder corpus = Corpus.builder(CRYPTO, PATHS, signers).profiles(new TpmScheme().profiles());
        for (Bytes corim : corims) {
            corpus.add("corim", corim, NOW);
        }
        return corpus.build();
    }

    static Corpus corpus(Corim corim) {
        return corpus(ENDORSERS, signed(ENDORSER, corim));
    }

    /** A triple for each register: each stands for itself. */
    static Corim perRegister(PcrValues values) throws MalformedMessageException {
        Corim whole = golden(values, HashAlgorithm.SHA256);
        Comid comid = whole.comids().get(0);
        var triple = comid.referenceValues().get(0);
        return corim(Comid.builder(comid.id())
                .triples(Triples.builder()
                        .reference(triple.measurements().stream()
                                .map(measurement -> new ValueTriple(triple.environment(), List.of(measurement)))
                                .toList())
                        .build())
                .build());
    }

    static Corim corim(Comid comid) {
        return Corim.builder(TagId.of("corim"))
                .tag(comid)
                .profile(TpmClaims.PROFILE)
                .build();
    }
}
