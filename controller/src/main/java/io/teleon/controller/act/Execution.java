package io.teleon.controller.act;

import io.teleon.controller.containment.Containment;
import io.teleon.controller.intent.LimitOutcome;
import io.teleon.controller.intent.SteerOutcome;
import io.teleon.controller.loop.Effect;
import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.report.ControllerView.LimitStage;
import io.teleon.controller.topology.BounceOutcome;
import io.teleon.controller.twin.Candidate;
import io.teleon.controller.twin.Purpose;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Tier;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.LinkId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// How each kind of action is planned, done and released. It keeps nothing but what an [Action]
/// holds.
final class Execution {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);

    private final ActionTools tools;
    private final Planner planner;
    private final Rehearsals rehearsals;
    private final Containing containing;

    Execution(ActionTools tools) {
        this.tools = tools;
        Foresight toAct = Foresight.toAct(tools.forecasts());
        this.planner = new Planner(tools.network(), tools.names(), toAct);
        this.containing = new Containing(tools, planner);
        this.rehearsals = new Rehearsals(tools.network(), toAct, tools.management());
    }

    boolean touchesNetwork(Action action) {
        return switch (action.name()) {
            case "steer", "shift", "shape", "bounce_port", "mute", "quarantine" -> true;
            default -> false;
        };
    }

    /// Whether it is given up where it helped and the trouble came back: not what keeps a host from
    /// harm, for whoever begins again would be let do so in the end.
    boolean isGivenUp(Action action) {
        return touchesNetwork(action) && Containing.extent(action).isEmpty();
    }

    Containing containing() {
        return containing;
    }

    // --- plans

    Plan plan(Action action, Picture now, Predicate<IntentId> free) {
        Optional<Detour> detour = detour(action);
        return switch (action.name()) {
            case "steer", "shift" ->
                    detour.isEmpty()
                            ? new Plan.Impossible("the path it names is not known any more")
                            : planBy(action, detour.get(), now, free);
            case "shape" -> planShape(action, now, free);
            case "bounce_port" ->
                    action.link
                            .<Plan>map(planner::bounce)
                            .orElseGet(() -> new Plan.Impossible("it names no link"));
            case "mute", "quarantine" -> containing.plan(action);
            case "open_ticket" ->
                    new Plan.Paper(team(action), List.of("ticket for " + team(action)));
            case "close_ticket" ->
                    new Plan.Paper(team(action), List.of("ticket of " + team(action) + " closed"));
            default ->
                    new Plan.Impossible(
                            "this controller has no hands for '" + action.instance.action() + "'");
        };
    }

    /// The same with another detour.
    Plan planBy(Action action, Detour detour, Picture now, Predicate<IntentId> free) {
        if (action.link.isEmpty() || !now.links().containsKey(action.link.get())) {
            return new Plan.Impossible("the link it names is not known any more");
        }
        LinkId link = action.link.get();
        return action.name().equals("steer")
                ? planner.steer(now, link, detour, action.held, free)
                : planner.shift(now, link, detour, amount(action), action.held, free);
    }

    private Plan planShape(Action action, Picture now, Predicate<IntentId> free) {
        Optional<Tier> tier =
                action.arguments.stream()
                        .flatMap(v ->
                                v instanceof Value.Word(String word)
                                        ? List.of(Tier.values()).stream()
                                                .filter(t ->
                                                        t.name()
                                                                .toLowerCase(Locale.ROOT)
                                                                .equals(word))
                                        : java.util.stream.Stream.<Tier>empty())
                        .findFirst();
        return action.link.isEmpty() || tier.isEmpty()
                ? new Plan.Impossible("it names no link or no tier")
                : planner.shape(now, action.link.get(), tier.get(), amount(action), free);
    }

    /// Whether it asks for an amount that is none.
    static boolean asksForNothing(Action action) {
        return action.arguments.stream()
                .anyMatch(v -> v instanceof Value.Quantity(double amount) && !(amount > 0));
    }

    private static double amount(Action action) {
        return action.arguments.stream()
                .flatMap(v ->
                        v instanceof Value.Quantity(double amount)
                                ? java.util.stream.Stream.of(amount)
                                : java.util.stream.Stream.<Double>empty())
                .findFirst()
                .orElse(0.0);
    }

    private static String team(Action action) {
        return action.arguments.stream()
                .flatMap(v ->
                        v instanceof Value.Text(String text)
                                ? java.util.stream.Stream.of(text)
                                : java.util.stream.Stream.<String>empty())
                .findFirst()
                .orElse("noc");
    }

    /// What must not be done whatever a program or the twin says.
    Optional<String> forbidden(Plan plan, Picture now) {
        if (plan instanceof Plan.Bounce(LinkId link, _)) {
            Optional<String> obstacle = tools.management().obstacle(link);
            if (obstacle.isPresent()) {
                return obstacle;
            }
            return Isolation.by(link, tools.network().usable().topology(), tools.network()::nameOf);
        }
        return plan instanceof Plan.Contain contain
                ? containing.forbidden(contain)
                : Optional.empty();
    }

    // --- the twin

    void rehearse(Action action, Plan plan, SequencedMap<String, Plan> alternatives, Picture now) {
        Candidate chosen = candidate(action, plan).orElseThrow();
        List<Candidate> others = new ArrayList<>();
        alternatives.forEach(
                (name, other) -> Rehearsals.candidate(name, other).ifPresent(others::add));
        tools.effects()
                .accept(
                        new Effect.Rehearse(
                                new Purpose.OfAction(action.id),
                                rehearsals.beliefs(now, action.link, new TreeMap<>()),
                                chosen,
                                others));
    }

    /// What the twin is asked about a plan.
    Optional<Candidate> candidate(Action action, Plan plan) {
        return Rehearsals.candidate(
                detour(action).map(Rehearsals::name).orElse(action.name()), plan);
    }

    /// The detour that its arguments name now.
    Optional<Detour> detour(Action action) {
        return action.arguments.stream()
                .flatMap(v -> tools.detours().detour(v).stream())
                .findFirst();
    }

    Optional<ActionView.Foreseen> foreseen(Action action, Picture now) {
        if (action.link.isEmpty() || tools.forecasts().isEmpty()) {
            return Optional.empty();
        }
        LinkId link = action.link.get();
        double capacity =
                now.links().containsKey(link) ? now.links().get(link).capacity() : Double.NaN;
        return tools.forecasts()
                .get()
                .ofLink(link)
                .flatMap(f ->
                        ShownForecast.of(f, "offered(" + tools.names().name(link) + ")", capacity));
    }

    // --- doing

    /// Notes what will have to be taken back.
    void arm(Action action, Plan plan) {
        switch (plan) {
            case Plan.Paths paths -> action.held.putAll(paths.paths());
            case Plan.Limits limits -> action.limited.putAll(limits.limits());
            case Plan.Contain contain -> containing.arm(action, contain);
            case Plan.Bounce _, Plan.Impossible _, Plan.Paper _ -> {}
        }
    }

    /// @return why nothing of it could be done, if so
    Optional<String> carryOut(Action action, Plan plan, Instant now) {
        return switch (plan) {
            case Plan.Paths paths -> steer(action, paths.paths(), now);
            case Plan.Limits limits -> limit(action, limits.limits(), now);
            case Plan.Bounce(LinkId link, _) ->
                    switch (tools.bounces().bounce(link.source(), Actions.BOUNCE_OUTAGE, now)) {
                        case BounceOutcome.Impossible(String reason) -> Optional.of(reason);
                        case BounceOutcome _ -> Optional.empty();
                    };
            case Plan.Contain contain -> containing.carryOut(action, contain, now);
            case Plan.Impossible(String reason) -> Optional.of(reason);
            case Plan.Paper _ -> Optional.empty();
        };
    }

    private Optional<String> steer(
            Action action, SequencedMap<IntentId, List<LinkId>> paths, Instant now) {
        String last = "";
        for (var one : paths.entrySet()) {
            switch (tools.intents().steer(one.getKey(), one.getValue(), now)) {
                case SteerOutcome.Moving _, SteerOutcome.AlreadyThere _ ->
                        action.held.put(one.getKey(), one.getValue());
                case SteerOutcome.Impossible(String reason) -> {
                    letGo(action, one.getKey(), now);
                    last = reason;
                }
                case SteerOutcome.HeldByPerson(String reason) -> {
                    action.held.remove(one.getKey());
                    last = reason;
                }
            }
        }
        return action.held.isEmpty() ? Optional.of(last) : Optional.empty();
    }

    /// What is no longer held must not stay where it was led.
    private void letGo(Action action, IntentId intent, Instant now) {
        action.held.remove(intent);
        tools.intents().release(intent, now);
    }

    private Optional<String> limit(
            Action action, SequencedMap<IntentId, Bandwidth> limits, Instant now) {
        String last = "";
        for (var one : limits.entrySet()) {
            switch (tools.intents().limit(one.getKey(), Optional.of(one.getValue()), now)) {
                case LimitOutcome.Changing _, LimitOutcome.AlreadyThere _ ->
                        action.limited.put(one.getKey(), one.getValue());
                case LimitOutcome.Impossible(String reason) -> {
                    action.limited.remove(one.getKey());
                    last = reason;
                }
            }
        }
        return action.limited.isEmpty() ? Optional.of(last) : Optional.empty();
    }

    /// Takes on a modified plan; what it does not name any more is released.
    void change(Action action, Plan plan, Instant now) {
        action.plan = Optional.of(plan);
        action.diff = plan.diff();
        action.detour = detour(action).map(Rehearsals::name).or(() -> action.detour);
        switch (plan) {
            case Plan.Paths paths -> {
                for (IntentId id : List.copyOf(action.held.sequencedKeySet())) {
                    if (!paths.paths().containsKey(id)) {
                        letGo(action, id, now);
                    }
                }
                steer(action, paths.paths(), now);
            }
            case Plan.Limits limits -> {
                for (IntentId id : List.copyOf(action.limited.sequencedKeySet())) {
                    if (!limits.limits().containsKey(id)) {
                        action.limited.remove(id);
                        tools.intents().limit(id, Optional.empty(), now);
                    }
                }
                limit(action, limits.limits(), now);
            }
            case Plan.Contain _, Plan.Bounce _, Plan.Impossible _, Plan.Paper _ -> {}
        }
    }

    void tell(Action action, Plan.Paper paper, Instant now) {
        String subject = action.link.map(this::cable).orElse(action.target);
        if (action.name().equals("open_ticket")) {
            tools.desk()
                    .openTicket(
                            paper.team(),
                            subject,
                            action.target,
                            subject + ": see " + action.shown(),
                            now);
        } else {
            tools.desk()
                    .closeTicket(
                            paper.team(), subject, action.target, subject + " is well again", now);
        }
    }

    /// Both directions of a cable are one thing to whoever has to go there.
    private String cable(LinkId link) {
        String one = tools.names().name(link);
        String other = tools.names().name(link.reversed());
        return one.compareTo(other) <= 0 ? one : other;
    }

    // --- watching

    Duration timeout(Action action) {
        return declaration(action).flatMap(Declaration.Action::timeout).orElse(USUAL_TIMEOUT);
    }

    Duration within(Action action) {
        return declaration(action).flatMap(Declaration.Action::within).orElse(Duration.ZERO);
    }

    List<String> shown(Action action) {
        return Shown.arguments(declaration(action), action.arguments);
    }

    private Optional<Declaration.Action> declaration(Action action) {
        return tools.program().get().actions().stream()
                .filter(a -> a.name().equals(action.instance.action()))
                .findFirst();
    }

    /// Whether every switch has confirmed what is wanted; an intent that broke meanwhile is let go.
    boolean isInForce(Action action, Instant now) {
        if (action.plan.orElseThrow() instanceof Plan.Bounce(LinkId link, _)) {
            return !tools.bounces().isUnderWay(link.source());
        }
        if (Containing.isMeantBy(action)) {
            return containing.isInForce(action);
        }
        for (IntentId id : List.copyOf(action.held.sequencedKeySet())) {
            Optional<IntentView> view = tools.intents().view(id);
            boolean gone = view.isEmpty() || isGone(view.get().state());
            if (gone) {
                letGo(action, id, now);
            } else if (view.get().state() != InstallState.INSTALLED) {
                return false;
            }
        }
        for (IntentId id : List.copyOf(action.limited.sequencedKeySet())) {
            var limit = tools.intents().limitOf(id);
            if (limit.isEmpty() || limit.get().stage() == LimitStage.FAILED) {
                action.limited.remove(id);
            } else if (limit.get().stage() == LimitStage.PENDING) {
                return false;
            }
        }
        return true;
    }

    private static boolean isGone(InstallState state) {
        return switch (state) {
            case FAILED, PARKED, WITHDRAWING, WITHDRAWN -> true;
            case SUBMITTED, COMPILING, INSTALLING, INSTALLED, REROUTING -> false;
        };
    }

    boolean holdsNothing(Action action) {
        return Containing.isMeantBy(action)
                ? containing.isSetFree(action)
                : action.held.isEmpty() && action.limited.isEmpty();
    }

    /// Gives back everything it holds.
    void release(Action action, Instant now) {
        action.held.sequencedKeySet().forEach(id -> tools.intents().release(id, now));
        action.limited
                .sequencedKeySet()
                .forEach(id -> tools.intents().limit(id, Optional.empty(), now));
        containing.free(action, now);
    }

    boolean isReleased(Action action) {
        if (containing.of(action.id).isPresent()) {
            return false; // some of it may be in its switch yet
        }
        if (action.plan.isPresent()
                && action.plan.get() instanceof Plan.Bounce(LinkId link, _)
                && tools.bounces().isUnderWay(link.source())) {
            return false;
        }
        for (IntentId id : action.held.sequencedKeySet()) {
            Optional<IntentView> view = tools.intents().view(id);
            if (view.isPresent()
                    && (view.get().state() == InstallState.REROUTING
                            || view.get().state() == InstallState.INSTALLING)) {
                return false;
            }
        }
        return true;
    }

    /// Intents that a person has taken over since: they are held no more.
    List<IntentId> takenOver(Action action, Picture now) {
        List<IntentId> taken = new ArrayList<>();
        for (IntentId id : List.copyOf(action.held.sequencedKeySet())) {
            OfIntent intent = now.intents().get(id);
            if (intent == null
                    || intent.view().heldByPerson()
                    || intent.view().steered().isEmpty()) {
                action.held.remove(id);
                if (intent != null) {
                    taken.add(id);
                }
            }
        }
        return taken;
    }

    /// How those fare whom a plan affects.
    Measure measure(Action action, Plan plan, Picture now) {
        Affected affected = Affected.of(plan, action.link, now);
        return Measure.of(now, tools.traffic(), affected.intents(), affected.links());
    }

    // --- restarts

    Action resume(ActionMemo memo) {
        Optional<Containment> contained = containing.of(memo.id());
        Action action =
                new Action(
                        memo.id(),
                        memo.instance(),
                        memo.arguments(),
                        memo.rule(),
                        memo.link(),
                        contained.map(Containment::point),
                        memo.link()
                                .map(tools.names()::name)
                                .or(() -> contained.map(Containment::host))
                                .orElse(""),
                        Optional.empty(),
                        memo.proposedAt());
        action.shownArguments = shown(action);
        action.detour = memo.detour();
        action.held.putAll(memo.held());
        action.limited.putAll(memo.limited());
        action.confirmed = memo.confirmed();
        action.deeds.addAll(memo.deeds());
        action.before = memo.baseline().map(Measure::of);
        action.watchedSince = memo.baseline().flatMap(ActionMemo.Baseline::watchedSince);
        action.state = memo.state();
        if (memo.instance().action().local().equals("bounce_port") && memo.link().isPresent()) {
            action.plan = Optional.of(planner.bounce(memo.link().get()));
        } else if (contained.isPresent()) {
            action.plan = Optional.of(Containing.again(contained.get()));
        } else if (memo.state() == ActionState.ACTIVE || memo.state() == ActionState.CONFIRMED) {
            action.plan =
                    Optional.of(
                            memo.held().isEmpty()
                                    ? new Plan.Limits(memo.limited(), List.of())
                                    : new Plan.Paths(
                                            new LinkedHashMap<>(memo.held()), 0, 0, List.of()));
        }
        return action;
    }
}
