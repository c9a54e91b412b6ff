package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.controller.access.Role;
import io.teleon.controller.access.TokenFile;
import io.teleon.controller.cli.ClientConfig.Context;
import io.teleon.controller.http.HttpServer;
import io.teleon.controller.http.HttpSettings;
import io.teleon.controller.http.MadeUpController;
import io.teleon.controller.http.MadeUpView;
import io.teleon.controller.http.Pace;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.notice.NoticeCounts;
import io.teleon.controller.telemetry.TelemetryStore;
import io.teleon.models.network.LinkId;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of a client, as they are typed, against a controller that wants to see a token.
class ClientCommandsTest {

    private final MadeUpController controller = new MadeUpController(MadeUpView.noon());
    private Optional<HttpServer> server = Optional.empty();
    private String token = "";

    @TempDir private Path folder = Path.of(".");

    @BeforeEach
    void start() throws IOException {
        token =
                CommandRun.of(
                                List.of(
                                        "token", "create", "ada", "--role", "admin", "--file",
                                        tokens()))
                        .out()
                        .strip();
        server = Optional.of(started(new HttpSettings("127.0.0.1", 0)));
    }

    private HttpServer started(HttpSettings settings) throws BindException {
        return HttpServer.start(
                settings,
                new HttpServer.Served(
                        controller,
                        TelemetryStore.standard(),
                        Pace.REAL,
                        InstantSource.fixed(MadeUpView.NOON),
                        () -> NoticeCounts.NONE),
                new TokenFile(tokens()));
    }

    @AfterEach
    void stop() {
        server.ifPresent(HttpServer::close);
    }

    private Path tokens() {
        return folder.resolve("tokens.yaml");
    }

    private CommandRun type(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(
                List.of(
                        "--server",
                        "http://127.0.0.1:" + server.orElseThrow().address().getPort(),
                        "--token",
                        token));
        return CommandRun.of(words);
    }

    @Test
    void aTokenIsShownOnceAndNeverAgain() throws IOException {
        assertTrue(token.matches("tln_[A-Za-z0-9_-]{43}"), token);
        assertFalse(Files.readString(tokens()).contains(token));
        CommandRun list = CommandRun.of(List.of("token", "list", "--file", tokens()));
        assertTrue(list.out().contains("ada") && list.out().contains("admin"), list.out());
        assertFalse(list.out().contains(token));
        assertEquals(Role.ADMIN, new TokenFile(tokens()).read().tokens().getFirst().role());
        assertEquals(0, type("api GET /api/v1/session").status());
        assertEquals(
                0, CommandRun.of(List.of("token", "revoke", "ada", "--file", tokens())).status());
        CommandRun out = type("api GET /api/v1/session");
        assertEquals(1, out.status());
        assertTrue(out.err().contains("this token is unknown, revoked or expired"), out.err());
    }

    @Test
    void aNameOrRoleThatMakesNoSenseIsWrongUsage() {
        for (String words : List.of("ada --role admin", "grace --role boss", "a/b --role viewer")) {
            List<Object> line = new ArrayList<>(List.of("token", "create"));
            line.addAll(List.of(words.split(" ")));
            line.addAll(List.of("--file", tokens()));
            assertEquals(2, CommandRun.of(line).status(), words);
        }
    }

    @Test
    void aDryRunSaysWhatWouldComeOfItAndEndsWithFour() {
        for (String line :
                List.of(
                        "autonomy pause --dry-run",
                        "autonomy set steer approve --dry-run",
                        "action undo 12 --dry-run",
                        "intent withdraw ATLAM5-LOSAng --dry-run",
                        "intent retry ATLAM5-LOSAng --dry-run",
                        "intent move ATLAM5-LOSAng ATLAM5>ATLAng --dry-run")) {
            controller.asked.clear();
            CommandRun run = type(line);
            assertEquals(4, run.status(), line + run.err());
            assertEquals("something: one -> other\n", run.out());
            assertTrue(controller.asked.stream().allMatch(Ask.Foresee.class::isInstance), line);
        }
    }

    @Test
    void theIntentsOfThenComeBack() {
        // The first look is taken as soon as the server is there.
        CommandRun run = type("intent return " + MadeUpView.NOON);
        while (run.err().contains("no time yet")) {
            run = type("intent return " + MadeUpView.NOON);
        }
        assertEquals(0, run.status(), run.err());
        assertEquals("the intents are those of then\n", run.err());
        assertEquals(0, controller.asked.size());
        CommandRun tooLongAgo = type("intent return 2020-01-01T00:00:00Z");
        assertTrue(
                tooLongAgo.err().contains("the oldest that is kept is of " + MadeUpView.NOON),
                tooLongAgo.err());
    }

