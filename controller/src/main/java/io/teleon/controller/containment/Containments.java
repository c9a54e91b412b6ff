package io.teleon.controller.containment;

import io.teleon.controller.flow.Confirmation;
import io.teleon.controller.flow.FlowTables;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.controller.topology.Management;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.intent.Precedence;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The hosts that are contained, and for whom. Owned by the control loop's thread.
///
/// | stage | | next |
/// |---|---|---|
/// | written | its rule is on its way | in force, when the switch confirms; freeing |
/// | in force | | freeing, when it is wanted no more |
/// | freeing | the removal is on its way | gone, when the switch confirms |
///
/// Bounded: at most [#MOST] at a time; further wishes are refused.
public final class Containments {

    public static final int MOST = 1000;

    private final NetworkState network;
    private final FlowTables tables;
    private final JournalWriter journal;
    private final EventLog events;
    private final Management management;
    private final NavigableMap<Integer, Held> bySerial = new TreeMap<>();
    private int lastSerial;

    private static final class Held {
        final Containment wanted;
        boolean inForce;
        boolean freeing;

        Held(Containment wanted) {
            this.wanted = wanted;
        }
    }

    /// @param management the controller's own way: nobody is contained at its ports
    public Containments(
            NetworkState network,
            FlowTables tables,
            JournalWriter journal,
            EventLog events,
            Management management) {
        this.network = network;
        this.tables = tables;
        this.journal = journal;
        this.events = events;
        this.management = management;
    }

    /// Whether a port belongs to the network or to its management, not to a host.
    public boolean isInfrastructure(ConnectPoint point) {
        return management.carries(point) || network.isLinkEnd(point);
    }

    /// Why nothing at this port may be contained, if so.
    public Optional<String> obstacle(ConnectPoint point) {
        String port = "port " + network.name(point) + " ";
        if (management.carries(point)) {
            return Optional.of(port + "carries the controller's own way: containing it is refused");
        }
        if (network.isLinkEnd(point)) {
            return Optional.of(port + "leads to another switch: there is no host to contain");
        }
        return network.port(point).isEmpty() || !point.port().isPhysical()
                ? Optional.of(port + "is not there")
                : Optional.empty();
    }

    /// Has what is plugged in at a port contained until it is set free.
    public ContainOutcome contain(
            ConnectPoint point,
            String host,
            Extent extent,
            Precedence precedence,
            String holder,
            Instant now) {
        Optional<String> obstacle = obstacle(point);
        if (obstacle.isPresent()) {
            return new ContainOutcome.Impossible(obstacle.get());
        }
        if (bySerial.size() >= MOST) {
            return new ContainOutcome.Impossible(
                    "there are " + MOST + " containments already, which is the most");
        }
        Containment wanted =
                new Containment(lastSerial + 1, point, host, extent, precedence, holder);
        Optional<Containment> like =
                wanted().stream().filter(other -> other.isLike(wanted)).findFirst();
        if (like.isPresent()) {
            return new ContainOutcome.Impossible(
                    like.get().holder() + " contains " + host + " so already");
        }
        lastSerial++;
        journal.append(new JournalEntry.PortContained(now, wanted));
        add(wanted);
        return new ContainOutcome.Containing(wanted);
    }

    private void add(Containment wanted) {
        bySerial.put(wanted.serial(), new Held(wanted));
        ContainmentRules.of(wanted).forEach(tables::put);
        tables.await(
                new Confirmation.ContainmentWritten(wanted.serial()),
                List.of(wanted.point().datapath()));
    }

    /// Takes it back; nothing happens where it is not there or being taken back already.
    public void free(int serial, Instant now) {
        Held held = bySerial.get(serial);
        if (held == null || held.freeing) {
            return;
        }
        held.freeing = true;
        held.inForce = false;
        journal.append(new JournalEntry.PortFreeing(now, serial));
        ContainmentRules.of(held.wanted).forEach(tables::remove);
        tables.await(
                new Confirmation.ContainmentErased(serial),
                List.of(held.wanted.point().datapath()));
    }

    /// A switch has confirmed.
    public void confirmed(Confirmation confirmation, Instant now) {
        if (confirmation instanceof Confirmation.ContainmentWritten(int serial)) {
            held(serial).filter(held -> !held.freeing).ifPresent(held -> held.inForce = true);
        } else if (confirmation instanceof Confirmation.ContainmentErased(int serial)
                && bySerial.remove(serial) != null) {
            journal.append(new JournalEntry.PortFreed(now, serial));
        }
    }

