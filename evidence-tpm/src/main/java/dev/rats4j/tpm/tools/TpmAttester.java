package dev.rats4j.tpm.tools;

import dev.rats4j.AttesterException;
import dev.rats4j.Evidence;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.spi.Attester;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Collects TPM evidence with tpm2-tools. May be used by several threads; they take turns, also with other Attesters of this user for
 * the same TPM. Nothing stays loaded in the TPM or on disk after a call.
 */
public final class TpmAttester implements Attester {

    /** The event log of the firmware, as the kernel shows it. */
    public static final Path FIRMWARE_LOG = Path.of("/sys/kernel/security/tpm0/binary_bios_measurements");

    private static final int NONCE_LIMIT = 64;
    private static final int QUOTE_ATTEMPTS = 3;
    private static final int LOG_LIMIT = 1 << 24;

    private final Tcti tcti;
    private final SelectedPcrs selected;
    private final AttestationKey key;
    private final Optional<Path> eventLog;
    private final Optional<Bytes> keyCertificate;
    private final Duration lockTimeout;
    private final TpmTools tools;

    /** The derived key, saved; guarded by the lock of the TPM. */
    private Optional<Bytes> context = Optional.empty();

    private volatile boolean closed;

    private TpmAttester(Builder builder) {
        tcti = builder.tcti;
        selected = builder.selected;
        key = builder.key;
        eventLog = builder.eventLog;
        keyCertificate = builder.keyCertificate;
        lockTimeout = builder.lockTimeout;
        tools = new TpmTools(new ToolRunner(builder.directories, Optional.of(tcti), builder.toolTimeout));
    }

    /** Begins the description of an Attester for this TPM. */
    public static Builder of(Tcti tcti) {
        return new Builder(tcti);
    }

    /**
     * Evidence as it travels.
     *
     * @param nonce 1 to 64 bytes
     * @throws AttesterException if the TPM or a tool fails, a bank is not active, or PCRs change all the time
     */
    @Override
    public Evidence attest(Bytes nonce) throws AttesterException, InterruptedException {
        return collect(nonce).encode();
    }

    /**
     * The parts of the evidence.
     *
     * @param nonce 1 to 64 bytes
     * @throws AttesterException if the TPM or a tool fails, a bank is not active, or PCRs change all the time
     */
    public TpmEvidence collect(Bytes nonce) throws AttesterException, InterruptedException {
        if (nonce.isEmpty() || nonce.length() > NONCE_LIMIT) {
            throw new IllegalArgumentException("nonce of " + nonce.length() + " bytes, not 1 to " + NONCE_LIMIT);
        }
        return withKey((directory, name, publicArea) -> {
            KeyScheme scheme = KeyScheme.of(publicArea);
            for (int attempt = 0; attempt < QUOTE_ATTEMPTS; attempt++) {
                QuoteOutput quote = tools.quote(directory, name, scheme, selected, nonce);
                Optional<PcrValues> values = quote.valuesOf(selected, nonce, scheme.hash());
                if (values.isPresent()) {
                    return evidence(quote, values.get(), publicArea);
                }
            }
            throw new AttesterException(
                    "tpm2_quote",
                    0,
                    "PCR values did not fit the quote in " + QUOTE_ATTEMPTS + " attempts",
                    "Select no PCR that is extended all the time.");
        });
    }

    /** TPMT_PUBLIC of the signing key, for a Verifier to pin. */
    public Bytes publicArea() throws AttesterException, InterruptedException {
        return withKey((directory, name, publicArea) -> publicArea);
    }

    /** Ends the use of this Attester. There is nothing to remove: every call cleans up after itself. */
    @Override
    public void close() {
        closed = true;
    }

    private TpmEvidence evidence(QuoteOutput quote, PcrValues values, Bytes publicArea) throws AttesterException {
        Optional<Bytes> log = eventLog.isEmpty()
                ? Optional.empty()
                : Optional.of(PrivateDirectory.readFile(eventLog.get(), LOG_LIMIT));
        return new TpmEvidence(
                quote.message(), quote.signature(), values, Optional.of(publicArea), keyCertificate, log);
    }

    /** Tools for others that work for the same TPM with the same key. */
    TpmTools tools() {
        return tools;
    }

