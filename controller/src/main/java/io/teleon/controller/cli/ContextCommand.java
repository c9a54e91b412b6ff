package io.teleon.controller.cli;

import io.teleon.controller.cli.ClientConfig.Context;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon context`.
@Command(
        name = "context",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Which controllers the commands know, and which they talk to.")
public final class ContextCommand {

    private static final int DONE = 0;

    @Spec private CommandSpec command = CommandSpec.create();

    @Command(
            description = "Lists the contexts, never their tokens.",
            mixinStandardHelpOptions = true)
    int list() throws IOException {
        ClientConfig config = ClientConfig.read(ClientConfig.file());
        PrintWriter out = command.commandLine().getOut();
        config.contexts()
                .forEach((name, context) ->
                        out.println(
                                (config.current().equals(Optional.of(name)) ? "* " : "  ")
                                        + name
                                        + "  "
                                        + context.server()
                                        + (context.token().isPresent() ? "" : "  (no token)")));
        out.flush();
        return DONE;
    }

    @Command(
            description = "Makes or changes a context, and uses it.",
            mixinStandardHelpOptions = true)
    int set(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--server", paramLabel = "URL", required = true) String server,
            @Option(
                            names = "--token",
                            arity = "0..1",
                            interactive = true,
                            defaultValue = "",
                            paramLabel = "TOKEN",
                            description =
                                    "asked for where it is not given: then it is in no history")
                    String token,
            @Option(
                            names = "--ca",
                            paramLabel = "FILE",
                            description = "a PEM file with the certificate it is trusted by")
                    Optional<Path> ca)
            throws IOException {
        Path file = ClientConfig.file();
        ClientConfig.read(file)
                .with(
                        name,
                        new Context(
                                server,
                                Optional.of(token).filter(text -> !text.isEmpty()),
                                ca.map(Path::toAbsolutePath)))
                .write(file);
        return DONE;
    }

    @Command(description = "Uses a context from now on.", mixinStandardHelpOptions = true)
    int use(@Parameters(paramLabel = "NAME") String name) throws IOException {
        Path file = ClientConfig.file();
        ClientConfig config = ClientConfig.read(file);
        require(config, name, "use");
        new ClientConfig(Optional.of(name), config.contexts()).write(file);
        return DONE;
    }

    @Command(description = "Forgets a context.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME") String name) throws IOException {
        Path file = ClientConfig.file();
        ClientConfig config = ClientConfig.read(file);
        require(config, name, "remove");
        config.without(name).write(file);
        return DONE;
    }

    private void require(ClientConfig config, String name, String verb) {
        if (!config.contexts().containsKey(name)) {
            throw new ParameterException(
                    command.subcommands().get(verb), "there is no context '" + name + "'");
        }
    }
}
