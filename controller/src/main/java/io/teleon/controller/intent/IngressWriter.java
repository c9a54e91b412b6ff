package io.teleon.controller.intent;

import io.teleon.controller.flow.Confirmation;
import io.teleon.controller.flow.FlowRule;
import io.teleon.controller.flow.FlowTables;
import io.teleon.controller.flow.MeterRule;
import io.teleon.controller.flow.Tunnel;
import io.teleon.models.network.DatapathId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Writes what an intent has at its ingress: the rules that recognise its packets, and the meter
/// that holds them back.
final class IngressWriter {

    private final FlowTables tables;
    private final Tunnels tunnels;

    IngressWriter(FlowTables tables, Tunnels tunnels) {
        this.tables = tables;
        this.tunnels = tunnels;
    }

    /// Has the ingress be there and send packets that way. Counts as a change of the intent.
    void write(IntentRecord intent, Placement placement) {
        Optional<Tunnel> tunnel = tunnels.of(placement);
        Optional<MeterRule> meter = intent.limit.map(limit -> meter(placement, limit));
        List<FlowRule> rules =
                IngressRules.of(
                        intent.intent,
                        intent.serial,
                        placement,
                        tunnel,
                        intent.limit
                                .map(limit -> OptionalInt.of(limit.meter()))
                                .orElse(OptionalInt.empty()));
        for (FlowRule old : intent.ingress) {
            if (rules.stream()
                    .noneMatch(rule ->
                            rule.key().equals(old.key())
                                    && rule.datapath().equals(old.datapath()))) {
                tables.remove(old);
                if (!old.datapath().equals(placement.ingress().datapath())) {
                    intent.clearing.add(old.datapath());
                }
            }
        }
        if (!meter.equals(intent.meter)) {
            dropMeter(intent, meter);
            meter.ifPresent(tables::putMeter);
        }
        rules.forEach(tables::put);
        intent.meter = meter;
        intent.ingress = rules;
        intent.lastPlace = Optional.of(placement);
        intent.change++;
        List<DatapathId> concerned = new ArrayList<>();
        concerned.add(placement.ingress().datapath());
        tunnel.filter(t -> !tunnels.isWritten(t.serial()))
                .ifPresent(t -> concerned.addAll(Tunnels.switches(t)));
        tables.await(new Confirmation.IntentWritten(intent.serial, intent.change), concerned);
        awaitCleared(intent);
    }

    private static MeterRule meter(Placement placement, Limit limit) {
        return new MeterRule(placement.ingress().datapath(), limit.meter(), limit.kilobits());
    }

    /// A meter that is only changed stays where it is.
    private void dropMeter(IntentRecord intent, Optional<MeterRule> successor) {
        intent.meter
                .filter(old -> successor.filter(old::isAtTheSamePlace).isEmpty())
                .ifPresent(tables::removeMeter);
    }

    /// Takes away all of it. The caller counts the change and calls [#awaitCleared].
    void clear(IntentRecord intent) {
        intent.ingress.forEach(rule -> intent.clearing.add(rule.datapath()));
        intent.ingress.forEach(tables::remove);
        intent.ingress = List.of();
        dropMeter(intent, Optional.empty());
        intent.meter = Optional.empty();
    }

    /// Has it told when no switch holds a rule any more that the intent gave up.
    void awaitCleared(IntentRecord intent) {
        if (!intent.clearing.isEmpty()) {
            tables.await(
                    new Confirmation.IntentErased(intent.serial, intent.change), intent.clearing);
        }
    }
}
