package dev.rats4j.benchmarks;

import dev.rats4j.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.time.Instant;
import java.util.stream.Stream;
import org.openjdk.jmh.util.Version;

/** What figures depend on. */
final class BenchEnvironment {

    private static final Path CPUS = Path.of("/proc/cpuinfo");

    private BenchEnvironment() {}

    static JsonObject describe(Instant at) {
        RuntimeMXBean vm = ManagementFactory.getRuntimeMXBean();
        OperatingSystemMXBean os = ManagementFactory.getOperatingSystemMXBean();
        JsonObject.Builder providers = JsonObject.builder();
        providers.put("bc", version(RawVerification.BOUNCY_CASTLE));
        Provider rsa = Security.getProvider("SunRsaSign");
        if (rsa != null) {
            providers.put("jdk", version(rsa));
        }
        return JsonObject.builder()
                .put("instant", at.toString())
                .put("jdk", Runtime.version().toString())
                .put("vm", vm.getVmName() + " " + vm.getVmVersion())
                .put("os", os.getName() + " " + os.getVersion() + " " + os.getArch())
                .put("cpu", cpu())
                .put("cores", os.getAvailableProcessors())
                .put("load", load(os.getSystemLoadAverage()))
                .put("jmh", Version.getPlainVersion())
                .put("providers", providers.build())
                .build();
    }

    private static String version(Provider provider) {
        return provider.getName() + " " + provider.getVersionStr();
    }

    /** Average number of runnable threads in the last minute, before the run. */
    private static String load(double average) {
        return average < 0 ? "unknown" : Figures.fixed(average, 2);
    }

    private static String cpu() {
        if (!Files.isReadable(CPUS)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(CPUS)) {
            return lines.filter(line -> line.startsWith("model name") && line.contains(":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
