package io.teleon.controller.intent;

import io.teleon.controller.flow.Confirmation;
import io.teleon.controller.flow.FlowRule;
import io.teleon.controller.flow.FlowTables;
import io.teleon.controller.flow.MeterRule;
import io.teleon.controller.flow.Tunnel;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.report.ControllerView.LimitView;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.FulfilmentView;
import io.teleon.controller.telemetry.TunnelUse;
import io.teleon.controller.topology.HostTracker;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.Host;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.LinkId;
import io.teleon.models.time.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// All intents: who asked for what, and which of them an event concerns. Owned by the control
/// loop's thread.
///
/// Bounded: at most [#MAX_INTENTS]; of those withdrawn the newest [#MAX_WITHDRAWN] are remembered.
public final class Intents implements TunnelUse {

    static final int MAX_INTENTS = 100_000;
    static final int MAX_WITHDRAWN = 1_000;

    /// News of the network come in bursts; one look at the waiting intents serves them all.
    private static final Duration WAKE_DELAY = Duration.ofMillis(2);

    private static final Comparator<IntentRecord> TURNS =
            Comparator.comparing((IntentRecord one) -> !reserves(one))
                    .thenComparing(
                            one -> reserves(one) ? one.intent.precedence() : Precedence.AUTONOMIC,
                            Comparator.reverseOrder())
                    .thenComparingInt(one -> reserves(one) ? one.intent.tier().rank() : 0)
                    .thenComparingInt(one -> one.serial);

    private static boolean reserves(IntentRecord one) {
        return one.intent.constraints().bandwidth().isPresent();
    }

    private final NetworkState network;
    private final HostTracker hosts;
    private final JournalWriter journal;
    private final Deadlines deadlines;
    private final IntentTimings timings;
    private final Tunnels tunnels;
    private final IntentMachine machine;
    private final Admission admission;
    private final Placer placer;
    private final Standbys standbys;
    private final Steering steering;
    private final Limits limits;
    private final Prospects prospects;
    private final JoinedHosts joined;

    private final NavigableMap<IntentId, IntentRecord> byId = new TreeMap<>();
    private final NavigableMap<Integer, IntentRecord> bySerial = new TreeMap<>();
    private final Deque<IntentId> withdrawn = new ArrayDeque<>();

    private final Claims claims = new Claims();
    private int lastSerial;
    private boolean wakeSet;

    public Intents(
            NetworkState network,
            HostTracker hosts,
            FlowTables tables,
            JournalWriter journal,
            Deadlines deadlines,
            EventLog events,
            IntentTimings timings) {
        this.network = network;
        this.hosts = hosts;
        this.journal = journal;
        this.deadlines = deadlines;
        this.timings = timings;
        this.tunnels = new Tunnels(tables, journal);
        Reservations reservations = new Reservations(this::wakeSoon);
        IntentCompiler compiler = new IntentCompiler(network, hosts, reservations);
        this.placer = new Placer(tunnels, reservations);
        this.standbys = new Standbys(compiler, placer, tunnels, journal, deadlines, events);
        this.machine =
                new IntentMachine(
                        compiler, tunnels, placer, standbys, tables, journal, deadlines, events,
                        timings);
        this.steering =
                new Steering(
                        network,
                        compiler,
                        machine,
                        placer,
                        journal,
                        deadlines,
                        timings,
                        bySerial.values());
        this.admission = new Admission(compiler, claims, bySerial.values(), byId);
        this.limits = new Limits(machine, journal, events);
        this.prospects = new Prospects(network, compiler, placer);
        this.joined = new JoinedHosts(hosts, journal);
    }

    public Answer submit(Intent intent, Instant now) {
        Optional<Answer> settled = admission.settled(intent);
        if (settled.isPresent()) {
            return settled.get();
        }
        lastSerial++;
        journal.append(new JournalEntry.IntentSubmitted(now, lastSerial, intent));
        IntentRecord submitted = add(lastSerial, intent, now);
        limits.begin(submitted, now);
        machine.begin(submitted, now);
        return new Answer.Accepted(true);
    }

    /// What would come of submitting it: [Answer.Foreseen], or why it would be rejected.
    public Answer foreseeSubmit(Intent intent) {
        Optional<Answer> settled = admission.settled(intent);
        if (settled.isEmpty()) {
            return prospects.submit(intent);
        }
        return settled.get() instanceof Answer.Accepted
                ? prospects.known(Objects.requireNonNull(byId.get(intent.id())))
                : settled.get();
    }

    public Answer foreseeWithdraw(IntentId id) {
        IntentRecord known = byId.get(id);
        return known == null ? unknown(id) : prospects.withdraw(known);
    }

