package io.teleon.controller.loop;

import io.teleon.controller.flow.Cookie;
import io.teleon.controller.flow.FlowTables;
import io.teleon.controller.intent.Intents;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.controller.session.Sessions;
import io.teleon.controller.telemetry.IntentRates;
import io.teleon.controller.telemetry.TunnelRates;
import io.teleon.models.network.DatapathId;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Asks switches for the counters of what intents are measured by, and of nothing else: the rules
/// at their ingress and at the ends of tunnels, told apart by one bit of their cookies. All
/// switches are asked at the same time, so that what went in can be compared with what came out.
final class FlowPolling {

    private final FlowQuestions questions;
    private final FlowTables tables;
    private final Intents intents;
    private final IntentRates rates;
    private final TunnelRates tunnels;
    private final Outbox outbox;

    FlowPolling(
            Sessions sessions,
            FlowTables tables,
            Intents intents,
            IntentRates rates,
            TunnelRates tunnels,
            Outbox outbox) {
        this.questions = new FlowQuestions(sessions, Cookie.MEASURED, Cookie.MEASURED_MASK);
        this.tables = tables;
        this.intents = intents;
        this.rates = rates;
        this.tunnels = tunnels;
        this.outbox = outbox;
    }

    /// Asks every switch that holds something to be measured.
    void ask() {
        questions.ask(tables.measured());
    }

    /// Takes a part of an answer; false where it answers something else.
    boolean answered(
            DatapathId datapath, int xid, MultipartReply.Flows part, boolean more, Instant now) {
        return questions.answered(
                datapath,
                xid,
                part,
                more,
                entries -> {
                    tunnels.read(datapath, entries, now);
                    rates.read(datapath, entries, now);
                    measure(entries, now);
                });
    }

    /// The counters of intents as samples.
    private void measure(List<FlowEntry> entries, Instant now) {
        NavigableMap<Integer, long[]> bySerial = new TreeMap<>();
        for (FlowEntry entry : entries) {
            Optional<Cookie> owner =
                    Cookie.tryParse(entry.cookie())
                            .filter(cookie -> cookie.kind() == Cookie.Kind.INTENT);
            if (owner.isPresent()) {
                long[] sums = bySerial.computeIfAbsent(owner.get().serial(), _ -> new long[2]);
                sums[0] += entry.bytes();
                sums[1] += entry.packets();
            }
        }
        List<Sample> samples = new ArrayList<>();
        bySerial.forEach((serial, sums) ->
                intents.idOf(serial)
                        .ifPresent(id -> {
                            Resource intent = new Resource.OfIntent(id);
                            samples.add(sample(Metric.INTENT_OCTETS, intent, sums[0], now));
                            samples.add(sample(Metric.INTENT_PACKETS, intent, sums[1], now));
                        }));
        if (!samples.isEmpty()) {
            outbox.add(new Effect.Measured(samples));
        }
    }

    private static Sample sample(Metric metric, Resource of, long value, Instant now) {
        return new Sample(new SeriesId(metric, of), now, (double) value);
    }
}
