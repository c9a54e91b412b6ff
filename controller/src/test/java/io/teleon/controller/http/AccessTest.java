package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.access.Role;
import io.teleon.controller.access.Token;
import io.teleon.controller.access.TokenFile;
import io.teleon.controller.access.TokenList;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.telemetry.TelemetryStore;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in, and to what.
class AccessTest {

    private static final String UNKNOWN = "urn:teleon:problem:unauthenticated";

    @TempDir private Path folder = Path.of(".");
    private TokenFile tokens = new TokenFile(folder);
    private final Map<Role, String> secrets = new EnumMap<>(Role.class);
    private Optional<ServedApi> served = Optional.empty();

    @BeforeEach
    void giveOutATokenOfEachRole() throws IOException {
        tokens = new TokenFile(folder.resolve("keys").resolve("tokens.yaml"));
        TokenList list = TokenList.EMPTY;
        for (Role role : Role.values()) {
            byte[] random = new byte[Token.OCTETS];
            random[0] = (byte) secrets.size();
            String secret = Token.text(random);
            secrets.put(role, secret);
            list = list.with(token("the-" + Gate.word(role), role, secret, Optional.empty()));
        }
        tokens.write(list);
        served = Optional.of(new ServedApi(Optional.of(tokens)));
    }

    @AfterEach
    void stop() {
        served.ifPresent(ServedApi::close);
    }

    private static Token token(String name, Role role, String secret, Optional<Instant> expires) {
        return new Token(name, role, Token.hash(secret), MadeUpView.NOON.minusSeconds(60), expires);
    }

    private ServedApi api() {
        return served.orElseThrow();
    }

    private HttpResponse<String> as(String secret, String method, String path, String body) {
        return api().send(method, path, body, "Authorization", "Bearer " + secret);
    }

    private String secret(Role role) {
        return secrets.getOrDefault(role, "");
    }