    @Test
    void anIntentIsReadFromAFileAsPeopleWriteIt() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("intent.yaml"),
                        """
                        type: host-to-host
                        id: from-file
                        source: "02:00:00:00:00:01"
                        target: "02:00:00:00:00:02"
                        constraints: {avoid: [a1]}
                        """);
        CommandRun run = type("intent submit --file " + file);
        assertEquals(0, run.status(), run.err());
        assertTrue(controller.asked.remove().toString().contains("from-file"));
        assertEquals(0, type("intent feasible " + file).status());
        controller.asked.clear();
        assertEquals(
                0,
                type("intent submit --id wide --from 02:00:00:00:00:01 --to 02:00:00:00:00:02"
                                + " --bandwidth 200Mbit/s --protection disjoint --goal loss<1% --rate-limit 5Mbit/s")
                        .status());
        String asked = controller.asked.remove().toString();
        assertTrue(asked.contains("bandwidth=Optional[200.00 Mbit/s]"), asked);
        assertTrue(asked.contains("protection=DISJOINT"), asked);
        assertTrue(asked.contains("goals=[loss < 1 %]"), asked);
        assertTrue(asked.contains("rateLimit=Optional[5.00 Mbit/s]"), asked);
        CommandRun odd =
                type(
                        "intent submit --id wide --from 02:00:00:00:00:01 --to 02:00:00:00:00:02"
                                + " --bandwidth 200");
        assertEquals(2, odd.status());
        assertTrue(odd.err().contains("bandwidth '200' is not a number with a unit"), odd.err());
        assertEquals(2, type("intent submit --id x").status());
    }

    @Test
    void explainsAnIntentWithBothItsStatesAndItsPath() {
        CommandRun run = type("intent explain ATLAM5-LOSAng");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("installed: INSTALLED since"), run.out());
        assertTrue(run.out().contains("measured:  "), run.out());
        assertTrue(run.out().contains("path:      ATLAM5>"), run.out());
    }

    @Test
    void showsTheNetworkOnOnePage() {
        CommandRun run = type("report");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("intents    "), run.out());
        assertTrue(run.out().contains("busy       "), run.out());
    }

    @Test
    void anyRequestCanBeSentAndItsAnswerReadByPrograms() throws IOException {
        CommandRun run = type("api GET /api/v1/status --json -");
        assertEquals(
                12, new ObjectMapper().readTree(run.out()).path("switches").path("known").asInt());
        assertEquals(0, type("api POST /api/v1/autonomy/pause --data {\"reason\":\"x\"}").status());
        assertEquals(new Ask.Named("ada", new Ask.Pause("x", "ada")), controller.asked.remove());
        assertEquals(2, type("api POST /api/v1/autonomy/pause --data {\"resaon\":\"x\"}").status());
    }

    @Test
    void completionKnowsEveryCommand() {
        CommandRun run = CommandRun.of(List.of("completion"));
        assertEquals(0, run.status());
        for (String word : List.of("intent", "autonomy", "explain", "--watch", "token")) {
            assertTrue(run.out().contains(word), word);
        }
    }

    @Test
    void contextsAreKeptInAFileOfTheirOwnersOnly() throws IOException {
        Path file = folder.resolve("home").resolve("client.yaml");
        assertEquals(ClientConfig.NONE, ClientConfig.read(file));
        Context lab = new Context("https://lab:8443", Optional.of("tln_x"), Optional.empty());
        ClientConfig.NONE.with("lab", lab).write(file);
        ClientConfig read = ClientConfig.read(file);
        assertEquals(Optional.of(lab), read.context(Optional.empty()));
        assertEquals(Optional.of(lab), read.context(Optional.of("lab")));
        assertThrows(IllegalArgumentException.class, () -> read.context(Optional.of("elsewhere")));
        assertEquals(ClientConfig.NONE, read.without("lab"));
        assertTrue(
                Files.getPosixFilePermissions(file).size() == 2, "read and written by its owner");
    }

    @Test
    void withOneSettingTheApiSpeaksTls() throws Exception {
        Path pem = certificate();
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, Optional.of(pem), tokens(), 1_000);
        try (HttpServer secure = started(settings)) {
            String where = "https://localhost:" + secure.address().getPort();
            List<Object> words =
                    List.of("api", "GET", "/api/v1/session", "--server", where, "--token", token);
            List<Object> trusting = new ArrayList<>(words);
            trusting.addAll(List.of("--ca", folder.resolve("ca.pem")));
            CommandRun run = CommandRun.of(trusting);
            assertEquals(0, run.status(), run.err());
            assertTrue(run.out().contains("\"ada\""), run.out());
            assertEquals(1, CommandRun.of(words).status(), "nobody vouches for it");
        }
    }

    /// A certificate of its own with its key in one file, and alone in `ca.pem`.
    private Path certificate() throws Exception {
        Path store = folder.resolve("keys.p12");
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "secret",
                        "-keystore",
                        store.toString());
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "secret".toCharArray());
        }
        Certificate certificate = keys.getCertificate("a");
        String ca = pem("CERTIFICATE", certificate.getEncoded());
        Files.writeString(folder.resolve("ca.pem"), ca);
        return Files.writeString(
                folder.resolve("tls.pem"),
                ca + pem("PRIVATE KEY", keys.getKey("a", "secret".toCharArray()).getEncoded()));
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN "
                + what
                + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END "
                + what
                + "-----\n";
    }

    @Test
    void linksAreNamedByTheirNodes() {
        controller.asked.clear();
        assertEquals(0, type("intent move ATLAM5-LOSAng ATLAM5>ATLAng").status());
        Ask.Named named = (Ask.Named) controller.asked.remove();
        LinkId avoided = ((Ask.Move) named.ask()).avoid().getFirst();
        assertEquals("0000000000000001", avoided.source().datapath().toString());
    }
}
