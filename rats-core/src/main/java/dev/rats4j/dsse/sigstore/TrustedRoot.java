package dev.rats4j.dsse.sigstore;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.dsse.DsseKey;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a verifier trusts, sigstore_trustroot.proto: given by the caller, from wherever that has it (a TUF client, a file). Nothing is
 * fetched or refreshed.
 *
 * @param logs transparency logs of signatures (Rekor)
 * @param certificateLogs transparency logs of certificates
 * @param authorities that issue certificates for identities (Fulcio)
 * @param timeAuthorities time-stamping authorities
 */
public record TrustedRoot(
        List<Log> logs, List<Log> certificateLogs, List<Authority> authorities, List<Authority> timeAuthorities) {

    private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot+json;version=0.1";
    private static final String NEW_MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot.v0.";
    private static final JsonLimits LIMITS = new JsonLimits(4 << 20, 32, 1 << 20, 1 << 14);
    private static final int MAX_ENTRIES = 64;

    /** Copies the lists. */
    public TrustedRoot {
        logs = List.copyOf(logs);
        certificateLogs = List.copyOf(certificateLogs);
        authorities = List.copyOf(authorities);
        timeAuthorities = List.copyOf(timeAuthorities);
    }

    /**
     * A log.
     *
     * @param host authority part of its address, which its checkpoints are named by; empty if the root gives no address
     * @param keyId its identifier in entries, and the first four bytes of it in checkpoints
     * @param key its key
     * @param validity when its signatures count
     */
    public record Log(String host, Bytes keyId, DsseKey key, ValidityWindow validity) {
        /** The host only. */
        @Override
        public String toString() {
            return "log " + host;
        }
    }

    /**
     * An authority with its chain.
     *
     * @param chain its own certificate first, its root last, at least one
     * @param validity when what it issues counts
     */
    public record Authority(List<X509Certificate> chain, ValidityWindow validity) {
        /** Copies the list, and refuses an empty one. */
        public Authority {
            chain = List.copyOf(chain);
            if (chain.isEmpty()) {
                throw new IllegalArgumentException("no certificate");
            }
        }

        X509Certificate root() {
            return chain.get(chain.size() - 1);
        }

        /** The length of the chain only. */
        @Override
        public String toString() {
            return "authority with " + chain.size() + " certificates";
        }
    }

    /**
     * Reads {@code trusted_root.json}. Unknown members are ignored.
     *
     * @throws MalformedMessageException for anything else, a window without start, a key of a kind that we do not have
     */
    public static TrustedRoot decode(Bytes json, CryptoBackend crypto) throws MalformedMessageException {
        JsonObject root = Json.parseObject(json, LIMITS);
        String mediaType = root.string("mediaType");
        boolean known = mediaType.equals(MEDIA_TYPE)
                || mediaType.equals(NEW_MEDIA_TYPE + "1+json")
                || mediaType.equals(NEW_MEDIA_TYPE + "2+json");
        if (!known) {
            throw root.malformed("mediaType", "is not that of a trusted root");
        }
        TrustedRootReading reading = new TrustedRootReading(crypto);
        return new TrustedRoot(
                reading.logs(ProtoJson.objects(root, "tlogs", MAX_ENTRIES)),
                reading.logs(ProtoJson.objects(root, "ctlogs", MAX_ENTRIES)),
                authorities(reading, root, "certificateAuthorities"),
                authorities(reading, root, "timestampAuthorities"));
    }

    private static List<Authority> authorities(TrustedRootReading reading, JsonObject root, String name)
            throws MalformedMessageException {
        List<Authority> all = new ArrayList<>();
        for (JsonObject json : ProtoJson.objects(root, name, MAX_ENTRIES)) {
            all.add(reading.authority(json));
        }
        return all;
    }

    Optional<Log> log(Bytes keyId) {
        return named(logs, keyId);
    }

    Optional<Log> certificateLog(Bytes keyId) {
        return named(certificateLogs, keyId);
    }

    private static Optional<Log> named(List<Log> logs, Bytes keyId) {
        return logs.stream().filter(log -> log.keyId().equals(keyId)).findFirst();
    }

    /** Numbers only. */
    @Override
    public String toString() {
        return "trusted root with " + logs.size() + " logs and " + authorities.size() + " authorities";
    }
}
