package io.teleon.controller.percept;

import io.teleon.controller.containment.Containment;
import io.teleon.controller.containment.Containments;
import io.teleon.controller.containment.Extent;
import io.teleon.controller.detect.ScanWatch;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Says in the words of the program `scan_guard` what hosts ask for and which of them are
/// contained. Owned by the control loop's thread.
///
/// Of a host that asks for nobody nothing is said, so that a quiet network costs nothing, unless
/// the program remembers it: that one is quiet, which is known.
public final class HostPercepts {

    private static final String UNIT = "scan_guard";

    /// Relations of which everything that holds is said at each look.
    public static final List<Name> RELATIONS = List.of(name("muted"), name("quarantined"));

    /// Hosts that the program remembers.
    public static final Name REMEMBERED = name("offender");

    private final ScanWatch scans;
    private final Containments containments;
    private final HostNames names;

    /// The rows that the engine was told of and that were not withdrawn.
    private final Set<Fact> stated = new TreeSet<>();

    public HostPercepts(ScanWatch scans, Containments containments, HostNames names) {
        this.scans = scans;
        this.containments = containments;
        this.names = names;
    }

    /// Rows that the engine remembers from an earlier life.
    public void presume(List<Fact> rows) {
        stated.addAll(rows);
    }

    /// All there is to say at a look.
    ///
    /// @param remembered rows of [#REMEMBERED]
    public List<Input> of(List<Fact> remembered, Instant now) {
        List<Input> said = new ArrayList<>();
        Set<Value> silent = new TreeSet<>();
        remembered.forEach(row -> silent.addAll(row.key()));
        for (ScanWatch.Reading reading : scans.readings(now)) {
            Value host = names.entity(reading.point());
            silent.remove(host);
            said.add(
                    new Input.Measured(
                            fact("lateral_targets", host),
                            Value.of(reading.targets()),
                            now,
                            Sources.PACKET_INS));
            reading.keptBack()
                    .ifPresent(kept ->
                            said.add(
                                    new Input.Measured(
                                            fact("kept_back", host),
                                            Value.of(kept.value()),
                                            kept.at(),
                                            Sources.FLOW_COUNTERS)));
        }
        // Who is contained is read, so that nothing is kept back at the ports of these.
        for (Value host : silent) {
            said.add(new Input.Measured(fact("lateral_targets", host), Value.of(0), now));
            said.add(new Input.Measured(fact("kept_back", host), Value.of(0), now));
        }
        Set<Fact> holds = new TreeSet<>();
        for (Containment one : containments.inForce()) {
            holds.add(fact(relation(one.extent()), names.entity(one.point())));
        }
        holds.forEach(fact -> said.add(new Input.Stated(fact, true, now, Sources.ACTIONS)));
        stated.stream()
                .filter(fact -> !holds.contains(fact))
                .forEach(fact -> said.add(new Input.Withdrawn(fact)));
        stated.clear();
        stated.addAll(holds);
        RELATIONS.forEach(relation -> said.add(new Input.Complete(relation, now)));
        return said;
    }

    private static String relation(Extent extent) {
        return switch (extent) {
            case QUESTIONS -> "muted";
            case EVERYTHING -> "quarantined";
        };
    }

    private static Fact fact(String percept, Value host) {
        return new Fact(name(percept), List.of(host));
    }

    private static Name name(String local) {
        return new Name(UNIT, local);
    }
}
