package io.teleon.simulator.network;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.PortNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/// An installed flow entry with its counters and time-outs. Owned by its switch.
public final class FlowEntry implements Counted {

    private final TableId table;
    private final int priority;
    private final Match match;
    private final long cookie;
    private final Duration idleTimeout;
    private final Duration hardTimeout;
    private final Set<FlowMod.Flag> flags;
    private final long sequence;
    private final Instant installed;
    private final Counter counter = new Counter();
    private List<Instruction> instructions;
    private Instant lastUsed;

    FlowEntry(FlowMod add, long sequence, Instant now) {
        this.table = add.table();
        this.priority = add.priority();
        this.match = add.match();
        this.cookie = add.cookie();
        this.idleTimeout = add.idleTimeout();
        this.hardTimeout = add.hardTimeout();
        this.flags = add.flags();
        this.instructions = add.instructions();
        this.sequence = sequence;
        this.installed = now;
        this.lastUsed = now;
    }

    public TableId table() {
        return table;
    }

    public int priority() {
        return priority;
    }

    public Match match() {
        return match;
    }

    public long cookie() {
        return cookie;
    }

    public List<Instruction> instructions() {
        return instructions;
    }

    /// Whether it is the entry for packets that no other takes (OpenFlow 1.3.5 section 5.4).
    public boolean isTableMiss() {
        return priority == 0 && match.terms().isEmpty();
    }

    Set<FlowMod.Flag> flags() {
        return flags;
    }

    Duration idleTimeout() {
        return idleTimeout;
    }

    Duration hardTimeout() {
        return hardTimeout;
    }

    /// When it was added relative to the other entries of its switch.
    long sequence() {
        return sequence;
    }

    Duration duration(Instant now) {
        return Duration.between(installed, now);
    }

    void modify(FlowMod modify) {
        instructions = modify.instructions();
        if (modify.flags().contains(FlowMod.Flag.RESET_COUNTS)) {
            counter.reset();
        }
    }

    void takeCounts(FlowEntry replaced) {
        counter.copy(replaced.counter);
    }

    @Override
    public void credit(double packets, double bytes, Instant now) {
        counter.add(packets, bytes);
        if (packets > 0 && now.isAfter(lastUsed)) {
            lastUsed = now;
        }
    }

    /// Packets taken; all bits set where the entry was told not to count them.
    public long packets() {
        return flags.contains(FlowMod.Flag.NO_PKT_COUNTS) ? -1 : counter.packets();
    }

    /// Bytes taken; all bits set where the entry was told not to count them.
    public long bytes() {
        return flags.contains(FlowMod.Flag.NO_BYT_COUNTS) ? -1 : counter.bytes();
    }

    Optional<Instant> idleDeadline() {
        return idleTimeout.isZero() ? Optional.empty() : Optional.of(lastUsed.plus(idleTimeout));
    }

    Optional<Instant> hardDeadline() {
        return hardTimeout.isZero() ? Optional.empty() : Optional.of(installed.plus(hardTimeout));
    }

    /// The first instant at which it expires if no packet comes.
    Optional<Instant> deadline() {
        Optional<Instant> idle = idleDeadline();
        Optional<Instant> hard = hardDeadline();
        if (idle.isEmpty() || hard.isEmpty()) {
            return idle.or(() -> hard);
        }
        return idle.get().isBefore(hard.get()) ? idle : hard;
    }

    boolean outputsTo(PortNumber port) {
        return anyAction(a -> a instanceof Action.Output output && output.port().equals(port));
    }

    boolean usesGroup(int groupId) {
        return anyAction(a -> a instanceof Action.Group group && group.groupId() == groupId);
    }

    /// The groups that its actions name, each once.
    List<Integer> groups() {
        List<Integer> groups = new ArrayList<>();
        for (Action action : actions()) {
            if (action instanceof Action.Group group && !groups.contains(group.groupId())) {
                groups.add(group.groupId());
            }
        }
        return groups;
    }

    OptionalInt meter() {
        for (Instruction instruction : instructions) {
            if (instruction instanceof Instruction.Meter meter) {
                return OptionalInt.of(meter.meterId());
            }
        }
        return OptionalInt.empty();
    }

    private boolean anyAction(Predicate<Action> wanted) {
        return actions().stream().anyMatch(wanted);
    }

    /// The actions of all instructions, applied and written.
    List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        for (Instruction instruction : instructions) {
            switch (instruction) {
                case Instruction.ApplyActions apply -> actions.addAll(apply.actions());
                case Instruction.WriteActions write -> actions.addAll(write.actions());
                case Instruction.Meter _,
                        Instruction.ClearActions _,
                        Instruction.WriteMetadata _,
                        Instruction.GotoTable _ -> {}
            }
        }
        return actions;
    }

    MultipartReply.FlowEntry statistics(Instant now) {
        return new MultipartReply.FlowEntry(
                table,
                priority,
                match,
                cookie,
                instructions,
                duration(now),
                idleTimeout,
                hardTimeout,
                flags,
                packets(),
                bytes());
    }

    @Override
    public String toString() {
        return "table " + table + " priority " + priority + " " + match + " " + instructions;
    }
}
