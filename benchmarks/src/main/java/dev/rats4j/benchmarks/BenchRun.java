package dev.rats4j.benchmarks;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.json.JsonObject;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Runs benchmarks in JVMs of their own, with the class path of this one, and reports. One run at a time on a machine. */
public final class BenchRun {

    private static final String PEER_PATH = "authenticate/tpm";
    private static final int PEER_LIMIT_SECONDS = 20;
    private static final int PEER_RUNS = 30;
    private static final int QUICK_PEER_RUNS = 10;

    private BenchRun() {}

    /**
     * What to run.
     *
     * @param filter a path, or a text that paths contain; empty for everything
     * @param quick short runs: about a minute for everything
     * @param peer command of another verifier, with {@code {file}} where the evidence goes; it is split at blanks
     * @param directory where the report goes
     * @param at the instant that the report names
     */
    public record Request(String filter, boolean quick, Optional<String> peer, Path directory, Instant at) {}

    /** Everything that can be measured: stage / technology. */
    public static List<String> paths() {
        return BenchScenario.paths();
    }

    /**
     * Measures, writes {@link BenchReport#JSON}, {@link BenchReport#MARKDOWN} and {@link BenchReport#SVG}.
     *
     * @param progress gets a line before each benchmark
     * @throws BenchException if no path matches, a benchmark fails, the peer fails or accepts broken evidence, or the report cannot be
     *     written; the message is a sentence
     */
    public static BenchReport run(Request request, Consumer<String> progress)
            throws BenchException, InterruptedException {
        List<BenchScenario> scenarios = BenchScenario.matching(request.filter());
        Optional<PeerCommand> peer = peer(request, scenarios);
        JsonObject environment = BenchEnvironment.describe(request.at());
        List<BenchFigure> figures = new ArrayList<>();
        int total = scenarios.size() + (peer.isPresent() ? 1 : 0);
        for (BenchScenario scenario : scenarios) {
            progress.accept((figures.size() + 1) + "/" + total + " " + scenario.title());
            figures.add(JmhRounds.run(scenario, request.quick() ? Rhythm.QUICK : Rhythm.WHOLE)
                    .figure(scenario));
        }
        if (peer.isPresent()) {
            progress.accept(total + "/" + total + " " + PEER_PATH + ", the peer");
            figures.add(figure(peer.get(), request.quick() ? QUICK_PEER_RUNS : PEER_RUNS));
        }
        BenchReport report = new BenchReport(environment, figures);
        try {
            report.write(request.directory());
        } catch (IOException e) {
            throw new BenchException(
                    "The report cannot be written to " + request.directory() + ": " + e.getMessage(), e);
        }
        return report;
    }

    private static Optional<PeerCommand> peer(Request request, List<BenchScenario> scenarios) throws BenchException {
        if (request.peer().isEmpty()) {
            return Optional.empty();
        }
        if (scenarios.stream().noneMatch(scenario -> scenario.path().equals(PEER_PATH))) {
            throw new BenchException(
                    "A peer is compared at " + PEER_PATH + ", which \"" + request.filter() + "\" does not match.");
        }
        return Optional.of(PeerCommand.of(request.peer().get(), PEER_LIMIT_SECONDS));
    }

    private static BenchFigure figure(PeerCommand peer, int runs) throws BenchException, InterruptedException {
        TpmDevice device = TpmDevice.of(CryptoBackend.standard(), AttestationKeyKind.ECDSA_P256, TpmVariant.PINNED_KEY);
        List<Double> seconds = peer.run(
                device.encoded().content(), broken(device.parts()).encode().content(), runs);
        return new BenchFigure(
                PEER_PATH,
                "peer",
                "ES256",
                "fresh",
                1,
                0,
                1 / Samples.median(seconds),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Samples.error(seconds),
                Optional.empty());
    }

    /** The last bit of the signature is another. */
    static TpmEvidence broken(TpmEvidence good) {
        int last = good.signature().length() - 1;
        Bytes flipped = Bytes.concat(
                good.signature().slice(0, last), Bytes.of(good.signature().at(last) ^ 1));
        return new TpmEvidence(
                good.quote(),
                flipped,
                good.untrustedPcrs(),
                good.untrustedKey(),
                good.keyCertificate(),
                good.eventLog());
    }
}