    public Answer foreseeMove(IntentId id, List<LinkId> avoid) {
        IntentRecord known = byId.get(id);
        return known == null
                ? unknown(id)
                : steering.againstHolding(known, avoid)
                        .orElseGet(() -> prospects.move(known, avoid));
    }

    public Answer foreseeRetry(IntentId id) {
        IntentRecord known = byId.get(id);
        return known == null ? unknown(id) : prospects.retry(known, isWaiting(known));
    }

    private IntentRecord add(int serial, Intent intent, Instant now) {
        IntentRecord added = new IntentRecord(serial, intent, now);
        byId.put(intent.id(), added);
        bySerial.put(serial, added);
        claims.add(intent);
        joined.add(intent, serial, now);
        return added;
    }

    public Answer withdraw(IntentId id, Instant now) {
        IntentRecord known = byId.get(id);
        if (known == null) {
            return unknown(id);
        }
        if (known.state == InstallState.WITHDRAWING || known.state == InstallState.WITHDRAWN) {
            return new Answer.Accepted(false);
        }
        machine.withdraw(known, now);
        return new Answer.Accepted(true);
    }

    private static Answer unknown(IntentId id) {
        return new Answer.Rejected(Answer.Reason.UNKNOWN, "there is no intent " + id);
    }

    /// A person moves an intent without a loss to the lightest path that avoids these links, as
    /// long as there is one, and keeps programs from moving it. With no links the person lets go.
    public Answer move(IntentId id, List<LinkId> avoid, Instant now) {
        IntentRecord known = byId.get(id);
        return known == null ? unknown(id) : steering.hold(known, avoid, now);
    }

    /// Pins an intent to exactly this path for a program, without losing a packet; at once where it
    /// is installed, else once it is. While the path is broken the intent takes the lightest one
    /// there is, and returns once the path is whole and the network stable.
    public SteerOutcome steer(IntentId id, List<LinkId> path, Instant now) {
        IntentRecord known = byId.get(id);
        return known == null
                ? new SteerOutcome.Impossible("there is no intent " + id)
                : steering.steer(known, path, now);
    }

    /// Undoes [#steer]: the intent goes back to its lightest path at once, without losing a packet.
    public SteerOutcome release(IntentId id, Instant now) {
        IntentRecord known = byId.get(id);
        return known == null
                ? new SteerOutcome.Impossible("there is no intent " + id)
                : steering.release(known, now);
    }

    /// Has the switch at an intent's ingress drop what exceeds this rate; empty lifts the limit.
    ///
    /// @param rate 1 kbit/s or more; what is finer is rounded
    public LimitOutcome limit(IntentId id, Optional<Bandwidth> rate, Instant now) {
        IntentRecord known = byId.get(id);
        return known == null
                ? new LimitOutcome.Impossible("there is no intent " + id)
                : limits.limit(known, rate, now);
    }

    /// The limit of an intent, wanted or failed.
    public Optional<LimitView> limitOf(IntentId id) {
        return Optional.ofNullable(byId.get(id)).flatMap(Limits::view);
    }

    public Answer retry(IntentId id, Instant now) {
        IntentRecord known = byId.get(id);
        if (known == null) {
            return unknown(id);
        }
        if (!isWaiting(known)) {
            return new Answer.Accepted(false);
        }
        known.attempts = 0;
        machine.begin(known, now);
        return new Answer.Accepted(true);
    }

    private static boolean isWaiting(IntentRecord intent) {
        return intent.state == InstallState.FAILED
                || intent.state == InstallState.PARKED
                || intent.state == InstallState.SUBMITTED;
    }

    /// Those that go by a link, or are being led by it; not those that would if another broke.
    public List<IntentId> usersOf(LinkId link) {
        return tunnels.usersOf(link).stream()
                .flatMap(serial -> intent(serial).stream())
                .filter(intent ->
                        !placer.goesBy(intent.standby, link)
                                || placer.goesBy(intent.current, link)
                                || placer.goesBy(intent.next, link))
                .map(intent -> intent.intent.id())
                .toList();
    }

    /// Restores what went by a link that is down now.
    public int linkDown(LinkId link, Instant now) {
        List<IntentRecord> users =
                inTurn(
                        tunnels.usersOf(link).stream()
                                .flatMap(serial -> intent(serial).stream())
                                .toList());
        // What none of them can have there any more may be another's way out.
        users.forEach(intent -> placer.letGo(intent, link, now));
        users.forEach(intent -> machine.linkDown(intent, link, now));
        steering.holdBackReversion(now);
        return users.size();
    }

    /// Those that want something reserved first, by precedence, tier and age, for there may not be
    /// enough for all; the others as they came.
    private static List<IntentRecord> inTurn(Collection<IntentRecord> intents) {
        return intents.stream().sorted(TURNS).toList();
    }

    /// The network gained something: intents that wait may be possible now, and others may have a
    /// better path once it has proved stable.
    public void networkGrew(Instant now) {
        wakeSoon(now);
        steering.holdBackReversion(now);
    }

