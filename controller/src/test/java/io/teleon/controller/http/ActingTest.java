package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.twin.Candidate;
import io.teleon.controller.twin.Expected;
import io.teleon.controller.twin.TwinDemand;
import io.teleon.controller.twin.TwinNetwork;
import io.teleon.models.intent.Constraints;
import io.teleon.models.intent.Goal;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What all requests that change something have in common, and the language of intents.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActingTest {

    private final ServedApi api = new ServedApi(Optional.empty());

    @BeforeEach
    void beginAnew() {
        api.controller.asked.clear();
        api.controller.answers(new Answer.Accepted(true));
        api.controller.foreseen.set(new Answer.Foreseen(true, List.of("something: one -> other")));
    }

    @AfterAll
    void stop() {
        api.close();
    }

    private HttpResponse<String> send(String operation, String body, String... headers) {
        String[] parts = operation.split(" ", 2);
        return api.send(parts[0], parts[1], body, headers);
    }

    @Test
    void aDryRunOfEachOnlyAsksWhatWouldComeOfItAndAnswersInTheSameShape() {
        SequencedMap<String, String> samples = Samples.acting();
        for (Map.Entry<String, String> sample : samples.entrySet()) {
            beginAnew();
            JsonNode real = ServedApi.json(send(sample.getKey(), sample.getValue()));
            Ask asked = api.controller.asked.remove();
            HttpResponse<String> dry = send(sample.getKey() + "?dryRun=true", sample.getValue());
            assertEquals(200, dry.statusCode(), sample.getKey());
            assertEquals(new Ask.Foresee(asked), api.controller.asked.remove());
            JsonNode foreseen = ServedApi.json(dry);
            real.properties()
                    .forEach(
                            field -> assertEquals(field.getValue(), foreseen.path(field.getKey())));
            assertEquals("something: one -> other", foreseen.path("diff").get(0).asText());
            assertTrue(foreseen.path("twin").isNull());
        }
        Set<String> elsewhere =
                Set.of(
                        // PolicyReloadApiTest and ReturnApiTest, for they answer in their own way.
                        "reloadPolicy",
                        "returnToMoment",
                        // TmfTest, for what is done there is answered without a body or not asked.
                        "tmfWithdraw",
                        "tmfListen",
                        "tmfForget");
        long acting =
                api.contract.operations().stream()
                        .filter(o -> o.node().path("parameters").toString().contains("DryRun"))
                        .filter(o -> !elsewhere.contains(o.node().path("operationId").asText()))
                        .count();
        assertEquals(acting, samples.size(), "a sample for each operation that acts");
    }

    @Test
    void aDryRunOfAMoveAsksTheTwin() {
        Topology topology = MadeUpView.noon().topology();
        DatapathId from = topology.nodes().getFirst().id();
        DatapathId to = topology.nodes().getLast().id();
        Path way = Routes.of(topology).shortest(from, to).orElseThrow();
        IntentId id = new IntentId("ATLAM5-LOSAng");
        SequencedMap<IntentId, List<LinkId>> paths = new LinkedHashMap<>();
        paths.put(id, way.links().stream().map(link -> link.id()).toList());
        TwinDemand demand =
                new TwinDemand(id, from, to, List.of(), 0, Expected.exactly(1e9), Optional.empty());
        api.controller.foreseen.set(
                new Answer.Foreseen(
                        true,
                        List.of(),
                        Optional.empty(),
                        Optional.of(way),
                        Optional.of(
                                new Answer.Trial(
                                        new TwinNetwork(
                                                topology, List.of(demand), Optional.empty()),
                                        new Candidate.Reroute("move", paths)))));
        JsonNode answer =
                ServedApi.json(
                        send("POST /api/v1/intents/" + id + "/move?dryRun=true", "{\"avoid\":[]}"));
        assertEquals("improves", answer.path("twin").path("verdict").asText());
    }

    @Test
    void aRequestThatIsSentAgainWithItsKeyIsDoneOnce() {
        String body = Samples.hosts("once");
        HttpResponse<String> first = send("POST /api/v1/intents", body, "Idempotency-Key", "k-1");
        api.controller.answers(new Answer.Accepted(false));
        HttpResponse<String> again = send("POST /api/v1/intents", body, "Idempotency-Key", "k-1");
        assertEquals(201, again.statusCode());
        assertEquals(first.body(), again.body());
        assertEquals(
                first.headers().firstValue("location"), again.headers().firstValue("location"));
        assertEquals(Optional.of("true"), again.headers().firstValue("idempotent-replayed"));
        assertEquals(1, api.controller.asked.size());
        HttpResponse<String> other =
                send("POST /api/v1/intents", Samples.hosts("other"), "Idempotency-Key", "k-1");
        assertEquals(422, other.statusCode());
        assertEquals(
                "urn:teleon:problem:idempotency-key-reused",
                ServedApi.json(other).path("type").asText());
    }

    @Test
    void whatWasAnsweredWithTryAgainIsDoneAgain() {
        api.controller.answers(new Answer.Rejected(Answer.Reason.BUSY, "too much"));
        assertEquals(
                503, send("POST /api/v1/reconcile", "{}", "Idempotency-Key", "k-2").statusCode());
        api.controller.answers(new Answer.Accepted(true));
        assertEquals(
                202, send("POST /api/v1/reconcile", "{}", "Idempotency-Key", "k-2").statusCode());
    }

    @Test
    void whatComesWhileTheFirstIsUnderWayGetsItsAnswer() {
        CompletableFuture<Answer> late = new CompletableFuture<>();
        api.controller.answer.set(late);
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(
                        () -> send("POST /api/v1/reconcile", "{}", "Idempotency-Key", "k-3"));
        CompletableFuture<HttpResponse<String>> second =
                CompletableFuture.supplyAsync(
                        () -> send("POST /api/v1/reconcile", "{}", "Idempotency-Key", "k-3"));
        try {
            api.controller.asked.take();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
        late.complete(new Answer.Accepted(true));
        assertEquals(202, first.join().statusCode());
        assertEquals(202, second.join().statusCode());
        assertEquals(0, api.controller.asked.size(), "it was asked once");
    }

    @Test
    void whatWasDecidedUponAnotherVersionIsRefused() {
        String path = "/api/v1/intents/ATLAM5-LOSAng";
        String version = send("GET " + path, "").headers().firstValue("etag").orElseThrow();
        assertEquals(304, send("GET " + path, "", "If-None-Match", version).statusCode());
        assertEquals(202, send("DELETE " + path, "", "If-Match", version).statusCode());
        HttpResponse<String> refused = send("DELETE " + path, "", "If-Match", "\"old\"");
        assertEquals(412, refused.statusCode());
        assertEquals(Optional.of(version), refused.headers().firstValue("etag"), "the present one");
        assertEquals(
                412,
                send("POST " + path + "/move", "{\"avoid\":[]}", "If-Match", "\"old\"")
                        .statusCode());
        assertEquals(1, api.controller.asked.size());
        assertNotEquals(
                version,
                send("GET /api/v1/intents/LOSAng-ATLAM5", "").headers().firstValue("etag").get());
    }

    @Test
    void anIntentMayComeAsYaml() throws InterruptedException {
        HttpResponse<String> answer =
                send(
                        "POST /api/v1/intents",
                        """
                        type: host-to-host
                        id: from-yaml
                        source: "02:00:00:00:00:01"
                        target: "02:00:00:00:00:02"
                        constraints:
                          avoid: [a1/1>a2/2, a3]
                          waypoints: [a4]
                          maxDelayMicros: 12500.5
                          bandwidthBitsPerSecond: 250000000
                          protection: none
                        goals:
                          - measure: delay-p95-micros
                            below: 20000
                            validity: {days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00", zone: Europe/Berlin}
                          - measure: loss
                            below: 0.001
                        rateLimitBitsPerSecond: 5000000
                        """,
                        "Content-Type",
                        "application/yaml");
        assertEquals(201, answer.statusCode(), answer.body());
        Intent intent = ((Ask.Submit) api.controller.asked.take()).intent();
        assertEquals(
                new Constraints(
                        List.of(LinkId.parse("a1/1>a2/2")),
                        List.of(DatapathId.parse("a3")),
                        List.of(DatapathId.parse("a4")),
                        Optional.of(Duration.ofNanos(12_500_500)),
                        Optional.of(Bandwidth.ofMegabits(250))),
                intent.constraints());
        assertEquals(
                List.of("p95 delay < 20 ms, mon-fri 08:00-18:00 Europe/Berlin", "loss < 0.1 %"),
                intent.goals().stream().map(Goal::toString).toList());
        assertEquals(Optional.of(Bandwidth.ofMegabits(5)), intent.terms().rateLimit());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'multipoint','id':'a','points':['a1/1','a2/1']} | no compiler for intents of type 'multipoint' yet; supported are host-to-host, point-to-point",
                "{'type':'isolate','id':'a','host':'02:00:00:00:00:01'} | no compiler for intents of type 'isolate' yet; supported are host-to-host, point-to-point",
                "{'type':'drain','id':'a','element':'a1'} | no compiler for intents of type 'drain' yet; supported are host-to-host, point-to-point",
            })
    void aKindThatNoCompilerCarriesIsRefusedWithWhatIsSupported(String body, String detail) {
        HttpResponse<String> answer = send("POST /api/v1/intents", body.replace('\'', '"'));
        assertEquals(422, answer.statusCode(), answer.body());
        JsonNode problem = ServedApi.json(answer);
        assertEquals("urn:teleon:problem:unsupported-intent", problem.path("type").asText());
        assertEquals(detail, problem.path("detail").asText());
        assertTrue(problem.path("supported").size() >= 2);
        assertTrue(api.controller.asked.isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'maxDelayMicros':'5'} | field 'constraints.maxDelayMicros' is \"5\", expected a number from 1.0 to 6.0E7",
                "{'protection':'both'} | field 'constraints.protection': 'both' is neither 'none' nor 'disjoint'",
                "{'protection':'disjoint','waypoints':['a1']} | paths that both meet 00000000000000a1 cannot protect each other: expected no waypoints or no protection",
                "{'bandwidthBitsPerSecond':0} | field 'constraints.bandwidthBitsPerSecond' is 0, expected a number from 1.0 to 1.0E14",
                "{'waypoints':['a1'],'avoid':['a1']} | switch 00000000000000a1 is both a waypoint and to be avoided",
                "{'avoid':'a1'} | field 'constraints.avoid' is not a list",
                "{'avoyd':[]} | unknown field 'constraints.avoyd', did you mean 'avoid'?",
                "7 | field 'constraints' is 7, expected an object",
            })
    void aConstraintThatMakesNoSenseIsNamed(String constraints, String detail) {
        String body =
                Samples.hosts("a")
                        .replace("}", ",\"constraints\":" + constraints.replace('\'', '"') + "}");
        HttpResponse<String> answer = send("POST /api/v1/intents", body);
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals(detail, ServedApi.json(answer).path("detail").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'measure':'jitter','below':1} | field 'goals[0].measure': 'jitter' is none of [delay-p50-micros, delay-p95-micros, delay-p99-micros, loss]",
                "{'measure':'loss'} | field 'goals[0].below' is missing",
                "{'measure':'loss','below':2} | field 'goals[0].below' is 2, expected a number from 0.0 to 1.0",
                "{'measure':'loss','below':0} | a goal of loss below 0.0: expected above 0, at most 1.0",
                "{'measure':'loss','below':0.1,'validity':{'from':'8','to':'18:00'}} | field 'goals[0].validity.from': '8' is not a time such as 08:00",
                "{'measure':'loss','below':0.1,'validity':{'from':'08:00','to':'18:00','zone':'Berlin'}} | field 'goals[0].validity.zone': 'Berlin' is not a time zone such as Europe/Berlin or UTC",
                "{'measure':'loss','below':0.1,'validity':{'from':'08:00','to':'08:00'}} | a validity from 08:00 to 08:00 has no length",
            })
    void aGoalThatMakesNoSenseIsNamed(String goal, String detail) {
        String body =
                Samples.hosts("a").replace("}", ",\"goals\":[" + goal.replace('\'', '"') + "]}");
        HttpResponse<String> answer = send("POST /api/v1/intents", body);
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals(detail, ServedApi.json(answer).path("detail").asText());
    }

    @Test
    void whetherAnIntentCouldBeMetIsAskedWithoutInstallingIt() {
        api.controller.foreseen.set(
                new Answer.Foreseen(
                        true,
                        List.of("intent a: not there -> FAILED"),
                        Optional.of("no path from A to B"),
                        Optional.empty(),
                        Optional.empty()));
        JsonNode answer =
                ServedApi.json(send("POST /api/v1/intents/feasibility", Samples.hosts("a")));
        assertEquals("false", answer.path("feasible").asText());
        assertEquals("no path from A to B", answer.path("reason").asText());
        assertTrue(api.controller.asked.stream().allMatch(Ask.Foresee.class::isInstance));
    }
}
