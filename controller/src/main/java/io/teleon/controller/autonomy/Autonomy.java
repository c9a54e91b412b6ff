package io.teleon.controller.autonomy;

import io.teleon.controller.act.ActionTools;
import io.teleon.controller.act.Actions;
import io.teleon.controller.act.Desk;
import io.teleon.controller.act.Surveys;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.learning.LearnReport;
import io.teleon.controller.learning.Learning;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.percept.HostPercepts;
import io.teleon.controller.percept.Percepts;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.predict.Forecasts;
import io.teleon.controller.report.AutonomyView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Insight;
import io.teleon.controller.report.ModelsView;
import io.teleon.controller.report.PolicyText;
import io.teleon.controller.report.Severity;
import io.teleon.controller.telemetry.Heard;
import io.teleon.controller.topology.TopologyChange;
import io.teleon.controller.twin.Purpose;
import io.teleon.controller.twin.Rehearsal;
import io.teleon.models.learning.SeriesForecast;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.policies.engine.CarryOver;
import io.teleon.policies.engine.LiveTree;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Name;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The host of the policy engine. Owned by the control loop's thread.
///
/// It looks at the network every [AutonomySettings#tick], and at once when the topology changes; it
/// makes an epoch whenever there is something to tell the engine, or the engine wants one.
public final class Autonomy {

    /// An engine that never comes to rest is left for the next look.
    private static final int MOST_EPOCHS = 300;

    private static final Name FLAP = new Name("net", "link_flap");

    private final AutonomySettings settings;
    private final AutonomyParts parts;
    private final PolicyHost host;
    private final Percepts percepts;
    private final HostPercepts hostPercepts;
    private final Insights insights;
    private final Actions actions;
    private final Previews previews;
    private final Surveys surveys;
    private final Desk desk;
    private final Orders orders = new Orders();
    private final Questions questions = new Questions();
    private final Alarms alarms;
    private final Governance governance;
    private boolean lookDue = true;

    /// A network that is being discovered anew after a start must not be taken for a broken one.
    private final Instant looksFrom;

    private Instant wakeAt = Instant.MAX;

    /// @param history what an earlier life journalled, oldest first
    public Autonomy(
            AutonomySettings settings,
            AutonomyParts parts,
            List<JournalEntry> history,
            Instant now) {
        this.settings = settings;
        this.parts = parts;
        this.hostPercepts =
                new HostPercepts(
                        parts.edge().scans(), parts.edge().containments(), parts.edge().names());
        this.desk = new Desk(parts.effects(), parts.journal());
        AutonomyHistory past = AutonomyHistory.of(history);
        this.host = past.host(settings.programs(), parts.events(), now);
        this.percepts = parts.percepts(host::reads);
        ActionTools tools = parts.tools(host::program, desk);
        this.actions = new Actions(tools);
        this.previews = new Previews(host::program, actions);
        this.surveys = new Surveys(tools);
        this.insights = new Insights(host.program(), host.engine(), parts.forecasts());
        this.alarms = new Alarms(parts, desk);
        this.governance =
                new Governance(
                        orders, questions, host, actions, parts, this::view, () -> lookDue = true);
        HostPercepts.RELATIONS.forEach(
                relation -> hostPercepts.presume(host.engine().rows(relation)));
        Percepts.REMEMBERED.forEach(percept -> percepts.presume(host.engine().rows(percept)));
        settings.levels()
                .forEach((action, level) ->
                        governance.take(
                                new Ask.SetAutonomy(action, level, Orders.BY_CONFIGURATION), now));
        past.orders().forEach(ordered -> governance.take(ordered.order(), ordered.at()));
        past.epoch().ifPresent(e -> questions.restore(e.questions()));
        desk.countFrom(past.lastNotice());
        desk.restore(past.tickets());
        Map<InstanceId, Actions.Standing> standings = standings();
        actions.recall(past.targets(), past.spared(), now);
        actions.restore(
                past.actions(),
                past.newest(),
                instance -> standings.getOrDefault(instance, Actions.Standing.UNKNOWN),
                now);
        actions.recall(past.reasons());
        host.tell(actions.drainReports());
        giveUpWhatIsLost();
        looksFrom = now.plus(settings.tick());
        parts.deadlines().at(looksFrom, this::tick);
    }

