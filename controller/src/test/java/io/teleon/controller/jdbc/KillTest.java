package io.teleon.controller.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.intent.IntentId;
import io.teleon.models.time.Chance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a busy controller with SIGKILL, again and again, and looks at what the next one finds.
///
/// A run and its kill take a third of a second; `-Dteleon.kills=1000` is the long form.
class KillTest {

    private static final int KILLS = Integer.getInteger("teleon.kills", 100);

    /// What the killed processes said.
    private final NavigableSet<IntentId> submitted = new TreeSet<>();

    private final NavigableSet<IntentId> withdrawing = new TreeSet<>();
    private final NavigableSet<IntentId> withdrawn = new TreeSet<>();

    @Test
    void aHundredKillsLoseNoAcknowledgedIntentAndReviveNoneWithdrawn(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("controller");
        RandomGenerator random = new Chance(1).stream("kills");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int run = 0; run < KILLS; run++) {
                killOneRun(server, file, run, random.nextInt(400));
                check(file, run);
            }
        }
        assertTrue(submitted.size() > KILLS && withdrawn.size() > KILLS, "nothing happened");
    }

    /// The run speaks over a socket: what it wrote before it died arrives whole. Of the standard
    /// output of a killed process Java may lose the end.
    private void killOneRun(ServerSocket server, Path file, int run, int lines)
            throws IOException, InterruptedException {
        Process busy =
                Java.start(
                        BusyControllerMain.class,
                        file.toString(),
                        Integer.toString(run),
                        Integer.toString(server.getLocalPort()));
        try (Socket socket = server.accept();
                BufferedReader said =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (int line = 0; line < lines; line++) {
                String heard = said.readLine();
                assertNotNull(heard, () -> "run " + run + " died: " + Java.lastWords(busy));
                listen(heard);
            }
            busy.destroyForcibly().waitFor();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                listen(line);
            }
        } finally {
            busy.destroyForcibly().waitFor();
        }
    }

    private void listen(@Nullable String line) {
        if (line == null || !line.endsWith(";")) {
            return; // Killed in the middle of the line: it was never said.
        }
        IntentId id = new IntentId(line.substring(1, line.length() - 1));
        switch (line.charAt(0)) {
            case '+' -> submitted.add(id);
            case '?' -> withdrawing.add(id);
            case '-' -> withdrawn.add(id);
            default -> throw new AssertionError(line);
        }
    }

    private void check(Path file, int run) {
        Instant now = Instant.EPOCH;
        Set<IntentId> live;
        try (H2Journal journal = H2Journal.open(file)) {
            live =
                    BusyControllerMain.live(
                            BusyControllerMain.restored(journal.replay(), journal.head(), now),
                            now);
            assertEquals(Optional.empty(), journal.verify(), "after kill " + run);
        }
        for (IntentId id : withdrawn) {
            assertFalse(live.contains(id), "kill " + run + " revived " + id);
        }
        for (IntentId id : submitted) {
            assertTrue(
                    live.contains(id) || withdrawing.contains(id), "kill " + run + " lost " + id);
        }
    }
}
