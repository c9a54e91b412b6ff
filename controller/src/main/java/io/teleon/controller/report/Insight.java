package io.teleon.controller.report;

import io.teleon.models.intent.IntentId;
import io.teleon.models.learning.Judged;
import io.teleon.models.network.LinkId;
import io.teleon.policies.engine.LiveTree;
import io.teleon.policies.host.Explanation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What goes on inside the autonomy. It costs more than a view, so it is made at most once a second
/// and holds for that long.
///
/// @param tree the tasks with their rules as of the last epoch
/// @param rules what each rule of the programs says, in the order of the programs
/// @param foreseen past forecasts of each link's offered traffic beside what came
/// @param previews what the actions that people are asked about would do
public record Insight(
        Instant at,
        LiveTree tree,
        List<RuleText> rules,
        List<Foreseen> foreseen,
        List<Preview> previews) {

    public Insight {
        rules = List.copyOf(rules);
        foreseen = List.copyOf(foreseen);
        previews = List.copyOf(previews);
    }

    /// Of a controller that does nothing by itself.
    public static Insight none(Instant at) {
        return new Insight(at, new LiveTree(List.of(), List.of()), List.of(), List.of(), List.of());
    }

    /// A rule as its program says it.
    ///
    /// @param procedure with its unit, `congestion.relieve`
    /// @param guard when it may fire
    /// @param does what it does then, `nothing` where that is nothing
    /// @param limit how often it may, where that is said
    public record RuleText(
            String procedure, String label, String guard, String does, Optional<Limit> limit) {}

    /// At most so many times in a time.
    public record Limit(int times, Duration per) {}

    /// @param judged newest first, at most a day
    public record Foreseen(LinkId link, List<Judged> judged) {
        public Foreseen {
            judged = List.copyOf(judged);
        }
    }

    /// What an action that people are asked about would do.
    ///
    /// @param question its number
    /// @param at when that was found out
    /// @param diff one line a change
    /// @param intents those it would move or limit
    /// @param promise by what it is judged, and within what time
    /// @param undo how it is taken back
    /// @param risk as its program declares it: low, medium or high
    public record Preview(
            long question,
            Instant at,
            Explanation why,
            List<String> diff,
            List<IntentId> intents,
            String promise,
            String undo,
            String risk) {
        public Preview {
            diff = List.copyOf(diff);
            intents = List.copyOf(intents);
        }
    }

    /// A rule of a procedure that runs now, with its arguments as [Insight#tree] shows them: what
    /// can be asked why it does not fire.
    public record RunningRule(String procedure, List<String> arguments, String label) {
        public RunningRule {
            arguments = List.copyOf(arguments);
        }
    }
}