    /// What the engine has to do with actions of an earlier life.
    private Map<InstanceId, Actions.Standing> standings() {
        Map<InstanceId, Actions.Standing> standings = new TreeMap<>();
        for (LiveTree.Action action : host.engine().tree().actions()) {
            switch (action.state()) {
                case "STARTING", "RUNNING", "DONE" ->
                        standings.put(action.instance(), Actions.Standing.WANTED);
                case "STOPPING" -> standings.put(action.instance(), Actions.Standing.STOPPING);
                default -> {} // one that waits was never done
            }
        }
        return standings;
    }

    /// What the engine believes to be in force and nobody knows of is reported as failed.
    private void giveUpWhatIsLost() {
        for (LiveTree.Action action : host.engine().tree().actions()) {
            boolean running = List.of("STARTING", "RUNNING", "STOPPING").contains(action.state());
            if (running && !actions.knows(action.instance())) {
                host.tell(
                        new Input.Reported(
                                action.instance(),
                                action.state().equals("STOPPING")
                                        ? new Input.Progress.Ended()
                                        : new Input.Progress.Failed(
                                                "lost when the controller restarted")));
            }
        }
    }

    private void tick(Instant now) {
        lookDue = true;
        parts.deadlines().at(now.plus(settings.tick()), this::tick);
    }

    /// The topology changed: a reason to look at once.
    public void changed(TopologyChange change, Instant now) {
        lookDue = true;
        if (change instanceof TopologyChange.LinkDown(LinkId link)) {
            host.tell(new Input.Happened(FLAP, List.of(parts.names().entity(link)), now));
        }
    }

    /// A host began to scan: a reason to look at once.
    public void scanBegan() {
        lookDue = true;
    }

    /// An agent has measured something that programs are told of.
    public void saw(Heard heard, Instant now) {
        for (Sample sample : heard.seen()) {
            if (sample.series().metric().equals(Metric.ANOMALY_RATE)) {
                parts.anomalies().heard(heard.agent(), sample.value(), sample.at(), now);
                host.tell(percepts.hostAnomaly(heard.agent(), sample.value(), sample.at()));
            } else if (sample.series().resource() instanceof Resource.OfPort(ConnectPoint point)) {
                // At once, for programs ask how old it is.
                for (LinkId link : parts.painter().power(point, sample.value(), sample.at())) {
                    host.tell(percepts.power(heard.agent(), link, sample.value(), sample.at()));
                }
            }
        }
    }

    /// The twin has answered.
    public void rehearsed(Purpose purpose, Rehearsal rehearsal, Instant now) {
        switch (purpose) {
            case Purpose.OfAction(long id) -> actions.rehearsed(id, rehearsal, now);
            case Purpose.OfLink(LinkId link) -> {
                surveys.answered(link, rehearsal, now);
                lookDue = true;
            }
        }
    }

    /// Work on models was done.
    public void learned(LearnReport report, Instant now) {
        parts.learning().ifPresent(learning -> learning.learned(report, now));
    }

    /// Does everything that is due. To be called at the end of each step.
    public void settle(Instant now) {
        if (wakeAt.isAfter(now) && !lookDue && !actions.isWaiting() && !host.isDue(now)) {
            return;
        }
        actions.settle(now);
        lookDue |= actions.wantsLook();
        if (lookDue && !now.isBefore(looksFrom)) {
            lookDue = false;
            questions.expire(now).forEach(over -> closed(over, "nobody answered in time", now));
            Picture picture = parts.painter().paint(now);
            parts.forecasts().ifPresent(f -> f.take(picture));
            parts.anomalies().take(picture);
            alarms.look(picture);
            actions.look(picture);
            surveys.look(picture, actions);
            host.tell(percepts.of(picture, doings()));
            host.tell(hostPercepts.of(host.engine().rows(HostPercepts.REMEMBERED), now));
        }
        host.tell(actions.drainReports());
        for (int i = 0; i < MOST_EPOCHS && host.isDue(now); i++) {
            epoch(now);
            actions.settle(now);
            host.tell(actions.drainReports());
        }
        alarms.settle(host.engine(), now);
        planWake(now);
    }

