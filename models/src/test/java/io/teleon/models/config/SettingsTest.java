package io.teleon.models.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.teleon.models.format.MalformedInput;
import io.teleon.models.format.SourceText;
import io.teleon.models.format.YamlNode;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SettingsTest {

    enum Autonomy {
        OFF,
        SUGGEST_ONLY,
        AUTO
    }

    sealed interface Fault {
        record LinkDown(LinkId link, @Default("10 s") Duration lasting) implements Fault {}

        record SwitchDown(DatapathId datapath) implements Fault {}

        record ControllerGone() implements Fault {}
    }

    record Timed(Duration at, @Inline Fault fault) {}

    record Listen(@Default("127.0.0.1") String host, int port) {
        Listen {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port " + port + " is not 1..65535");
            }
        }
    }

    record Daemon(
            Listen listen,
            @Default("1 s") Duration pollInterval,
            @Default("auto") Autonomy autonomy,
            @Default("2.5 Gbit/s") Bandwidth reserve,
            @Default("0.9") double load,
            @Default("false") boolean headless,
            Optional<Long> seed,
            Optional<Path> journal,
            Optional<Instant> from,
            @Default("[]") List<Fault> faults,
            @Default("[]") List<Timed> timeline,
            @Default("{}") Map<String, Integer> weights,
            @Default("{}") YamlNode free) {}

    private static Daemon read(String yaml) {
        return Settings.read(new SourceText("teleon.yaml", yaml), Daemon.class);
    }

    private static void refuses(String yaml, String message) {
        assertEquals(message, assertThrows(MalformedInput.class, () -> read(yaml)).getMessage());
    }

    @Test
    void readsEveryKindOfValue() {
        Daemon daemon =
                read(
                        """
                        listen: {host: "::1", port: 6653}
                        poll-interval: 1.5 min
                        autonomy: suggest-only
                        reserve: 10 Mbit/s
                        load: 1e-2
                        headless: true
                        seed: 9000000000
                        journal: data/journal
                        from: 2004-03-01T00:00:00Z
                        faults:
                          - link-down: {link: 1/2>3/4, lasting: 5s}
                          - switch-down: a1
                          - switch-down: {datapath: a2}
                          - controller-gone
                        timeline:
                          - {at: 10 s, switch-down: a3}
                        weights: {B: 2, A: 1}
                        """);

        assertEquals(new Listen("::1", 6653), daemon.listen());
        assertEquals(Duration.ofSeconds(90), daemon.pollInterval());
        assertEquals(Autonomy.SUGGEST_ONLY, daemon.autonomy());
        assertEquals(Bandwidth.ofMegabits(10), daemon.reserve());
        assertEquals(0.01, daemon.load());
        assertEquals(Optional.of(9_000_000_000L), daemon.seed());
        assertEquals(Optional.of(Path.of("data/journal")), daemon.journal());
        assertEquals(
                List.of(
                        new Fault.LinkDown(LinkId.parse("1/2>3/4"), Duration.ofSeconds(5)),
                        new Fault.SwitchDown(new DatapathId(0xa1)),
                        new Fault.SwitchDown(new DatapathId(0xa2)),
                        new Fault.ControllerGone()),
                daemon.faults());
        assertEquals(
                List.of(
                        new Timed(
                                Duration.ofSeconds(10),
                                new Fault.SwitchDown(new DatapathId(0xa3)))),
                daemon.timeline());
        assertEquals("{B=2, A=1}", daemon.weights().toString());
    }

    @Test
    void fillsInDefaults() {
        Daemon daemon = read("listen: {port: 1}\nseed:\n");

        assertEquals(new Listen("127.0.0.1", 1), daemon.listen());
        assertEquals(Duration.ofSeconds(1), daemon.pollInterval());
        assertEquals(Autonomy.AUTO, daemon.autonomy());
        assertEquals(Optional.empty(), daemon.seed());
        assertEquals(List.of(), daemon.faults());
    }

    @Test
    void writesTheEffectiveValuesSoThatTheyCanBeReadAgain() {
        Daemon daemon =
                read(
                        """
                        listen: {port: 1}
                        seed: 7
                        faults: [controller-gone, {switch-down: a1}, {link-down: {link: 1/2>3/4}}]
                        timeline: [{at: 10 s, controller-gone: {}}]
                        weights: {"a: b": 1}
                        """);

        String written = Settings.write(daemon);

        assertEquals(
                """
                listen:
                  host: 127.0.0.1
                  port: 1
                poll-interval: 1 s
                autonomy: auto
                reserve: 2.5 Gbit/s
                load: 0.9
                headless: false
                seed: 7
                faults:
                  - controller-gone: {}
                  - switch-down:
                      datapath: 00000000000000a1
                  - link-down:
                      link: "0000000000000001/2>0000000000000003/4"
                      lasting: 10 s
                timeline:
                  - at: 10 s
                    controller-gone: {}
                weights:
                  "a: b": 1
                free: {}
                """,
                written);
        assertEquals(written, Settings.write(read(written)));
    }

    @Test
    void namesThePlaceTheValueAndTheExpectation() {
        refuses("", "teleon.yaml:1:1: key 'listen' is missing");
        refuses("listen: {}", "teleon.yaml:1:9: key 'port' is missing");
        refuses(
                "listen: {port: 1}\npol-interval: 1 s",
                "teleon.yaml:2:1: unknown key 'pol-interval', did you mean 'poll-interval'?");
        refuses("listen: {port: 70000}", "teleon.yaml:1:1: listen: port 70000 is not 1..65535");
        refuses("listen: {port: x}", "teleon.yaml:1:16: port 'x' is not an integer");
        refuses(
                "listen: {port: 9000000000}",
                "teleon.yaml:1:16: port '9000000000' is not an integer");
        refuses("listen: 7", "teleon.yaml:1:9: listen '7' is not a mapping");
        refuses(
                "listen: {port: 1}\nlisten: {port: 2}",
                "teleon.yaml:2:1: key 'listen' is there twice, first in line 1");
        refuses(
                "listen: {port: 1}\npoll-interval: 5",
                "teleon.yaml:2:16: poll-interval '5' is not a duration with its unit, such as"
                        + " '5 s' or '1 min'");
        refuses(
                "listen: {port: 1}\nautonomy: sugest-only",
                "teleon.yaml:2:11: autonomy 'sugest-only' is not one of off, suggest-only, auto,"
                        + " did you mean 'suggest-only'?");
        refuses(
                "listen: {port: 1}\nreserve: lots",
                "teleon.yaml:2:10: reserve: bandwidth 'lots' is not a number with a unit, such as"
                        + " '2.5 Gbit/s'");
        refuses("listen: {port: 1}\nload: .inf", "teleon.yaml:2:7: load '.inf' is not a number");
        refuses(
                "listen: {port: 1}\nfaults: [lnk-down: {}]",
                "teleon.yaml:2:10: faults has no kind 'lnk-down', did you mean 'link-down'?");
        refuses(
                "listen: {port: 1}\nfaults: [link-down]",
                "teleon.yaml:2:10: key 'link' is missing");
        refuses(
                "listen: {port: 1}\ntimeline: [at: 1 s]",
                "teleon.yaml:2:12: missing one of the keys link-down, switch-down,"
                        + " controller-gone");
        refuses(
                "listen: {port: 1}\ntimeline: [{at: 1 s, switch-down: 1, controller-gone: {}}]",
                "teleon.yaml:2:38: more than one of the keys link-down, switch-down,"
                        + " controller-gone");
        refuses(
                "listen: {port: 1}\nweights: []",
                "teleon.yaml:2:10: weights a list is not a mapping");
    }

    record WrongDefault(@Default("soon") Duration delay) {}

    record Unbindable(Object anything) {}

    @Test
    void blamesTheProgramForItsOwnMistakes() {
        SourceText empty = new SourceText("teleon.yaml", "");
        assertThrows(IllegalStateException.class, () -> Settings.read(empty, WrongDefault.class));
        SourceText some = new SourceText("teleon.yaml", "{anything: 1}");
        assertThrows(IllegalStateException.class, () -> Settings.read(some, Unbindable.class));
    }

    @Property
    void readsAnythingOrRefusesIt(@ForAll String text) {
        for (String yaml : List.of(text, "listen: {port: 1, host: \"" + text, "faults: " + text)) {
            try {
                read(yaml);
            } catch (MalformedInput e) {
                assertEquals("teleon.yaml", e.place().file());
            }
        }
    }
}