    /** Does something with the signing key, while nobody else uses the TPM. */
    <T> T withKey(KeyUse<T> use) throws AttesterException, InterruptedException {
        if (closed) {
            throw new IllegalStateException("the Attester is closed");
        }
        return TpmLock.holding(tcti, lockTimeout, () -> {
            try (PrivateDirectory directory = PrivateDirectory.create()) {
                if (key instanceof AttestationKey.Persistent persistent) {
                    return useKey(directory, persistent.argument(), use);
                }
                return useDerived(directory, (AttestationKey.Derived) key, use);
            }
        });
    }

    private <T> T useKey(PrivateDirectory directory, String name, KeyUse<T> use)
            throws AttesterException, InterruptedException {
        return use.with(directory, name, tools.readPublic(directory, name));
    }

    /** A saved key is void after a reset of the TPM, which shows only when it is used: derive it anew, once. */
    private <T> T useDerived(PrivateDirectory directory, AttestationKey.Derived derived, KeyUse<T> use)
            throws AttesterException, InterruptedException {
        if (context.isPresent()) {
            String name = TpmTools.place(directory, context.get());
            Optional<Bytes> publicArea = tools.readPublicIfValid(directory, name);
            if (publicArea.isPresent()) {
                return use.with(directory, name, publicArea.get());
            }
        }
        Bytes fresh = tools.derive(directory, derived);
        context = Optional.of(fresh);
        return useKey(directory, TpmTools.place(directory, fresh), use);
    }

    /** What is done with a key that can be used by this name. */
    @FunctionalInterface
    interface KeyUse<T> {
        T with(PrivateDirectory directory, String name, Bytes publicArea)
                throws AttesterException, InterruptedException;
    }

    /** Describes an Attester. Without further words: PCRs 0 to 9 and 14 of SHA-256, a derived ECDSA P-256 key, no event log. */
    public static final class Builder {

        private final Tcti tcti;
        private SelectedPcrs selected = new SelectedPcrs(Map.of(
                HashAlgorithm.SHA256,
                new TreeSet<>(Stream.concat(IntStream.range(0, 10).boxed(), Stream.of(14))
                        .toList())));
        private AttestationKey key =
                new AttestationKey.Derived(AttestationKeyKind.ECDSA_P256, KeyHierarchy.ENDORSEMENT);
        private Optional<Path> eventLog = Optional.empty();
        private Optional<Bytes> keyCertificate = Optional.empty();
        private Duration toolTimeout = Duration.ofSeconds(30);
        private Duration lockTimeout = Duration.ofSeconds(60);
        private List<Path> directories = ToolRunner.SYSTEM;

        private Builder(Tcti tcti) {
            this.tcti = tcti;
        }

        /** PCRs to quote, by bank; at least one, numbers 0..23. */
        public Builder select(Map<HashAlgorithm, SortedSet<Integer>> pcrs) {
            selected = new SelectedPcrs(pcrs);
            return this;
        }

        /**
         * A restricted signing key that is derived from a seed of the TPM: the same key each time, so that it can be pinned, though
         * nothing is stored.
         */
        public Builder derivedKey(AttestationKeyKind kind, KeyHierarchy hierarchy) {
            key = new AttestationKey.Derived(kind, hierarchy);
            return this;
        }

        /** A restricted signing key without password, made persistent before; handle 0x81000000..0x81ffffff. */
        public Builder persistentKey(int handle) {
            key = new AttestationKey.Persistent(handle);
            return this;
        }

        /** Sends this event log along, for example {@link #FIRMWARE_LOG}; it is read at each call, at most 16 MiB. */
        public Builder eventLog(Path file) {
            eventLog = Optional.of(file.toAbsolutePath());
            return this;
        }

        /** Sends this certificate of the key along, X.509 in DER. */
        public Builder keyCertificate(Bytes certificate) {
            keyCertificate = Optional.of(certificate);
            return this;
        }

        /** Kills a tool that runs longer than this; 30 seconds unless set. */
        public Builder toolTimeout(Duration timeout) {
            toolTimeout = timeout;
            return this;
        }

        /** Gives up if others use the TPM longer than this; 60 seconds unless set. */
        public Builder lockTimeout(Duration timeout) {
            lockTimeout = timeout;
            return this;
        }

        /** For tests: where the tools are. */
        Builder tools(List<Path> directoriesOfTools) {
            directories = directoriesOfTools;
            return this;
        }

        /** The Attester. It does not touch the TPM before it is used. */
        public TpmAttester build() {
            return new TpmAttester(this);
        }
    }
}
