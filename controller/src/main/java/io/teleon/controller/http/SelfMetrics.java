package io.teleon.controller.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.loop.LoopStatistics;
import io.teleon.controller.notice.NoticeCounts;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.AgentView;
import io.teleon.controller.report.ControllerView.LinkView;
import io.teleon.controller.report.ControllerView.SelfView;
import io.teleon.controller.report.ControllerView.SwitchView;
import io.teleon.controller.report.IncidentState;
import io.teleon.controller.telemetry.TelemetryStore;
import io.teleon.models.intent.InstallState;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// The controller about itself, in Prometheus' words: message rates, what waits, how long the loop
/// takes; and the network's state in counts, for alarms on what Teleon itself would not notice.
final class SelfMetrics implements AutoCloseable {

    private static final int MOST_FORECASTS = 500;

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    private final ControllerAccess controller;
    private final MultiGauge skill =
            MultiGauge.builder("teleon.forecast.skill")
                    .description(
                            "Skill of the newest forecast of a link's offered traffic over the"
                                    + " naive baselines, of "
                                    + MOST_FORECASTS
                                    + " links at most")
                    .register(registry);

    SelfMetrics(
            ControllerAccess controller,
            TelemetryStore telemetry,
            EventStream streams,
            Supplier<NoticeCounts> notices) {
        this.controller = controller;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        switches(controller);
        loop(controller);
        network(controller);
        autonomy(controller);
        notices(notices);
        counter("teleon.telemetry.samples", "Samples kept", telemetry, t -> t.counts().kept());
        counter(
                "teleon.telemetry.samples.refused",
                "Samples not kept: late, or of a series without room",
                telemetry,
                t -> t.counts().late() + t.counts().unplaced());
        gauge("teleon.http.event.streams", "Open event streams", streams, EventStream::streams);
    }

    private void switches(ControllerAccess controller) {
        String name = "teleon.openflow.messages";
        FunctionCounter.builder(name, controller, c -> self(c).messagesIn())
                .description("OpenFlow messages exchanged with switches")
                .tag("direction", "in")
                .register(registry);
        FunctionCounter.builder(name, controller, c -> self(c).messagesOut())
                .description("OpenFlow messages exchanged with switches")
                .tag("direction", "out")
                .register(registry);
        gauge(
                "teleon.openflow.barriers.outstanding",
                "Barriers not answered yet",
                controller,
                c -> self(c).outstandingBarriers());
    }

    private void loop(ControllerAccess controller) {
        counter(
                "teleon.loop.stimuli",
                "Stimuli taken by the control loop",
                controller,
                c -> c.statistics().stimuli());
        counter(
                "teleon.loop.batches",
                "Batches they came in",
                controller,
                c -> c.statistics().batches());
        counter(
                "teleon.loop.busy.seconds",
                "Time spent on batches, journal and sending included; over batches it is the"
                        + " loop's mean latency",
                controller,
                c -> c.statistics().nanosBusy() / 1e9);
        gauge(
                "teleon.loop.waiting",
                "Stimuli waiting for the control loop",
                controller,
                c -> c.statistics().waiting());
        TimeGauge.builder(
                        "teleon.loop.batch.longest",
                        () -> longest(controller.statistics()),
                        TimeUnit.NANOSECONDS)
                .description("The longest batch since the start")
                .register(registry);
        counter(
                "teleon.journal.entries",
                "Entries appended to the journal since the start",
                controller,
                c -> self(c).journalEntries());
        counter(
                "teleon.probes.sent",
                "Probes sent through tunnels since the start",
                controller,
                c -> self(c).probes().sent());
        counter("teleon.probes.lost", "Of these lost", controller, c -> self(c).probes().lost());
        counter(
                "teleon.probes.refused",
                "Frames that pretended to be probes, or came again, too late or in a wrong place",
                controller,
                c -> self(c).probes().refused());
    }

    private static Number longest(LoopStatistics statistics) {
        return statistics.nanosLongest();
    }

