package dev.rats4j.benchmarks;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.tpm.sim.SimulatedCa;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.wire.MalformedMessageException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Devices that the verifier never saw, each with its own certified key. After the last one, a new verifier begins with the first. */
final class FreshDevicesWork implements Work {

    static final int DEVICES = 1_536;

    private final TrustAnchors anchors;
    private final List<Device> devices;
    private Verifier verifier;
    private int next;

    /** The signatures over the certificate and over the quote. */
    private record Device(TpmDevice evidence, RawVerification certificate, RawVerification quote) {}

    private FreshDevicesWork(TrustAnchors anchors, List<Device> devices) {
        this.anchors = anchors;
        this.devices = devices;
        this.verifier = newVerifier(anchors);
    }

    static FreshDevicesWork of(AttestationKeyKind kind, int count) {
        CryptoBackend crypto = CryptoBackend.standard();
        SecureRandom random = TpmDevice.seeded(1);
        SimulatedCa ca = TpmDevice.ca(crypto, random);
        TrustAnchors anchors =
                TrustAnchors.builder().certificate(ca.certificate()).build();
        List<Device> devices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            SimulatedTpm tpm =
                    SimulatedTpm.builder(crypto, kind, random).certifiedBy(ca).build();
            devices.add(device(TpmDevice.of(tpm, anchors), ca));
        }
        FreshDevicesWork work = new FreshDevicesWork(anchors, List.copyOf(devices));
        work.devices.forEach(device -> {
            work.full();
            device.certificate().verify();
            device.quote().verify();
        });
        work.nextIteration();
        return work;
    }

    private static Device device(TpmDevice evidence, SimulatedCa ca) {
        try {
            X509Certificate certificate = CertificationPaths.certificate(
                    evidence.parts().keyCertificate().orElseThrow());
            return new Device(
                    evidence,
                    RawVerification.of(certificate, ca.certificate().getPublicKey()),
                    RawVerification.of(evidence.parts(), certificate.getPublicKey()));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a certificate that we made", e);
        }
    }

    private static Verifier newVerifier(TrustAnchors anchors) {
        return Verifier.builder(CryptoBackend.standard())
                .scheme(new TpmScheme())
                .anchors(anchors)
                .build();
    }

    @Override
    public void nextIteration() {
        verifier = newVerifier(anchors);
        next = 0;
    }

    private Device nextDevice() {
        if (next == devices.size()) {
            nextIteration();
        }
        return devices.get(next++);
    }

    @Override
    public Object full() {
        Device device = nextDevice();
        return AuthenticateWork.authentic(
                verifier.authenticate(device.evidence().encoded(), TpmDevice.FRESHNESS, TpmDevice.AT));
    }

    @Override
    public Object raw() {
        Device device = nextDevice();
        device.certificate().verify();
        return device.quote().verify();
    }
}
