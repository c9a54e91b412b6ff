package io.teleon.tests.behaviour;

import io.teleon.controller.act.ActionMemo;
import io.teleon.controller.act.ActionReasons;
import io.teleon.controller.act.ActionTools;
import io.teleon.controller.act.Actions;
import io.teleon.controller.act.Desk;
import io.teleon.controller.act.TargetMemo;
import io.teleon.controller.audit.AuditChain;
import io.teleon.controller.audit.ChainPoint;
import io.teleon.controller.autonomy.Programs;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.loop.Effect;
import io.teleon.controller.loop.Hands;
import io.teleon.controller.percept.DetourBook;
import io.teleon.controller.percept.IntentTraffic;
import io.teleon.controller.percept.LinkLosses;
import io.teleon.controller.percept.LinkNames;
import io.teleon.controller.percept.OfferedLoads;
import io.teleon.controller.percept.Painter;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.topology.HostTracker;
import io.teleon.controller.topology.Management;
import io.teleon.controller.topology.ManagementPlan;
import io.teleon.controller.twin.Outlook;
import io.teleon.controller.twin.Purpose;
import io.teleon.controller.twin.Verdict;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.Tier;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.HostId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Deadlines;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Value;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/// The hands of programs on a discovered network, with a policy engine, a twin and traffic that say
/// what a test wants them to say. What the actions journal outlives [#restart].
final class ActionStage {

    private static final Program PROGRAM = Programs.shipped();
    private static final Duration TICK = Duration.ofMillis(500);
    private static final int TICKS_A_LOOK = 10;

    final Rehearsal rehearsal;
    final NavigableMap<IntentId, Double> sends = new TreeMap<>();
    OptionalDouble delivered = OptionalDouble.of(1);

    /// What the port that sends into a link counts, in place of what it does.
    final NavigableMap<LinkId, Double> counted = new TreeMap<>();

    boolean twinAnswers = true;
    Verdict.Kind twinSays = Verdict.Kind.IMPROVES;

    /// What the engine was told of each instance, in order.
    final NavigableMap<InstanceId, List<Input.Progress>> told = new TreeMap<>();

    final List<Effect.Rehearse> unanswered = new ArrayList<>();
    final List<Effect.Tell> notices = new ArrayList<>();

    private final NavigableMap<HostId, ConnectPoint> hosts = new TreeMap<>();
    private final NavigableMap<Long, ActionMemo> noted = new TreeMap<>();
    private final NavigableMap<Long, ActionReasons> reasons = new TreeMap<>();
    private final NavigableMap<String, TargetMemo> targets = new TreeMap<>();
    private final List<JournalEntry.TicketNoted> tickets = new ArrayList<>();
    private final List<JournalEntry.HostSpared> spared = new ArrayList<>();
    private final TreeSet<InstanceId> stopped = new TreeSet<>();
    private final NavigableMap<InstanceId, Long> ids = new TreeMap<>();
    private ManagementPlan management = ManagementPlan.NONE;
    private Life life;
    private long number;
    private int ticks;

    /// What a restart ends.
    private final class Life {
        final Deadlines deadlines = new Deadlines();
        final LinkNames names;
        final DetourBook detours;
        final Painter painter;
        final Desk desk = new Desk(ActionStage.this::done, ActionStage.this::noted);
        final Actions actions;

        Life(Hands hands) {
            EventLog events = new EventLog(1000);
            IntentTraffic traffic = new MadeUpTraffic();
            HostTracker tracker = new HostTracker(events);
            hosts.forEach((id, port) -> tracker.presume(id, port, Optional.empty()));
            names = new LinkNames(hands.network());
            detours = new DetourBook(hands.network());
            painter =
                    new Painter(
                            hands.network(),
                            hands.intents(),
                            hands.portRates(),
                            traffic,
                            new LinkLosses(),
                            new OfferedLoads(hands.network(), tracker));
            actions =
                    new Actions(
                            new ActionTools(
                                    () -> PROGRAM,
                                    hands.network(),
                                    hands.intents(),
                                    hands.bounces(),
                                    hands.edge(),
                                    traffic,
                                    names,
                                    detours,
                                    Optional.empty(),
                                    desk,
                                    ActionStage.this::done,
                                    deadlines,
                                    events,
                                    ActionStage.this::noted,
                                    new AuditChain(_ -> {}, ChainPoint.START),
                                    (_, _, _, _, _, _) -> {},
                                    new Management(management, hands.network(), events)));
        }
    }