    private Percepts.Doings doings() {
        return new Percepts.Doings(
                actions::isSteered,
                actions::isBarred,
                surveys::relief,
                actions.attended(),
                orders.maintained());
    }

    private void planWake(Instant now) {
        Instant next = host.next().orElse(Instant.MAX);
        Instant at = next.isAfter(now) ? next : now.plusMillis(1);
        if (!next.equals(Instant.MAX) && (at.isBefore(wakeAt) || !wakeAt.isAfter(now))) {
            wakeAt = at;
            parts.deadlines().at(at, _ -> {});
        } else if (next.equals(Instant.MAX)) {
            wakeAt = Instant.MAX;
        }
    }

    private void epoch(Instant now) {
        Epoch epoch =
                host.step(
                        now,
                        HostCircumstances.of(
                                () -> parts.painter().paint(now),
                                orders,
                                actions,
                                parts.names(),
                                parts.edge()));
        for (Output output : epoch.outputs()) {
            follow(output, now);
        }
        // In one batch with what followed from it.
        if (host.isWorthKeeping(epoch)) {
            parts.journal().append(kept(now));
        }
    }

    private JournalEntry.PolicyEpoch kept(Instant now) {
        return new JournalEntry.PolicyEpoch(
                now, host.snapshot(), desk.lastNumber(), questions.all());
    }

    private void follow(Output output, Instant now) {
        switch (output) {
            case Output.Transition transition ->
                    actions.carryOut(transition, parts.painter().paint(now));
            case Output.Suggested suggested ->
                    actions.suggest(suggested, parts.painter().paint(now));
            case Output.ApprovalAsked asked -> {
                previews.asked(asked, parts.painter().paint(now));
                String text = Questions.text(questions.asked(asked));
                desk.message(asked.role(), asked.instance().toString(), text, now);
            }
            case Output.ApprovalVoid gone -> {
                questions
                        .withdrawn(gone.approval())
                        .ifPresent(question -> closed(question, gone.reason(), now));
                previews.gone(gone.approval());
            }
            case Output.EffectSeen seen -> actions.effectSeen(seen.instance(), now);
            case Output.ActionFailed failed ->
                    actions.failed(failed.instance(), failed.reason(), now);
            case Output.Notified told ->
                    desk.message(told.topic(), told.task().toString(), told.text(), now);
            case Output.Alert alert -> alarms.take(alert);
            case Output.TaskChanged _ -> {}
            case Output.Rejected rejected ->
                    parts.events()
                            .record(
                                    now,
                                    Severity.WARNING,
                                    Event.Kind.AUTONOMY,
                                    "policies",
                                    "not understood: "
                                            + rejected.reason()
                                            + ": "
                                            + rejected.input());
        }
    }

    private void closed(AutonomyView.Question question, String why, Instant now) {
        String text = "question " + question.number() + " needs no answer any more: " + why;
        desk.message(question.role(), question.action(), text, now);
    }

    // --- people

    /// Answers a person.
    public Answer answer(Ask.ToAutonomy ask, Instant now) {
        return governance.answer(ask, now);
    }

    /// What would come of it.
    public Answer foresee(Ask.ToAutonomy ask, Instant now) {
        return governance.foresee(ask, now);
    }

    // --- other programs

    /// Puts another program in the place of the one that runs, between two epochs: what the old one
    /// knows comes over, and what the new one does not want any more it stops itself.
    public Answer reload(Ask.ReloadPolicy ask, Instant now) {
        Optional<Answer> refusal = against(ask);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (ask.to().texts().equals(host.programs().texts())) {
            return new Answer.Accepted(false);
        }
        return switch (host.carryOver(ask.to())) {
            case CarryOver.Refused(List<String> reasons) ->
                    new Answer.Rejected(
                            Answer.Reason.CONFLICT,
                            "policy " + ask.policy() + ": " + String.join("; ", reasons));
            case CarryOver.Carried carried -> {
                host.swap(ask.to(), carried, now);
                insights.lookInto(host.program(), host.engine());
                percepts.sayAgain();
                lookDue = true;
                carried.outputs().forEach(output -> follow(output, now));
                parts.journal()
                        .append(
                                new JournalEntry.PolicyReloaded(
                                        now, ask.policy(), text(ask.policy())));
                // Of the new program, which alone can read it.
                parts.journal().append(kept(now));
                parts.events()
                        .record(
                                now,
                                Severity.NORMAL,
                                Event.Kind.AUTONOMY,
                                "policies",
                                "policy "
                                        + ask.policy()
                                        + " was reloaded by "
                                        + ask.by()
                                        + ": "
                                        + String.join(", ", host.programs().names()));
                yield new Answer.Accepted(true);
            }
        };
    }

