package io.teleon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What an agent costs the host it watches.
final class AgentCostTest {

    /// Of its own time, in which it screens all it measures each minute.
    private static final int SECONDS = 600;

    private static final double CORE_SHARE = 0.05;
    private static final long MOST_KIBIBYTES = 200 * 1024;

    /// The start of the process, which is soon paid for, is part of it; the processor time does not
    /// depend on what else the machine does.
    @Test
    @EnabledOnOs(OS.LINUX)
    void measuresAndScreensWithinATwentiethOfACoreAndTwoHundredMegabytes()
            throws IOException, InterruptedException {
        Process agent =
                new ProcessBuilder(
                                List.of(
                                        String.valueOf(System.getProperty("java.home"))
                                                + "/bin/java",
                                        "-Xmx128m",
                                        "-XX:+UseSerialGC",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        String.valueOf(System.getProperty("java.class.path")),
                                        AgentCostMain.class.getName(),
                                        String.valueOf(SECONDS)))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String said =
                new String(agent.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, agent.waitFor(), said);
        String[] words = said.lines().toList().getLast().split(" ", -1);
        double share = Long.parseLong(words[0]) / 1e3 / SECONDS;
        assertTrue(share <= CORE_SHARE, said + ": " + share + " of a core");
        assertTrue(Long.parseLong(words[1]) <= MOST_KIBIBYTES, said + ": KiB resident");
        assertTrue(Long.parseLong(words[2]) >= 10L * SECONDS, said + ": samples taken");
    }
}
