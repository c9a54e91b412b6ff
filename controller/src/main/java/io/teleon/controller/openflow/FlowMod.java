package io.teleon.controller.openflow;

import io.teleon.models.network.PortNumber;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Adds, changes or deletes flow entries (OFPT_FLOW_MOD, OpenFlow 1.3.5 sections 6.4 and 7.3.4.1).
///
/// @param cookieMask which cookie bits a modify or delete demands; unused by add
/// @param idleTimeout whole seconds up to 65535, zero for none
/// @param hardTimeout whole seconds up to 65535, zero for none
/// @param outPort what a delete demands as output, else [PortNumber#ANY]
/// @param outGroup what a delete demands as group, else [#ANY_GROUP]
/// @param instructions in their order of execution, at most one of each kind
public record FlowMod(
        int xid,
        Command command,
        TableId table,
        int priority,
        Match match,
        long cookie,
        long cookieMask,
        Duration idleTimeout,
        Duration hardTimeout,
        int bufferId,
        PortNumber outPort,
        int outGroup,
        Set<Flag> flags,
        List<Instruction> instructions)
        implements OpenFlowMessage {

    public static final int NO_BUFFER = 0xffffffff;
    public static final int ANY_GROUP = 0xffffffff;
    public static final int MAX_PRIORITY = 65535;

    public FlowMod {
        if (priority < 0 || priority > MAX_PRIORITY) {
            throw new IllegalArgumentException("priority " + priority + " outside 0..65535");
        }
        requireSeconds("idle timeout", idleTimeout);
        requireSeconds("hard timeout", hardTimeout);
        flags = flags.isEmpty() ? EnumSet.noneOf(Flag.class) : EnumSet.copyOf(flags);
        flags = java.util.Collections.unmodifiableSet(flags);
        instructions =
                instructions.stream().sorted(Comparator.comparingInt(Instruction::order)).toList();
        for (int i = 1; i < instructions.size(); i++) {
            if (instructions.get(i).order() == instructions.get(i - 1).order()) {
                throw new IllegalArgumentException(
                        "two instructions of one kind: " + instructions.get(i));
            }
        }
    }

    private static void requireSeconds(String name, Duration timeout) {
        if (timeout.isNegative()
                || !timeout.equals(timeout.truncatedTo(ChronoUnit.SECONDS))
                || timeout.toSeconds() > 65535) {
            throw new IllegalArgumentException(
                    name + " " + timeout + " is not 0..65535 whole seconds");
        }
    }

    /// OFPFC_*, in the order of the wire.
    public enum Command {
        ADD,
        MODIFY,
        MODIFY_STRICT,
        DELETE,
        DELETE_STRICT
    }

    /// OFPFF_*, in the order of the wire's bits.
    public enum Flag {
        SEND_FLOW_REM,
        CHECK_OVERLAP,
        RESET_COUNTS,
        NO_PKT_COUNTS,
        NO_BYT_COUNTS
    }

    /// An add without time-outs.
    public static FlowMod add(
            int xid,
            TableId table,
            int priority,
            Match match,
            long cookie,
            List<Instruction> instructions) {
        return of(xid, Command.ADD, table, priority, match, cookie, 0, instructions);
    }

    /// Deletes exactly this entry, if its cookie is this one.
    public static FlowMod deleteStrict(
            int xid, TableId table, int priority, Match match, long cookie) {
        return of(xid, Command.DELETE_STRICT, table, priority, match, cookie, -1L, List.of());
    }

    /// Deletes every entry of all tables whose cookie equals `cookie` under `mask`.
    public static FlowMod deleteByCookie(int xid, long cookie, long mask) {
        return of(xid, Command.DELETE, TableId.ALL, 0, Match.ANY, cookie, mask, List.of());
    }

    private static FlowMod of(
            int xid,
            Command command,
            TableId table,
            int priority,
            Match match,
            long cookie,
            long cookieMask,
            List<Instruction> instructions) {
        return new FlowMod(
                xid,
                command,
                table,
                priority,
                match,
                cookie,
                cookieMask,
                Duration.ZERO,
                Duration.ZERO,
                NO_BUFFER,
                PortNumber.ANY,
                ANY_GROUP,
                Set.of(),
                instructions);
    }

    @Override
    public FlowMod withXid(int newXid) {
        return new FlowMod(
                newXid,
                command,
                table,
                priority,
                match,
                cookie,
                cookieMask,
                idleTimeout,
                hardTimeout,
                bufferId,
                outPort,
                outGroup,
                flags,
                instructions);
    }
}