    /// How the controller reaches switches from now on, which a restart makes it read.
    void managed(ManagementPlan plan) {
        management = plan;
        restart();
    }

    private final class MadeUpTraffic implements IntentTraffic {
        @Override
        public Optional<Rate> ingress(IntentId intent) {
            return Optional.ofNullable(sends.get(intent))
                    .map(rate -> new Rate(new Bandwidth(rate), rehearsal.now()));
        }

        @Override
        public OptionalDouble delivered(IntentId intent) {
            return delivered;
        }
    }

    ActionStage(Topology topology) {
        rehearsal = Rehearsal.of(topology);
        for (Node node : topology.nodes()) {
            hosts.put(rehearsal.host(node.name()).id(), rehearsal.port(node.name()));
        }
        life = rehearsal.act(Life::new);
    }

    private void noted(JournalEntry entry) {
        switch (entry) {
            case JournalEntry.ActionNoted(Instant _, ActionMemo memo) -> noted.put(memo.id(), memo);
            case JournalEntry.ActionReasoned(Instant _, long id, ActionReasons why) ->
                    reasons.put(id, why);
            case JournalEntry.TargetNoted(Instant _, TargetMemo memo) ->
                    targets.put(memo.target(), memo);
            case JournalEntry.TicketNoted ticket -> tickets.add(ticket);
            case JournalEntry.HostSpared host -> spared.add(host);
            case JournalEntry other ->
                    throw new AssertionError("actions do not journal this: " + other);
        }
    }

    private void done(Effect effect) {
        switch (effect) {
            case Effect.Rehearse asked -> unanswered.add(asked);
            case Effect.Tell tell -> notices.add(tell);
            case Effect other -> throw new AssertionError("actions do not do this: " + other);
        }
    }

    // --- the network

    /// An intent from host to host, named `from.to`, that sends so many Mbit/s.
    void submit(String from, String to, double megabits) {
        Intent intent =
                new Intent.HostToHost(
                        new IntentId(from + "." + to),
                        Precedence.INTENT,
                        rehearsal.host(from).id(),
                        rehearsal.host(to).id(),
                        Tier.BRONZE);
        sends.put(intent.id(), megabits * 1e6);
        rehearsal.submit(intent);
    }

    // --- the engine

    private void run(BiConsumer<Actions, Picture> deed) {
        step((actions, picture) -> {
            deed.accept(actions, picture);
            return Optional.empty();
        });
    }

    /// One step of the loop: deadlines, the deed, and what follows from it.
    private <T> T step(BiFunction<Actions, Picture, T> deed) {
        T result =
                rehearsal.act(hands -> {
                    Instant now = rehearsal.now();
                    life.deadlines.pass(now);
                    T done = deed.apply(life.actions, counted(life.painter.paint(now)));
                    life.actions.settle(now);
                    hear();
                    return done;
                });
        if (twinAnswers) {
            answerTwin();
        }
        return result;
    }

    private Picture counted(Picture picture) {
        SequencedMap<LinkId, Picture.OfLink> links = new LinkedHashMap<>(picture.links());
        counted.forEach((id, rate) ->
                links.computeIfPresent(
                        id,
                        (_, link) ->
                                new Picture.OfLink(
                                        link.link(),
                                        link.observed(),
                                        link.up(),
                                        link.adminUp(),
                                        Optional.of(new Picture.Measured(rate, picture.at())),
                                        link.offered(),
                                        link.soon(),
                                        link.loss(),
                                        link.rxPower(),
                                        link.users())));
        return new Picture(picture.at(), links, picture.intents());
    }

