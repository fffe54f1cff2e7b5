package dev.rats4j.tpm;

import dev.rats4j.Claims;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmsAttest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a quote claims, as an Environment-Claim Tuple of our TPM profile. */
final class QuoteClaims {

    private QuoteClaims() {}

    static Claims of(TpmsAttest attest, PcrValues quoted, VerifiedSignature proof) {
        CryptoKey key = CryptoKey.thumbprint(proof.key());
        Environment environment = new Environment(
                Optional.of(TpmClaims.CLASS), Optional.of(new Environment.InstanceKey(key)), Optional.empty());
        return new Claims(
                environment,
                elements(attest, quoted),
                List.of(key),
                Claims.Type.EVIDENCE,
                Optional.of(TpmClaims.PROFILE));
    }

    private static List<Measurement> elements(TpmsAttest attest, PcrValues quoted) {
        List<Measurement> elements = new ArrayList<>(PcrValues.LIMIT + 1);
        for (int index = 0; index < PcrValues.LIMIT; index++) {
            List<NamedDigest> digests = digests(quoted, index);
            if (!digests.isEmpty()) {
                elements.add(new Measurement(
                        key(index),
                        MeasurementValues.of(CodePoint.DIGESTS, new CodePoint.Digests(digests)),
                        List.of()));
            }
        }
        BigInteger version = new BigInteger(Long.toUnsignedString(attest.firmwareVersion()));
        elements.add(Measurement.of(
                TpmClaims.FIRMWARE_VERSION.key().orElseThrow(),
                MeasurementValues.of(
                        CodePoint.INT_RANGE, new CodePoint.IntRange(Optional.of(version), Optional.of(version)))));
        return elements;
    }

    /** One per bank that has a value; usually there is one bank. */
    private static List<NamedDigest> digests(PcrValues quoted, int index) {
        List<NamedDigest> digests = List.of();
        for (HashAlgorithm bank : quoted.banks()) {
            Optional<Digest> value = quoted.get(bank, index);
            if (value.isPresent() && digests.isEmpty()) {
                digests = List.of(NamedDigest.of(value.get()));
            } else if (value.isPresent()) {
                digests = new ArrayList<>(digests);
                digests.add(NamedDigest.of(value.get()));
            }
        }
        return digests;
    }

    private static Optional<MeasuredElement> key(int index) {
        return index < TpmClaims.PCR_COUNT ? TpmClaims.pcr(index).key() : Optional.of(MeasuredElement.of(index));
    }
}