    /// What is needed to find out what would come of it.
    public Answer foresee(Ask.ReloadPolicy ask, Instant now) {
        return against(ask)
                .orElseGet(() ->
                        new Answer.ReloadForeseen(
                                new ReloadTrial(
                                        host.running(now),
                                        ask.to().program(),
                                        HostCircumstances.frozen(
                                                parts.painter().paint(now),
                                                orders,
                                                actions,
                                                parts.names(),
                                                parts.edge()))));
    }

    private Optional<Answer> against(Ask.ReloadPolicy ask) {
        return ask.from().equals(host.programs().texts())
                ? Optional.empty()
                : Optional.of(
                        new Answer.Rejected(
                                Answer.Reason.CONFLICT,
                                "other programs run meanwhile: "
                                        + String.join(", ", host.programs().names())));
    }

    private String text(String policy) {
        return host.programs().texts().stream()
                .filter(text -> text.name().equals(policy))
                .map(PolicyText::text)
                .findFirst()
                .orElseThrow();
    }

    // --- what is shown and kept

    public AutonomyView view(Instant now) {
        List<AutonomyView.LinkForecast> forecasts = new ArrayList<>();
        for (LinkId link : parts.painter().links()) {
            parts.forecasts()
                    .flatMap(f -> f.ofLink(link))
                    .ifPresent(f -> forecasts.add(shown(link, f)));
        }
        return new AutonomyView(
                host.programs().names(),
                host.programs().texts(),
                orders.paused(),
                List.copyOf(orders.levels().values()),
                actions.views(),
                questions.waiting(now),
                orders.windows(),
                orders.maintained(),
                forecasts,
                parts.anomalies().views(),
                models());
    }

    /// Where nothing keeps it good, the model is the one of the start.
    private Optional<ModelsView> models() {
        return parts.learning()
                .map(Learning::view)
                .or(() -> parts.forecasts().map(Forecasts::view));
    }

    private static AutonomyView.LinkForecast shown(LinkId link, SeriesForecast forecast) {
        return new AutonomyView.LinkForecast(
                link,
                forecast.model(),
                forecast.at(),
                forecast.skill(),
                forecast.licensed(),
                forecast.points().stream()
                        .map(p -> new AutonomyView.Point(p.horizon(), p.p10(), p.p50(), p.p90()))
                        .toList());
    }

    /// Links that are worked on.
    public List<LinkId> maintained() {
        return orders.maintained();
    }

    /// What goes on inside.
    public Insight insight(Instant now) {
        return insights.insight(parts.painter().links(), previews.all(questions.numbers()), now);
    }

    /// Why a rule does not fire.
    public List<String> whyNot(Insight.RunningRule rule) {
        return insights.whyNot(rule);
    }

    /// Entries that lead to the present state.
    public List<JournalEntry> snapshot(Instant now) {
        List<JournalEntry> entries = new ArrayList<>();
        Instant pausedAt = orders.paused().map(AutonomyView.Paused::at).orElse(now);
        for (Ask.ToAutonomy order : orders.equivalent()) {
            entries.add(
                    new JournalEntry.AutonomyOrdered(
                            order instanceof Ask.Pause ? pausedAt : now, order));
        }
        parts.learning().ifPresent(learning -> entries.add(learning.inForce()));
        actions.memos(now).forEach(memo -> entries.add(new JournalEntry.ActionNoted(now, memo)));
        entries.addAll(actions.recollections(now));
        entries.addAll(desk.snapshot(now));
        for (PolicyText text : host.programs().texts()) {
            if (!settings.programs().texts().contains(text)) {
                entries.add(new JournalEntry.PolicyReloaded(now, text.name(), text.text()));
            }
        }
        entries.add(kept(now));
        return entries;
    }
}