    private void hear() {
        for (Input input : life.actions.drainReports()) {
            if (input instanceof Input.Reported(InstanceId instance, Input.Progress progress)) {
                told.computeIfAbsent(instance, _ -> new ArrayList<>()).add(progress);
            }
        }
    }

    Value link(String from, String to) {
        return life.names.entity(rehearsal.link(from, to));
    }

    /// The `n`th way around a link, lightest first.
    Value detour(String from, String to, int n) {
        List<DetourBook.Detour> ways = life.detours.around(rehearsal.link(from, to));
        return ways.get(n % ways.size()).name();
    }

    boolean isBarred(String from, String to, int n) {
        return life.actions.isBarred(
                rehearsal.link(from, to), life.detours.around(rehearsal.link(from, to)).get(n));
    }

    boolean isSteered(String from, String to, int n) {
        return life.actions.isSteered(
                rehearsal.link(from, to), life.detours.around(rehearsal.link(from, to)).get(n));
    }

    boolean hasDetour(String from, String to) {
        return !life.detours.around(rehearsal.link(from, to)).isEmpty();
    }

    /// @param keys how many of the arguments are the key
    InstanceId start(String unit, String action, int keys, Value... arguments) {
        InstanceId instance =
                new InstanceId(
                        new Name(unit, action), List.of(arguments).subList(0, keys), ++number);
        run((actions, picture) -> {
            actions.carryOut(
                    transition(Output.Transition.Kind.START, instance, arguments), picture);
            ids.put(instance, actions.views().getLast().id());
        });
        return instance;
    }

    InstanceId steer(String from, String to, int detour) {
        return start("net", "steer", 1, link(from, to), detour(from, to, detour));
    }

    InstanceId shift(String from, String to, int detour, double megabits) {
        return start(
                "congestion",
                "shift",
                2,
                link(from, to),
                detour(from, to, detour),
                Value.of(megabits * 1e6));
    }

    InstanceId shape(String from, String to, double megabits) {
        return start(
                "net",
                "shape",
                2,
                link(from, to),
                new Value.Word("bronze"),
                Value.of(megabits * 1e6));
    }

    /// The same as [#start], but only suggested; it keeps the number for when it is started.
    InstanceId suggest(String unit, String action, int keys, Value... arguments) {
        InstanceId instance =
                new InstanceId(
                        new Name(unit, action), List.of(arguments).subList(0, keys), number + 1);
        run((actions, picture) ->
                actions.suggest(
                        new Output.Suggested(
                                instance,
                                List.of(arguments),
                                transition(Output.Transition.Kind.START, instance).explanation()),
                        picture));
        return instance;
    }

    void modify(InstanceId instance, Value... arguments) {
        run((actions, picture) ->
                actions.carryOut(
                        transition(Output.Transition.Kind.MODIFY, instance, arguments), picture));
    }

    void stop(InstanceId instance) {
        if (stopped.add(instance)) {
            run((actions, picture) ->
                    actions.carryOut(transition(Output.Transition.Kind.STOP, instance), picture));
        }
    }

    boolean isStopped(InstanceId instance) {
        return stopped.contains(instance);
    }

    void giveUp(InstanceId instance) {
        run((actions, _) -> actions.failed(instance, "what it promised was not seen", now()));
    }

    Optional<String> undo(InstanceId instance) {
        return step((actions, _) -> actions.undo(view(instance).id(), "ann", now()));
    }

    void pause() {
        run((actions, _) -> actions.pause("ann", now()));
    }

    private static Output.Transition transition(
            Output.Transition.Kind kind, InstanceId instance, Value... arguments) {
        Explanation.Firing firing =
                new Explanation.Firing(
                        new Name("test", "proc"),
                        List.of(),
                        "rule",
                        new LinkedHashMap<>(),
                        List.of(),
                        1);
        return new Output.Transition(
                kind,
                instance,
                List.of(arguments),
                Output.Transition.Manner.REAL,
                new Explanation(
                        new TaskId(new Name("test", "task"), List.of()),
                        List.of(firing),
                        List.of()));
    }

