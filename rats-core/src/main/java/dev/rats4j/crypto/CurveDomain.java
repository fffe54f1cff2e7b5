package dev.rats4j.crypto;

import java.math.BigInteger;
import java.security.spec.ECParameterSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.math.ec.ECPoint;

/** What tells curves apart, computed once. */
record CurveDomain(
        Optional<EllipticCurve> answer,
        BigInteger order,
        BigInteger a,
        BigInteger b,
        BigInteger generatorX,
        BigInteger generatorY) {

    private static final List<CurveDomain> KNOWN =
            Stream.of(EllipticCurve.values()).map(CurveDomain::of).toList();

    private static CurveDomain of(EllipticCurve curve) {
        ECNamedCurveParameterSpec parameters = ECNamedCurveTable.getParameterSpec(curve.jcaName());
        ECPoint generator = parameters.getG().normalize();
        return new CurveDomain(
                Optional.of(curve),
                parameters.getN(),
                parameters.getCurve().getA().toBigInteger(),
                parameters.getCurve().getB().toBigInteger(),
                generator.getAffineXCoord().toBigInteger(),
                generator.getAffineYCoord().toBigInteger());
    }

    /** The curve with these parameters, named or not; empty if it is none of ours. */
    static Optional<EllipticCurve> curveOf(ECParameterSpec parameters) {
        for (CurveDomain known : KNOWN) {
            if (known.isThatOf(parameters)) {
                return known.answer();
            }
        }
        return Optional.empty();
    }

    private boolean isThatOf(ECParameterSpec other) {
        return order.equals(other.getOrder())
                && a.equals(other.getCurve().getA())
                && b.equals(other.getCurve().getB())
                && generatorX.equals(other.getGenerator().getAffineX())
                && generatorY.equals(other.getGenerator().getAffineY());
    }
}