    private void network(ControllerAccess controller) {
        byState("teleon.switches", "Switches", "connected", controller, SelfMetrics::connected);
        byState("teleon.links", "Directed links", "up", controller, SelfMetrics::up);
        byState("teleon.agents", "Agents", "silent", controller, SelfMetrics::silent);
        gauge("teleon.hosts", "Hosts seen", controller, c -> c.view().hosts().size());
        for (IncidentState state : IncidentState.values()) {
            Gauge.builder("teleon.incidents", controller, c -> incidents(c.view(), state))
                    .description("Listed incidents by state")
                    .tags(Tags.of("state", state.name()))
                    .register(registry);
        }
        for (InstallState state : InstallState.values()) {
            Gauge.builder("teleon.intents", controller, c -> intents(c.view(), state))
                    .description("Intents by state")
                    .tags(Tags.of("state", state.name()))
                    .register(registry);
        }
    }

    private void autonomy(ControllerAccess controller) {
        gauge(
                "teleon.autonomy.paused",
                "1 while the kill switch is on",
                controller,
                c -> c.view().autonomy().paused().isPresent() ? 1 : 0);
        gauge(
                "teleon.autonomy.questions",
                "Questions that programs wait for",
                controller,
                c -> c.view().autonomy().questions().size());
        for (ActionState state : ActionState.values()) {
            Gauge.builder("teleon.actions", controller, c -> actions(c.view(), state))
                    .description("Listed actions of programs by state")
                    .tags(Tags.of("state", state.name()))
                    .register(registry);
        }
    }

    private void notices(Supplier<NoticeCounts> notices) {
        counter(
                "teleon.notices.sent",
                "Notices taken by the webhook",
                notices,
                n -> n.get().sent());
        counter(
                "teleon.notices.lost",
                "Notices given up: refused for an hour, or without room to wait",
                notices,
                n -> n.get().lost());
        gauge("teleon.notices.waiting", "Notices waiting", notices, n -> n.get().waiting());
    }

    private static double incidents(ControllerView view, IncidentState state) {
        return view.incidents().stream().filter(i -> i.state() == state).count();
    }

    private static double actions(ControllerView view, ActionState state) {
        return view.autonomy().actions().stream().filter(a -> a.state() == state).count();
    }

    /// Which links are foreseen changes while the controller runs.
    private void forecasts() {
        skill.register(
                controller.view().autonomy().forecasts().stream()
                        .filter(forecast -> Double.isFinite(forecast.skill()))
                        .limit(MOST_FORECASTS)
                        .<MultiGauge.Row<?>>map(forecast ->
                                MultiGauge.Row.of(
                                        Tags.of("link", forecast.link().toString()),
                                        forecast.skill()))
                        .toList(),
                true);
    }

    private void byState(
            String name, String what, String tag, ControllerAccess controller, CountsViews count) {
        for (boolean value : new boolean[] {true, false}) {
            Gauge.builder(name, controller, c -> count.of(c.view(), value))
                    .description(what)
                    .tags(Tags.of(tag, Boolean.toString(value)))
                    .register(registry);
        }
    }

    private interface CountsViews {
        double of(ControllerView view, boolean value);
    }

    private static double connected(ControllerView view, boolean value) {
        return view.switches().stream()
                .map(SwitchView::isConnected)
                .filter(c -> c == value)
                .count();
    }

    private static double up(ControllerView view, boolean value) {
        return view.links().stream().map(LinkView::up).filter(up -> up == value).count();
    }

    private static double silent(ControllerView view, boolean value) {
        return view.agents().stream().map(AgentView::silent).filter(s -> s == value).count();
    }

    private static double intents(ControllerView view, InstallState state) {
        return view.intents().stream().filter(intent -> intent.state() == state).count();
    }

    private static SelfView self(ControllerAccess controller) {
        return controller.view().self();
    }

    private <T> void gauge(String name, String what, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).description(what).register(registry);
    }

    private <T> void counter(String name, String what, T of, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, of, value).description(what).register(registry);
    }

    /// Prometheus' text format.
    String text() {
        forecasts();
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
