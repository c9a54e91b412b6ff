package io.teleon.tests.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Decides whether a test marked [RealNetwork] runs: Linux, root, the programs, and leave to make a
/// network namespace.
final class RealNetworkCondition implements ExecutionCondition {

    private static final List<String> PROGRAMS =
            List.of(
                    "ip",
                    "ethtool",
                    "ping",
                    "nft",
                    "ovs-vsctl",
                    "ovs-ofctl",
                    "ovs-appctl",
                    "ovs-vswitchd",
                    "ovsdb-server");
    private static final List<Path> FOLDERS =
            Stream.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
                    .map(Path::of)
                    .toList();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return availability().decide(TestName.of(context), Availability.isCi());
    }

    private static Availability availability() {
        return missing()
                .<Availability>map(Availability.Absent::new)
                .orElseGet(() -> new Availability.Present("a network can be built here"));
    }

    private static Optional<String> missing() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of(
                    "network namespaces need Linux, this is " + System.getProperty("os.name"));
        }
        List<String> absent =
                PROGRAMS.stream()
                        .filter(program ->
                                FOLDERS.stream()
                                        .noneMatch(folder ->
                                                Files.isExecutable(folder.resolve(program))))
                        .toList();
        if (!absent.isEmpty()) {
            return Optional.of("these programs are not installed: " + String.join(", ", absent));
        }
        if (!mayMakeNamespaces()) {
            return Optional.of(
                    "making network namespaces needs root (CAP_NET_ADMIN and CAP_SYS_ADMIN)");
        }
        return Optional.empty();
    }

    /// A namespace without a name leaves nothing behind.
    private static boolean mayMakeNamespaces() {
        try {
            Process process =
                    new ProcessBuilder(
                                    "unshare", "--net", "ip", "link", "add", "probe0", "type",
                                    "veth", "peer", "name", "probe1")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
