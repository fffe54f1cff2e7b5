package dev.rats4j.tpm;

import dev.rats4j.Claims;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.corim.NamedDigest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmsAttest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        Map<Integer, List<NamedDigest>> byIndex = new TreeMap<>();
        for (HashAlgorithm bank : quoted.banks()) {
            quoted.bank(bank)
                    .forEach((index, digest) -> byIndex.computeIfAbsent(index, i -> new ArrayList<>(2))
                            .add(NamedDigest.of(digest)));
        }
        List<Measurement> elements = new ArrayList<>(byIndex.size() + 1);
        byIndex.forEach((index, digests) -> elements.add(Measurement.of(
                MeasuredElement.of(index), MeasurementValues.of(CodePoint.DIGESTS, new CodePoint.Digests(digests)))));
        BigInteger version = new BigInteger(Long.toUnsignedString(attest.firmwareVersion()));
        elements.add(Measurement.of(
                TpmClaims.FIRMWARE_VERSION.key().orElseThrow(),
                MeasurementValues.of(
                        CodePoint.INT_RANGE, new CodePoint.IntRange(Optional.of(version), Optional.of(version)))));
        return elements;
    }
}
