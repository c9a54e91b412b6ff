package io.teleon.controller.assurance;

import io.teleon.controller.report.FulfilmentReport;
import io.teleon.controller.report.FulfilmentView;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether one intent is met. Owned by the control loop's thread.
///
/// | from | what is measured | for | to |
/// |---|---|---|---|
/// | any | withdrawn, both ends are gone, or a link it needs is worked on | at once | `SUSPENDED` |
/// | `FULFILLED`, `DEGRADED`, `NOT_FULFILLED` | nothing | until the last measurement is stale | `UNKNOWN` |
/// | `SUSPENDED` | nothing | at once | `UNKNOWN` |
/// | `UNKNOWN`, `SUSPENDED` | one of the three others | the hold for worse | that one |
/// | `FULFILLED` | something worse, now this, now that | the hold for worse | what it is then |
/// | `DEGRADED` | `NOT_FULFILLED` | the hold for worse | `NOT_FULFILLED` |
/// | `NOT_FULFILLED`, `DEGRADED` | something better, now this, now that | the hold for better | what it is then |
///
/// Where it was degraded by a goal whose time is over, better is told at once.
///
/// A measurement that agrees with the present state ends the waiting of any other; that nothing is
/// measured for a while, as when a path is changed, neither ends nor shortens it.
final class Fulfilment {

    private final IntentId id;
    private final int serial;
    private FulfilmentState state = FulfilmentState.UNKNOWN;
    private Instant since;
    private String reason = "not measured";
    private long sequence;
    private Instant knownAt;
    private Optional<Pending> pending = Optional.empty();

    /// Whether what degraded it is not asked for any more, so that better needs no time.
    private boolean released;

    private List<FulfilmentReport> reports = List.of();
    private List<FulfilmentView.Change> installs = List.of();

    /// Which way it has been going, and since when. What is told first must itself have lasted.
    private record Pending(Way way, FulfilmentState measured, Instant since) {

        boolean isOf(Way other, FulfilmentState state) {
            return way == other && (way != Way.FIRST || measured == state);
        }
    }

    private enum Way {
        WORSE,
        BETTER,
        FIRST
    }

    Fulfilment(IntentId id, int serial, Instant now) {
        this.id = id;
        this.serial = serial;
        this.since = now;
        this.knownAt = now;
    }

    /// Goes on from what an earlier life told last, which counts as measured now: this life has not
    /// had the time yet.
    void resume(long lastSequence, FulfilmentState last, String why, Instant at) {
        sequence = lastSequence;
        state = last;
        reason = why;
        since = at;
    }

    /// Takes what is measured now; a report where that is a change and has lasted.
    Optional<FulfilmentReport> take(
            Judgement judged, AssuranceSettings settings, Tier tier, Instant now) {
        if (judged.state().isMeasured()) {
            knownAt = judged.at();
        }
        if (judged.state() == state) {
            released = false;
            pending = Optional.empty();
            reason = judged.reason();
            return Optional.empty();
        }
        int kept = settings.reportsKept();
        if (judged.state() == FulfilmentState.UNKNOWN
                && state.isMeasured()
                && now.isBefore(knownAt.plus(settings.stale()))) {
            return Optional.empty();
        }
        if (!judged.state().isMeasured()) {
            return Optional.of(change(judged, kept, now));
        }
        Way way = way(judged.state());
        if (pending.filter(p -> p.isOf(way, judged.state())).isEmpty()) {
            pending = Optional.of(new Pending(way, judged.state(), judged.at()));
        }
        AssuranceSettings.Hold hold = settings.hold(tier);
        Duration wanted =
                way != Way.BETTER ? hold.worse() : released ? Duration.ZERO : hold.better();
        return now.isBefore(pending.get().since().plus(wanted))
                ? Optional.empty()
                : Optional.of(change(judged, kept, now));
    }

    /// What was held against it is not asked for any more: the next better state is told at once.
    void release() {
        released = true;
    }

    private Way way(FulfilmentState next) {
        if (next.isWorseThan(state)) {
            return Way.WORSE;
        }
        return state.isWorseThan(next) ? Way.BETTER : Way.FIRST;
    }

    private FulfilmentReport change(Judgement judged, int kept, Instant now) {
        FulfilmentReport report =
                new FulfilmentReport(
                        id,
                        serial,
                        ++sequence,
                        now,
                        state,
                        judged.state(),
                        judged.reason(),
                        judged.delivered(),
                        judged.delay());
        state = judged.state();
        since = now;
        reason = judged.reason();
        pending = Optional.empty();
        released = false;
        reports = appended(reports, report, kept);
        return report;
    }

    void installChanged(String text, int kept, Instant now) {
        installs = appended(installs, new FulfilmentView.Change(now, text), kept);
    }

    private static <T> List<T> appended(List<T> before, T one, int kept) {
        List<T> after =
                new ArrayList<>(
                        before.subList(Math.max(0, before.size() + 1 - kept), before.size()));
        after.add(one);
        return List.copyOf(after);
    }

    IntentId id() {
        return id;
    }

    long sequence() {
        return sequence;
    }

    FulfilmentState state() {
        return state;
    }

    FulfilmentView view() {
        return new FulfilmentView(state, since, reason, sequence, reports, installs);
    }
}
