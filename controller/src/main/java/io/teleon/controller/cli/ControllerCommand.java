package io.teleon.controller.cli;

import io.teleon.controller.access.Role;
import io.teleon.controller.access.TokenFile;
import io.teleon.models.config.Settings;
import io.teleon.models.format.SourceText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `teleon controller`: the daemon, until it is told to stop.
@Command(
        name = "controller",
        mixinStandardHelpOptions = true,
        description = "Runs the controller: switches connect to it by OpenFlow 1.3.",
        footer = {
            "",
            "Without a file: switches on 127.0.0.1:6653, API and page on http://127.0.0.1:8080,",
            "journal in teleon/journal.mv.db and notices in teleon/notices.jsonl of the current",
            "folder, no programs (autonomy: {mode: full} runs those that come with Teleon).",
            "Callers show a token: the first start prints one, teleon token makes more. On other",
            "addresses than loopback it speaks TLS only (http: {address: ..., tls: FILE.pem}).",
            "Stop it with Ctrl-C or SIGTERM; what it has acknowledged survives any end."
        })
public final class ControllerCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int FAILED = 1;

    @Spec private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML; without it everything is at its default")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--check-config",
            description = "print the settings in effect, or what is wrong with them, and end")
    private boolean checkConfig;

    @Override
    public Integer call() throws IOException, InterruptedException {
        SourceText text =
                config.isPresent() ? SourceText.open(config.get()) : new SourceText("settings", "");
        DaemonSettings settings = Settings.read(text, DaemonSettings.class);
        PrintWriter out = command.commandLine().getOut();
        if (checkConfig) {
            // What is wrong with the secret is told now too, and never the secret.
            if (settings.notices().webhook().isPresent()) {
                var _ = settings.notices().webhook().get().token();
            }
            out.print(Settings.write(settings));
            out.flush();
            return DONE;
        }
        return run(settings, out);
    }

    private int run(DaemonSettings settings, PrintWriter out)
            throws IOException, InterruptedException {
        firstToken(settings, out);
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        ControllerDaemon daemon =
                ControllerDaemon.start(
                        settings,
                        InstantSource.system(),
                        failure -> {
                            command.commandLine()
                                    .getErr()
                                    .println("teleon: the controller stops: " + failure);
                            ended.complete(FAILED);
                        });
        // The JVM runs hooks on Ctrl-C and SIGTERM and waits for them: time to stop in order.
        Thread stop = new Thread(daemon::close, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        out.println(
                "teleon controller: switches on "
                        + settings.openflow().address()
                        + ":"
                        + daemon.openflowPort()
                        + ", API and page on "
                        + settings.http().scheme()
                        + "://"
                        + settings.http().address()
                        + ":"
                        + daemon.httpPort()
                        + ", journal "
                        + settings.journal());
        out.flush();
        return ended.join();
    }

    /// Whoever starts a controller for the first time must be let in by it.
    private static void firstToken(DaemonSettings settings, PrintWriter out) throws IOException {
        TokenFile tokens = new TokenFile(settings.http().tokens());
        if (tokens.exists()) {
            return;
        }
        String secret =
                TokenCommand.create(tokens, "admin", Role.ADMIN, Instant.now(), Optional.empty());
        out.println(
                "teleon controller: the first start. This is the token of admin, shown this once: "
                        + secret);
        out.println(
                "  keep it for the commands: teleon context set local --server "
                        + settings.http().scheme()
                        + "://"
                        + settings.http().address()
                        + ":"
                        + settings.http().port()
                        + " --token");
        out.flush();
    }
}