    @Test
    void everyRouteIsOpenToTheRolesThatMayUseItAndToNobodyElse() {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Routes.Operation operation : api().server.operations()) {
            String path = operation.path().replace("{id}", "1").replaceAll("\\{[a-z]+}", "1");
            if (path.endsWith("/stream")) {
                path += "?after=x"; // refused once let in, so that it ends
            }
            for (Role role : Role.values()) {
                int status = as(secret(role), operation.method().name(), path, "").statusCode();
                boolean letIn = status != 401 && status != 403;
                if (letIn != role.includes(operation.role())) {
                    wrong.add(role + " at " + operation + ": " + status);
                }
                tried++;
            }
            int anonymous = api().send(operation.method().name(), path, "").statusCode();
            if (anonymous != 401 && anonymous != 429) {
                wrong.add("nobody at " + operation + ": " + anonymous);
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(tried > 150, tried + " were tried");
    }

    @Test
    void onlyWhatSaysNothingOfTheNetworkIsThereForEverybody() {
        for (String path : List.of("/healthz", "/api/v1/openapi.json", "/")) {
            assertEquals(200, api().send("GET", path, "").statusCode(), path);
        }
        HttpResponse<String> refused = api().send("GET", "/api/v1/status", "");
        assertEquals(UNKNOWN, ServedApi.json(refused).path("type").asText());
        assertEquals(
                Optional.of("Bearer realm=\"teleon\""),
                refused.headers().firstValue("www-authenticate"));
    }

    @Test
    void whatIsAskedIsAskedInTheNameOfTheTokenWhateverTheBodySays() throws Exception {
        as(secret(Role.OPERATOR), "POST", "/api/v1/autonomy/pause", "{\"by\":\"grace\"}");
        assertEquals(
                new Ask.Named("the-operator", new Ask.Pause("", "the-operator for grace")),
                api().controller.asked.take());
    }

    @Test
    void aTokenThatIsRevokedOrExpiredIsRefusedAtOnce() throws IOException {
        assertEquals(200, as(secret(Role.VIEWER), "GET", "/api/v1/status", "").statusCode());
        tokens.write(tokens.read().without("the-viewer"));
        assertEquals(401, as(secret(Role.VIEWER), "GET", "/api/v1/status", "").statusCode());
        byte[] random = new byte[Token.OCTETS];
        random[0] = 99;
        String old = Token.text(random);
        tokens.write(
                tokens.read().with(token("old", Role.ADMIN, old, Optional.of(MadeUpView.NOON))));
        assertEquals(401, as(old, "GET", "/api/v1/status", "").statusCode());
    }

    @Test
    void aFileOfTokensThatCannotBeReadLetsNobodyIn() throws IOException {
        Files.writeString(tokens.path(), "tokens: [{nam: x}]");
        HttpResponse<String> answer = as(secret(Role.ADMIN), "GET", "/api/v1/status", "");
        assertEquals(503, answer.statusCode());
        assertFalse(answer.body().contains("nam"), answer.body());
    }

    @Test
    void theFileHasNoTokenInItAndIsItsOwnersOnly() throws IOException {
        String text = Files.readString(tokens.path());
        for (String secret : secrets.values()) {
            assertFalse(text.contains(secret));
            assertTrue(text.contains(Token.hash(secret)));
        }
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(tokens.path())));
    }

    @Test
    void thePageShowsATokenOnceAndThenACookieThatScriptsCannotRead() {
        HttpResponse<String> in = as(secret(Role.OPERATOR), "POST", "/api/v1/session", "");
        String cookie = in.headers().firstValue("set-cookie").orElseThrow();
        assertTrue(cookie.contains("HTTPOnly") || cookie.contains("HttpOnly"), cookie);
        assertTrue(cookie.contains("SameSite=Strict"), cookie);
        String pair = cookie.replaceFirst(";.*", "");
        HttpResponse<String> who = api().send("GET", "/api/v1/session", "", "Cookie", pair);
        assertEquals("{\"name\":\"the-operator\",\"role\":\"operator\"}", who.body());
        HttpResponse<String> out = api().send("DELETE", "/api/v1/session", "");
        assertTrue(out.headers().firstValue("set-cookie").orElseThrow().contains("Max-Age=0"));
    }

    @Test
    void whoTriesTokensIsSlowedDown() {
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            refused += as("tln_guess" + i, "GET", "/api/v1/status", "").statusCode() == 429 ? 1 : 0;
        }
        assertTrue(refused > 20, refused + " of 100");
        assertEquals(200, as(secret(Role.VIEWER), "GET", "/api/v1/status", "").statusCode());
    }

    @Test
    void aCallerThatAsksTooOftenIsToldToComeBackLater() {
        HttpSettings slow = new HttpSettings("127.0.0.1", 0, Optional.empty(), tokens.path(), 1);
        try (ServedApi paced = new ServedApi(Optional.of(tokens), slow)) {
            HttpResponse<String> last = paced.send("GET", "/healthz", "");
            for (int i = 0; i < 20 && last.statusCode() != 429; i++) {
                last =
                        paced.send(
                                "GET",
                                "/api/v1/status",
                                "",
                                "Authorization",
                                "Bearer " + secret(Role.ADMIN));
            }
            assertEquals(429, last.statusCode());
            assertTrue(ServedApi.json(last).path("retryable").asBoolean());
            assertEquals(Optional.of("1"), last.headers().firstValue("retry-after"));
        }
    }

    @Test
    void withoutTokensNoAddressThatCanBeReachedIsListenedOn() {
        HttpSettings outside =
                new HttpSettings(
                        "0.0.0.0", 0, Optional.of(folder.resolve("tls.pem")), folder, 1_000);
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                HttpServer.start(
                                        outside,
                                        api().controller,
                                        TelemetryStore.standard(),
                                        Pace.REAL,
                                        InstantSource.fixed(MadeUpView.NOON)));
        assertTrue(String.valueOf(refused.getMessage()).contains("without tokens"));
    }
}
