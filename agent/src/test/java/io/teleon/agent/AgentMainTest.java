package io.teleon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class AgentMainTest {

    @TempDir private Path folder = Path.of("");

    private record Outcome(int code, String out, String err) {}

    private static Outcome run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                AgentMain.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err, true));
        int code = command.execute(args);
        return new Outcome(code, out.toString(), err.toString());
    }

    private Outcome check(String yaml) throws IOException {
        Path file = folder.resolve("agent.yaml");
        Files.writeString(file, yaml);
        return run("--config", file.toString(), "--check-config");
    }

    private void complains(String yaml, String message) throws IOException {
        assertEquals(new Outcome(1, "", "teleon: " + message + "\n"), check(yaml));
    }

    @Test
    void printsTheSettingsInEffect() throws IOException {
        Outcome outcome = check("controller: http://192.0.2.1:8080\nname: edge-7\n");
        assertEquals(0, outcome.code());
        assertEquals("", outcome.err());
        for (String line :
                List.of(
                        "controller: \"http://192.0.2.1:8080\"",
                        "name: edge-7",
                        "sample-interval: 1 s",
                        "report-interval: 5 s",
                        "buffer-samples: 200000")) {
            assertTrue(outcome.out().lines().toList().contains(line), outcome.out());
        }
    }

    @Test
    void needsNoFile() {
        assertEquals(0, run("--check-config").code());
    }

    @Test
    void theOptionOutranksTheFile() {
        Outcome outcome = run("--check-config", "--controller", "http://198.51.100.7:80");
        assertTrue(outcome.out().contains("http://198.51.100.7:80"), outcome.out());
    }

    @Test
    void namesTheNearestKey() throws IOException {
        complains(
                "# our host\ncontroler: http://192.0.2.1:8080\n",
                "agent.yaml:2:1: unknown key 'controler', did you mean 'controller'?");
    }

    @Test
    void saysWhatAnAddressLooksLike() throws IOException {
        complains(
                "controller: 192.0.2.1\n",
                "agent.yaml:1:13: controller: controller '192.0.2.1' is not of the form"
                        + " http://HOST:PORT");
    }

    @Test
    void saysWhichIntervalsFitTogether() throws IOException {
        complains(
                "sample-interval: 2 s\n",
                "agent.yaml:1:1: AgentSettings: report-interval 5 s is not a multiple of"
                        + " sample-interval 2 s");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertEquals(
                new Outcome(1, "", "teleon: no/such.yaml: there is no such file\n"),
                run("--config", "no/such.yaml"));
    }

    @Test
    void answersWrongUsageWithOneLine() {
        Outcome outcome = run("--confg", "x");
        assertEquals(2, outcome.code());
        assertEquals(1, outcome.err().lines().count());
        assertTrue(outcome.err().startsWith("teleon: Unknown option"), outcome.err());
    }

    @Test
    void refusesAControllerThatIsNoAddress() {
        assertEquals(
                new Outcome(
                        2,
                        "",
                        "teleon: --controller: controller 'ftp://x' is not of the form"
                                + " http://HOST:PORT (teleon agent --help says more)\n"),
                run("--controller", "ftp://x", "--check-config"));
    }

    @Test
    void saysInOneLineThatNobodyIsThere() throws IOException {
        String address;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "http://127.0.0.1:" + taken.getLocalPort();
        }
        assertEquals(
                new Outcome(1, "", "teleon: controller " + address + " refuses the connection\n"),
                run("--once", "--controller", address));
    }

    @Test
    void measuresAndReportsOnce() throws IOException {
        AtomicInteger reports = new AtomicInteger();
        HttpServer receiver =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/v1/metrics",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    reports.incrementAndGet();
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        receiver.start();
        try {
            String address = "http://127.0.0.1:" + receiver.getAddress().getPort();
            Outcome outcome = run("--once", "--controller", address);
            assertEquals(0, outcome.code(), outcome.err());
            assertTrue(
                    outcome.out().matches("\\d+ samples reported to " + address + "\n"),
                    outcome.out());
            assertEquals(1, reports.get());
        } finally {
            receiver.stop(0);
        }
    }
}
