package dev.rats4j.verifier.enrolment;

import dev.rats4j.wire.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Devices by name, and who owns which key. */
final class MemoryEnrolmentStore implements EnrolmentStore {

    private final Map<String, EnrolledDevice> devices = new HashMap<>();
    private final Map<Bytes, String> owners = new HashMap<>();

    @Override
    public synchronized Optional<EnrolledDevice> find(String device) {
        return Optional.ofNullable(devices.get(device));
    }

    @Override
    public synchronized Binding bind(EnrolledDevice device) {
        EnrolledDevice before = devices.get(device.device());
        if (before != null
                && !before.keys().endorsementKey().equals(device.keys().endorsementKey())) {
            return Binding.OTHER_KEY;
        }
        if (keys(device)
                .anyMatch(key -> !owners.getOrDefault(key, device.device()).equals(device.device()))) {
            return Binding.OTHER_DEVICE;
        }
        remove(device.device());
        devices.put(device.device(), device);
        keys(device).forEach(key -> owners.put(key, device.device()));
        return Binding.BOUND;
    }

    @Override
    public synchronized void remove(String device) {
        EnrolledDevice before = devices.remove(device);
        if (before != null) {
            keys(before).forEach(owners::remove);
        }
    }

    private static Stream<Bytes> keys(EnrolledDevice device) {
        return Stream.of(device.keys().endorsementKey(), device.keys().attestationPublicKey());
    }
}