    private void wakeSoon(Instant now) {
        if (!wakeSet) {
            wakeSet = true;
            deadlines.at(now.plus(WAKE_DELAY), this::wake);
        }
    }

    private void wake(Instant now) {
        wakeSet = false;
        for (IntentRecord intent : inTurn(bySerial.values())) {
            if (isWaiting(intent) && machine.isPossible(intent)) {
                intent.attempts = 0;
                machine.begin(intent, now);
            } else {
                standbys.seek(intent, now);
            }
        }
    }

    public void hostChanged(HostId host, Instant now) {
        joined.note(host, now);
        for (int serial : joined.joining(host)) {
            intent(serial).ifPresent(intent -> machine.endsChanged(intent, now));
        }
        networkGrew(now);
    }

    public void confirmed(Confirmation confirmation, Instant now) {
        switch (confirmation) {
            case Confirmation.SwitchCompared _,
                    Confirmation.ContainmentWritten _,
                    Confirmation.ContainmentErased _ -> {}
            case Confirmation.TunnelWritten(int tunnel) -> {
                for (int user : tunnels.written(tunnel)) {
                    intent(user).ifPresent(intent -> machine.tunnelWritten(intent, tunnel, now));
                }
            }
            case Confirmation.TunnelLeft(int tunnel) ->
                    deadlines.at(now.plus(timings.drain()), _ -> tunnels.releaseIfUnused(tunnel));
            case Confirmation.TunnelErased(int tunnel) -> tunnels.erased(tunnel, now);
            case Confirmation.IntentWritten(int serial, int change) ->
                    intent(serial).ifPresent(intent -> machine.written(intent, change, now));
            case Confirmation.IntentErased(int serial, int change) ->
                    intent(serial)
                            .filter(intent -> machine.erased(intent, change, now))
                            .ifPresent(this::forget);
        }
    }

    private void forget(IntentRecord intent) {
        bySerial.remove(intent.serial);
        claims.remove(intent.intent);
        limits.forget(intent);
        joined.remove(intent.intent, intent.serial);
        withdrawn.remove(intent.intent.id());
        withdrawn.add(intent.intent.id());
        if (withdrawn.size() > MAX_WITHDRAWN) {
            IntentId oldest = withdrawn.remove();
            IntentRecord remembered = byId.get(oldest);
            if (remembered != null && remembered.state == InstallState.WITHDRAWN) {
                byId.remove(oldest);
            }
        }
    }

    /// Whether a host may ask for an address here by what intents there are: one of its own leads
    /// to whoever has it, or one of theirs to it.
    public boolean isMeant(ConnectPoint at, HostId sender, Ipv4Address target) {
        return claims.leads(at, target)
                || joined.joining(sender).stream()
                        .flatMap(serial -> intent(serial).stream())
                        .anyMatch(known ->
                                known.intent instanceof Intent.HostToHost pair
                                        && (pair.source().equals(sender)
                                                ? hasAddress(pair.target(), target)
                                                : hasAddress(pair.source(), target)));
    }

    private boolean hasAddress(HostId host, Ipv4Address address) {
        return hosts.host(host).flatMap(Host::address).filter(address::equals).isPresent();
    }

    /// Those whose packets come in at this port, in order.
    public List<IntentId> enteringAt(ConnectPoint point) {
        return byId.values().stream()
                .filter(known -> isEnteringAt(known.intent, point))
                .map(known -> known.intent.id())
                .toList();
    }

    private boolean isEnteringAt(Intent intent, ConnectPoint point) {
        return switch (intent) {
            case Intent.HostToHost pair ->
                    hosts.host(pair.source()).filter(h -> h.location().equals(point)).isPresent();
            case Intent.PointToPoint points -> points.ingress().equals(point);
        };
    }

    /// A switch refused one of our rules.
    public void refused(FlowRule rule, ErrorCode error, Instant now) {
        List<Integer> concerned =
                switch (rule.owner().kind()) {
                    case BASE, CONTAINMENT -> List.of();
                    case INTENT, QUESTION -> List.of(rule.owner().serial());
                    case TUNNEL, EGRESS -> tunnels.users(rule.owner().serial());
                };
        String text = error + " from " + network.nameOf(rule.datapath());
        for (int serial : concerned) {
            intent(serial).ifPresent(intent -> refused(intent, rule, text, now));
        }
    }

    private void refused(IntentRecord intent, FlowRule rule, String text, Instant now) {
        if (rule.isMetered()) {
            limits.refused(intent, text, now);
        } else {
            machine.refused(intent, rule, text, now);
        }
    }

