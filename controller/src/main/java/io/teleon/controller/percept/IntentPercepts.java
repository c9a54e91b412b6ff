package io.teleon.controller.percept;

import io.teleon.controller.percept.Picture.Measured;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.predict.Forecasts;
import io.teleon.controller.report.ProbeView;
import io.teleon.models.intent.IntentId;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/// Says in the words of the library `net` what intents send, what is expected of them, and what
/// probes found on their ways. Owned by the control loop's thread.
///
/// There may be thousands of intents: of these percepts only those are said that a program reads,
/// what a probe found only once, and what was said is withdrawn when an intent has gone.
public final class IntentPercepts {

    private static final Name SENT = new Name("net", "sent");
    private static final Name DELAY = new Name("net", "delay");
    private static final Name LOSS = new Name("net", "loss_of");

    /// What the engine may remember of intents that have gone.
    static final List<Name> NAMES = List.of(SENT, DELAY, LOSS);

    private final Predicate<Name> isRead;
    private final Function<IntentId, Optional<ProbeView>> probes;
    private final Optional<Forecasts> forecasts;

    /// When the newest probe came of which its intent was told. Bounded by the intents there are.
    private final Map<IntentId, Instant> probed = new TreeMap<>();

    /// Of which intents the engine was told what. Bounded by the intents there are.
    private final Map<Name, NavigableSet<IntentId>> told = new TreeMap<>();

    private final Map<IntentId, Forecast.Standing> standings = new TreeMap<>();
    private Instant forecastsSaidAt = Instant.MIN;

    /// @param isRead whether a program that runs reads a percept
    /// @param probes what probes found on the way of an intent
    public IntentPercepts(
            Predicate<Name> isRead,
            Function<IntentId, Optional<ProbeView>> probes,
            Optional<Forecasts> forecasts) {
        this.isRead = isRead;
        this.probes = probes;
        this.forecasts = forecasts;
    }

    /// A fact that the engine remembers from an earlier life.
    void presume(Fact fact) {
        if (fact.key().getFirst() instanceof Value.Entity(String _, String id)) {
            told(fact.name()).add(IntentId.parse(id));
        }
    }

    private NavigableSet<IntentId> told(Name percept) {
        return told.computeIfAbsent(percept, _ -> new TreeSet<>());
    }

    /// Another engine listens: it may not know what was said once and for all.
    void sayAgain() {
        probed.clear();
        standings.clear();
        forecastsSaidAt = Instant.MIN;
    }

    List<Input> of(Picture picture) {
        List<Input> said = new ArrayList<>();
        told.forEach((percept, ids) -> withdraw(said, percept, ids, picture));
        if (isRead.test(SENT)) {
            picture.intents().values().forEach(intent -> sent(said, intent));
            forecasts.ifPresent(known -> foresee(said, known, picture));
        }
        if (isRead.test(DELAY) || isRead.test(LOSS)) {
            probed.keySet().retainAll(picture.intents().keySet());
            picture.intents()
                    .keySet()
                    .forEach(id -> probes.apply(id).ifPresent(found -> probed(said, id, found)));
        }
        return said;
    }

    private void withdraw(
            List<Input> said, Name percept, NavigableSet<IntentId> ids, Picture picture) {
        ids.removeIf(id -> {
            boolean gone = !picture.intents().containsKey(id) || !isRead.test(percept);
            if (gone) {
                said.add(new Input.Withdrawn(fact(percept, id)));
            }
            return gone;
        });
    }

    private void say(
            List<Input> said, Name percept, IntentId id, double value, Instant at, String source) {
        told(percept).add(id);
        said.add(new Input.Measured(fact(percept, id), Value.of(value), at, source));
    }

    private void sent(List<Input> said, OfIntent intent) {
        intent.sends()
                .ifPresent(m ->
                        say(said, SENT, intent.id(), m.value(), m.at(), Sources.FLOW_COUNTERS));
    }

    private void probed(List<Input> said, IntentId id, ProbeView found) {
        if (found.at().equals(probed.put(id, found.at()))) {
            return;
        }
        if (isRead.test(DELAY)) {
            found.delay()
                    .ifPresent(delay ->
                            say(
                                    said,
                                    DELAY,
                                    id,
                                    delay.oneWay().toNanos() / 1e9,
                                    delay.at(),
                                    Sources.PROBE));
        }
        if (isRead.test(LOSS)) {
            say(said, LOSS, id, found.loss(), found.at(), Sources.PROBE);
        }
    }

    /// Once for each renewal, and when one becomes good for another thing.
    private void foresee(List<Input> said, Forecasts known, Picture picture) {
        boolean anew = known.renewedAt().isAfter(forecastsSaidAt);
        forecastsSaidAt = known.renewedAt();
        standings.keySet().retainAll(picture.intents().keySet());
        for (OfIntent intent : picture.intents().values()) {
            known.ofIntent(intent.id())
                    .ifPresent(forecast -> {
                        Optional<Instant> last = intent.sends().map(Measured::at);
                        Forecast.Standing standing =
                                Foreseen.standing(forecast, last, picture.at());
                        if (standings.put(intent.id(), standing) != standing || anew) {
                            told(SENT).add(intent.id());
                            said.add(
                                    new Input.Forecasted(
                                            fact(SENT, intent.id()),
                                            Foreseen.forecast(forecast, standing)));
                        }
                    });
        }
    }

    private static Fact fact(Name percept, IntentId id) {
        return new Fact(percept, List.of(new Value.Entity("intent", id.toString())));
    }
}