    // --- the twin

    void answerTwin() {
        while (!unanswered.isEmpty()) {
            Effect.Rehearse asked = unanswered.removeFirst();
            if (asked.purpose() instanceof Purpose.OfAction(long id)) {
                Verdict verdict = verdict(asked);
                rehearsal.act(_ -> {
                    life.actions.rehearsed(
                            id,
                            new io.teleon.controller.twin.Rehearsal(verdict, List.of(verdict)),
                            now());
                    life.actions.settle(now());
                    hear();
                    return true;
                });
            }
        }
    }

    private Verdict verdict(Effect.Rehearse asked) {
        Outlook.Scenario none = new Outlook.Scenario(0, 0, 0, 0, Optional.empty(), 0);
        Outlook outlook = new Outlook(none, none, none, 0, 1, 0, new Outlook.Score(0, 0, 0, 0));
        return new Verdict(
                asked.chosen(),
                twinSays,
                twinSays == Verdict.Kind.REFUSED ? List.of("loop: made up") : List.of(),
                outlook,
                outlook,
                "made up");
    }

    // --- time

    /// Looks at the network now.
    void look() {
        run(Actions::look);
    }

    void play(Duration duration) {
        for (Duration left = duration; left.isPositive(); left = left.minus(TICK)) {
            rehearsal.play(TICK);
            boolean looks = ++ticks % TICKS_A_LOOK == 0;
            run((actions, picture) -> {
                if (looks) {
                    actions.look(picture);
                }
            });
        }
    }

    void playSeconds(int seconds) {
        play(Duration.ofSeconds(seconds));
    }

    /// Kills the controller and starts it again from its journal.
    void restart() {
        unanswered.clear();
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofMillis(500));
        rehearsal.play(Duration.ofMillis(501));
        List<ActionMemo> past =
                noted.values().stream()
                        .filter(memo -> memo.state().holdsNetwork() || !memo.deeds().isEmpty())
                        .toList();
        Optional<ActionMemo> newest =
                noted.isEmpty() ? Optional.empty() : Optional.of(noted.lastEntry().getValue());
        rehearsal.act(hands -> {
            life = new Life(hands);
            life.desk.restore(tickets);
            life.actions.recall(List.copyOf(targets.values()), List.copyOf(spared), now());
            life.actions.restore(past, newest, this::standing, now());
            life.actions.recall(reasons);
            life.actions.settle(now());
            hear();
            return true;
        });
        rehearsal.play(Duration.ofSeconds(2));
    }

    private Actions.Standing standing(InstanceId instance) {
        return stopped.contains(instance) ? Actions.Standing.STOPPING : Actions.Standing.WANTED;
    }

    Instant now() {
        return rehearsal.now();
    }

    // --- what is there

    List<ActionView> views() {
        return life.actions.views();
    }

    Actions actions() {
        return life.actions;
    }

    /// Empty where it was forgotten by a restart.
    Optional<ActionView> found(InstanceId instance) {
        long id = ids.getOrDefault(instance, 0L);
        return views().stream().filter(view -> view.id() == id).findFirst();
    }

    ActionView view(InstanceId instance) {
        return found(instance).orElseThrow(() -> new AssertionError("no " + instance));
    }

    ActionState state(InstanceId instance) {
        return view(instance).state();
    }

    /// Intents that go a way that a program wished.
    NavigableSet<IntentId> steered() {
        NavigableSet<IntentId> steered = new TreeSet<>();
        for (IntentView view : rehearsal.view().intents()) {
            if (view.steered().isPresent()) {
                steered.add(view.intent().id());
            }
        }
        return steered;
    }

    NavigableSet<IntentId> limited() {
        NavigableSet<IntentId> limited = new TreeSet<>();
        for (IntentView view : rehearsal.view().intents()) {
            if (Holdings.isLimited(view)) {
                limited.add(view.intent().id());
            }
        }
        return limited;
    }

    List<LinkId> way(String intent) {
        return rehearsal.intent(intent).path();
    }
}
