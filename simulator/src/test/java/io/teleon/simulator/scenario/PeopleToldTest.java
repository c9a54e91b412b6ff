package io.teleon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.models.config.Settings;
import io.teleon.models.format.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What people outside are told can be expected, and be ruled out.
class PeopleToldTest {

    /// A fibre is cut after half a minute: the people for optics get a ticket.
    private static final String CUT =
            """
            duration: 90 s
            intents: {pairs: [{from: DNVRng, to: KSCYng}]}
            faults:
              - {at: 30 s, link-down: [DNVRng, KSCYng]}
            autonomy: full
            expectations:
            """;

    private static final SequencedMap<String, Boolean> MET =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("no-action-of: {action: open_ticket}", false),
                            Map.entry("no-action-of: {rule: repair.optics}", false),
                            Map.entry("no-action-of: {action: open_ticket, to: 30 s}", true),
                            Map.entry("no-action-of: {action: bounce_port}", true),
                            Map.entry("no-action-of: {rule: repair.field}", true),
                            Map.entry("notices: {kind: ticket-opened, topic: optics}", true),
                            Map.entry(
                                    "notices: {kind: ticket-opened, subject: DNVRng>KSCYng, text:"
                                            + " 'see action', min: 1, max: 1}",
                                    true),
                            Map.entry("notices: {kind: ticket-opened, from: 80 s}", false),
                            Map.entry("notices: {kind: ticket-opened, to: 31 s}", false),
                            Map.entry("notices: {topic: field}", false),
                            Map.entry("notices: {topic: noc, kind: ticket-opened}", false),
                            Map.entry("notices: {subject: KSCYng>LOSAng}", false),
                            Map.entry("notices: {text: needs a person}", false),
                            Map.entry("notices: {kind: ticket-opened, max: 0, min: 0}", false)));

    @Test
    void isFoundByWhatIsSaidOfIt() throws IOException {
        StringBuilder text = new StringBuilder(CUT);
        MET.keySet().forEach(line -> text.append("  - ").append(line).append('\n'));
        Scenario scenario =
                Settings.read(new SourceText("cut.yaml", text.toString()), Scenario.class);
        ScenarioRun run =
                ScenarioRun.of(
                        new ScenarioFiles.Found("cut", scenario, Path.of("")), _ -> {}, () -> 0);
        run.playUntil(scenario.duration());

        List<Verdict> verdicts = run.judge(run.report(1));

        List<Runnable> checks = new ArrayList<>();
        List<Boolean> wanted = List.copyOf(MET.values());
        for (int i = 0; i < verdicts.size(); i++) {
            Verdict verdict = verdicts.get(i);
            boolean met = wanted.get(i);
            checks.add(() -> assertEquals(met, verdict.isMet(), verdict.text()));
        }
        assertAll(checks.stream().map(check -> check::run));
    }
}