    /// A switch refused the rule of one.
    public void refused(int serial, String reason, Instant now) {
        Optional<Held> held = held(serial).filter(one -> !one.freeing);
        if (held.isPresent()) {
            events.record(
                    now,
                    Severity.MINOR,
                    Event.Kind.SWITCH_ERROR,
                    held.get().wanted.point(),
                    held.get().wanted.host() + " could not be contained: " + reason);
            free(serial, now);
        }
    }

    /// A link was found: what was contained at its ends is no host, and must not be cut off.
    public void linkFound(LinkId link, Instant now) {
        for (Containment one : wanted()) {
            if (one.point().equals(link.source()) || one.point().equals(link.target())) {
                events.record(
                        now,
                        Severity.WARNING,
                        Event.Kind.CONTAINMENT,
                        one.point(),
                        network.name(one.point())
                                + " leads to another switch now: it is contained for "
                                + one.holder()
                                + " no more");
                free(one.serial(), now);
            }
        }
    }

    private Optional<Held> held(int serial) {
        return Optional.ofNullable(bySerial.get(serial));
    }

    /// Whether its switch has confirmed it, and it is not being taken back.
    public boolean isInForce(int serial) {
        return held(serial).filter(held -> held.inForce).isPresent();
    }

    /// Whether it is wanted, confirmed or not.
    public boolean isWanted(int serial) {
        return held(serial).filter(held -> !held.freeing).isPresent();
    }

    /// Whether nothing of it is left in any switch.
    public boolean isGone(int serial) {
        return !bySerial.containsKey(serial);
    }

    /// Those that are wanted, in the order in which they were.
    public List<Containment> wanted() {
        return bySerial.values().stream()
                .filter(held -> !held.freeing)
                .map(held -> held.wanted)
                .toList();
    }

    /// Those that switches have confirmed.
    public List<Containment> inForce() {
        return bySerial.values().stream()
                .filter(held -> held.inForce)
                .map(held -> held.wanted)
                .toList();
    }

    /// Whether what an entry of a containment counts are questions.
    public static boolean countsQuestions(FlowEntry entry) {
        return ContainmentRules.countsQuestions(entry.match());
    }

    /// What this holder wants, or what is left of it where that is being taken back.
    public Optional<Containment> of(String holder) {
        return bySerial.values().stream()
                .map(held -> held.wanted)
                .filter(wanted -> wanted.holder().equals(holder))
                .findFirst();
    }

    /// The one with this number, wanted or being taken back.
    public Optional<Containment> of(int serial) {
        return held(serial).map(held -> held.wanted);
    }

    /// Who keeps back everything that is sent at this port, if anybody.
    public Optional<Containment> shut(ConnectPoint point) {
        return wanted().stream()
                .filter(one -> one.point().equals(point) && one.extent() == Extent.EVERYTHING)
                .findFirst();
    }

    /// Whether everything that is sent at this port is kept back.
    public boolean isShut(ConnectPoint point) {
        return shut(point).isPresent();
    }

    // --- restarts

    /// Takes over what an earlier life contained. To be called once, before anything else.
    public void restore(List<JournalEntry> history) {
        NavigableMap<Integer, Containment> past = new TreeMap<>();
        for (JournalEntry entry : history) {
            if (entry instanceof JournalEntry.PortContained(Instant _, Containment wanted)) {
                past.put(wanted.serial(), wanted);
                lastSerial = Math.max(lastSerial, wanted.serial());
            } else if (entry instanceof JournalEntry.PortFreeing(Instant _, int serial)) {
                // What is left of it in its switch is nobody's, and goes when that is compared.
                past.remove(serial);
                lastSerial = Math.max(lastSerial, serial);
            } else if (entry instanceof JournalEntry.PortFreed(Instant _, int serial)) {
                past.remove(serial);
                lastSerial = Math.max(lastSerial, serial);
            }
        }
        past.values().forEach(this::add);
    }

    /// Entries that lead to the present state, and to the same serial numbers.
    public List<JournalEntry> snapshot(Instant now) {
        List<JournalEntry> entries = new ArrayList<>();
        if (lastSerial > 0) {
            // Lest a number be given again; whoever has the last one follows.
            entries.add(new JournalEntry.PortFreed(now, lastSerial));
        }
        wanted().forEach(wanted -> entries.add(new JournalEntry.PortContained(now, wanted)));
        return List.copyOf(entries);
    }
}
