package io.teleon.agent;

import io.teleon.agent.collect.ThisMachine;
import io.teleon.agent.uplink.Origin;
import io.teleon.agent.uplink.OtlpHttpUplink;
import io.teleon.models.config.Settings;
import io.teleon.models.format.MalformedInput;
import io.teleon.models.format.SourceText;
import io.teleon.models.network.HostId;
import io.teleon.models.telemetry.Resource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `teleon agent`: measures this machine and reports to a controller, until it is told to stop.
@Command(
        name = "teleon agent",
        mixinStandardHelpOptions = true,
        version = "teleon 0.1.0",
        sortOptions = false,
        description = "Measures this machine every second and reports to a controller (OTLP).",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage.",
            "Stop it with Ctrl-C or SIGTERM: what waits is reported first."
        })
public final class AgentMain implements Callable<Integer> {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(AgentMain.class);

    @Spec private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML; without it everything is at its default")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--controller",
            paramLabel = "URL",
            description = "overrides the file, default http://127.0.0.1:8080")
    private Optional<String> controller = Optional.empty();

    @Option(
            names = "--check-config",
            description = "print the settings in effect, or what is wrong with them, and end")
    private boolean checkConfig;

    @Option(names = "--once", description = "measure and report once, and end")
    private boolean once;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new AgentMain())
                .setParameterExceptionHandler(AgentMain::wrongUsage)
                .setExecutionExceptionHandler(AgentMain::failed);
    }

    private static int wrongUsage(ParameterException e, String[] args) {
        e.getCommandLine()
                .getErr()
                .println("teleon: " + e.getMessage() + " (teleon agent --help says more)");
        return WRONG_USAGE;
    }

    /// What the user can mend has a message that says so.
    private static int failed(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed)
            throws Exception {
        if (e instanceof MalformedInput || e instanceof IOException) {
            commandLine.getErr().println("teleon: " + e.getMessage());
            return FAILED;
        }
        throw e;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        AgentSettings settings = settings();
        if (checkConfig) {
            out().print(Settings.write(settings));
            out().flush();
            return DONE;
        }
        ThisMachine machine = new ThisMachine();
        HostId host = settings.hostId().orElseGet(machine::hostId);
        String name = settings.name().orElseGet(machine::hostName);
        Origin origin = new Origin(name, machine.hostName(), host, machine.startedAt());
        try (OtlpHttpUplink uplink =
                new OtlpHttpUplink(settings.controller().uri(), token(settings))) {
            Agent agent =
                    new Agent(
                            origin,
                            settings.pace(),
                            machine.collectors(host),
                            uplink,
                            Optional.of(new HostScreening(new Resource.OfHost(host))),
                            Instant.now());
            return once ? runOnce(agent, settings) : run(agent, origin, settings);
        }
    }

    private AgentSettings settings() throws IOException {
        SourceText text =
                config.isPresent() ? SourceText.open(config.get()) : new SourceText("settings", "");
        AgentSettings settings = Settings.read(text, AgentSettings.class);
        if (controller.isEmpty()) {
            return settings;
        }
        try {
            return settings.withController(ControllerAddress.parse(controller.get()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(), "--controller: " + e.getMessage(), e);
        }
    }

    private static Optional<String> token(AgentSettings settings) throws IOException {
        return settings.token().isPresent()
                ? Optional.of(SourceText.open(settings.token().get()).text().strip())
                : Optional.empty();
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private int runOnce(Agent agent, AgentSettings settings) throws InterruptedException {
        PrintWriter err = command.commandLine().getErr();
        new AgentRunner(
                        agent,
                        settings.sampleInterval(),
                        InstantSource.system(),
                        event -> err.println("teleon: " + text(event, settings)))
                .runOnce();
        long delivered = agent.counts().samplesDelivered();
        if (delivered == 0) {
            return FAILED;
        }
        out().println(delivered + " samples reported to " + settings.controller());
        out().flush();
        return DONE;
    }

    private static String text(AgentEvent event, AgentSettings settings) {
        return switch (event) {
            case AgentEvent.ControllerAway(String reason) ->
                    "controller " + settings.controller() + " " + reason;
            case AgentEvent.ReportRefused(String reason) ->
                    "controller " + settings.controller() + " turned the report down: it " + reason;
            case AgentEvent.ControllerBack(int waiting) ->
                    "controller "
                            + settings.controller()
                            + " is back, "
                            + waiting
                            + " samples wait";
            case AgentEvent.CollectorFailed(String collector, String reason) ->
                    collector + " cannot be read: " + reason;
            case AgentEvent.BufferFull(int samples) ->
                    "the buffer of " + samples + " samples is full, the oldest are lost";
            case AgentEvent.SeriesOdd(String series, String what, double surprise) ->
                    series + ": " + what + " (p = 1e-" + Math.round(surprise) + ")";
            case AgentEvent.HostOdd(int odd, int series) ->
                    odd + " of " + series + " series of this host are odd at once";
        };
    }

    private static int run(Agent agent, Origin origin, AgentSettings settings)
            throws InterruptedException {
        AgentRunner runner =
                new AgentRunner(
                        agent, settings.sampleInterval(), InstantSource.system(), AgentMain::log);
        Runtime.getRuntime().addShutdownHook(new Thread(runner::stop, "stop"));
        LOG.atInfo()
                .addKeyValue("agent", origin.agent())
                .addKeyValue("host", origin.host())
                .addKeyValue("controller", settings.controller())
                .log("agent measures this machine");
        runner.run();
        return DONE;
    }

    private static void log(AgentEvent event) {
        switch (event) {
            case AgentEvent.ControllerAway(String reason) ->
                    LOG.atWarn()
                            .addKeyValue("reason", reason)
                            .log("controller is away, samples are kept");
            case AgentEvent.ControllerBack(int waiting) ->
                    LOG.atInfo()
                            .addKeyValue("waiting", waiting)
                            .log("controller is back, what was kept follows");
            case AgentEvent.ReportRefused(String reason) ->
                    LOG.atWarn()
                            .addKeyValue("reason", reason)
                            .log("controller turned a report down");
            case AgentEvent.CollectorFailed(String collector, String reason) ->
                    LOG.atWarn()
                            .addKeyValue("collector", collector)
                            .addKeyValue("reason", reason)
                            .log("collector cannot read");
            case AgentEvent.BufferFull(int samples) ->
                    LOG.atWarn()
                            .addKeyValue("samples", samples)
                            .log("buffer is full, the oldest samples are lost");
            case AgentEvent.SeriesOdd(String series, String what, double surprise) ->
                    LOG.atInfo()
                            .addKeyValue("series", series)
                            .addKeyValue("surprise", surprise)
                            .log(what);
            case AgentEvent.HostOdd(int odd, int series) ->
                    LOG.atWarn()
                            .addKeyValue("odd", odd)
                            .addKeyValue("series", series)
                            .log("much of this host is odd at once");
        }
    }
}