    /// A switch refused one of our meters.
    public void refused(MeterRule meter, ErrorCode error, Instant now) {
        limits.withMeter(meter.meter(), bySerial.values())
                .ifPresent(intent ->
                        limits.refused(
                                intent, error + " from " + network.nameOf(meter.datapath()), now));
    }

    private Optional<IntentRecord> intent(int serial) {
        return Optional.ofNullable(bySerial.get(serial));
    }

    /// Takes over what an earlier life decided. To be called once, before anything else.
    public void restore(List<JournalEntry> history, HostTracker hosts, Instant now) {
        IntentHistory past = IntentHistory.of(history);
        lastSerial = past.lastIntentSerial();
        tunnels.countFrom(past.lastTunnelSerial());
        for (Tunnel tunnel : past.tunnels()) {
            tunnels.restore(tunnel);
            tunnel.links().forEach(link -> network.presume(link, now));
        }
        // Whoever is withdrawn must not take down a tunnel that another, resumed later, uses too.
        past.intents()
                .forEach(one -> one.tunnels().forEach(tunnel -> tunnels.use(tunnel, one.serial())));
        joined.restore(history, past.intents().stream().map(one -> one.intent()).toList());
        for (IntentHistory.PastIntent one : past.intents()) {
            IntentRecord resumed = add(one.serial(), one.intent(), now);
            if (one.intent() instanceof Intent.HostToHost pair && one.placement().isPresent()) {
                Placement placement = one.placement().get();
                hosts.presume(pair.source(), placement.ingress(), Optional.empty());
                hosts.presume(pair.target(), placement.egress(), placement.targetAddress());
                joined.note(pair.source(), now);
                joined.note(pair.target(), now);
            }
            machine.resume(resumed, one, now);
            limits.restore(resumed);
        }
        tunnels.leaveUnused();
    }

    /// Entries that lead to the present state.
    public List<JournalEntry> snapshot(Instant now) {
        List<JournalEntry> entries = new ArrayList<>(joined.snapshot(now));
        entries.addAll(IntentSnapshot.of(tunnels.all(), bySerial.values(), now));
        return entries;
    }

    public List<IntentView> views() {
        return byId.values().stream().map(this::view).toList();
    }

    /// One of them, also if it was withdrawn and is still remembered.
    public Optional<IntentView> view(IntentId id) {
        return Optional.ofNullable(byId.get(id)).map(this::view);
    }

    private IntentView view(IntentRecord intent) {
        Optional<Placement> placement = intent.current.or(() -> intent.next);
        return new IntentView(
                intent.serial,
                intent.intent,
                intent.state,
                intent.reason,
                intent.holdsRules(),
                placer.links(placement),
                placement
                        .filter(p -> p.tunnel().isPresent())
                        .map(p -> tunnels.tunnel(p.tunnel().getAsInt()).tag()),
                intent.since,
                intent.attempts,
                intent.wish instanceof PathWish.Steered(List<LinkId> path)
                        ? Optional.of(path)
                        : Optional.empty(),
                intent.wish instanceof PathWish.Held,
                Limits.view(intent),
                standbys.view(intent),
                FulfilmentView.NONE,
                Optional.empty());
    }

    /// The name of the intent with this serial number.
    public Optional<IntentId> idOf(int serial) {
        return intent(serial).map(known -> known.intent.id());
    }

    @Override
    public OptionalInt tunnelOf(int serial) {
        return intent(serial)
                .flatMap(known -> known.current)
                .map(Placement::tunnel)
                .orElse(OptionalInt.empty());
    }

    @Override
    public Optional<Bandwidth> rateLimitOf(int serial) {
        return intent(serial).flatMap(known -> known.intent.terms().rateLimit());
    }

    /// The tunnel that an intent's packets go by now.
    public Optional<Tunnel> currentTunnel(int serial) {
        return intent(serial).flatMap(known -> known.current).flatMap(tunnels::of);
    }

    @Override
    public List<Integer> usersOf(int tunnel) {
        return tunnels.users(tunnel).stream()
                .filter(serial ->
                        intent(serial)
                                .filter(intent ->
                                        IntentRecord.isAt(intent.standby, tunnel)
                                                && !IntentRecord.isAt(intent.current, tunnel)
                                                && !IntentRecord.isAt(intent.next, tunnel))
                                .isEmpty())
                .toList();
    }

    /// The serial number of the intent of this name that is not withdrawn.
    public OptionalInt serialOf(IntentId id) {
        IntentRecord known = byId.get(id);
        return known == null || known.state == InstallState.WITHDRAWN
                ? OptionalInt.empty()
                : OptionalInt.of(known.serial);
    }

    /// The tunnels that may have rules in switches.
    public List<Tunnel> tunnels() {
        return tunnels.all();
    }

    /// The tunnels that intents use and whose rules all switches have confirmed, by serial number.
    public List<Tunnel> tunnelsInUse() {
        return tunnels.inUse();
    }
}
