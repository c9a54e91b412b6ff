package io.teleon.controller.cli;

import io.teleon.controller.access.Role;
import io.teleon.controller.access.Token;
import io.teleon.controller.access.TokenFile;
import io.teleon.controller.access.TokenList;
import io.teleon.models.time.DurationText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon token`: who may use the API of the controller on this machine.
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Gives out tokens for a controller's API, and takes them back at once.",
        footer = {
            "",
            "Works on the controller's own file of tokens, so on its machine. Roles: viewer reads;",
            "operator also submits intents, undoes, pauses; approver also answers programs; admin",
            "also says how far programs may go; agent reports measurements and nothing else."
        })
public final class TokenCommand {

    private static final int DONE = 0;
    private static final String FILE = "teleon/tokens.yaml";

    @Spec private CommandSpec command = CommandSpec.create();

    @Command(
            description = "Makes a token and shows it, this once.",
            mixinStandardHelpOptions = true)
    int create(
            @Parameters(paramLabel = "NAME", description = "whose it is, for the audit")
                    String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            required = true,
                            description = "viewer, agent, operator, approver or admin")
                    String role,
            @Option(names = "--for", paramLabel = "DURATION", description = "such as 90d")
                    Optional<String> lasting,
            @Option(names = "--file", paramLabel = "FILE", defaultValue = FILE) Path file)
            throws IOException {
        try {
            Instant now = Instant.now();
            String secret =
                    create(
                            new TokenFile(file),
                            name,
                            Role.valueOf(role.toUpperCase(Locale.ROOT)),
                            now,
                            lasting.map(DurationText::parse).map(now::plus));
            command.commandLine().getOut().println(secret);
            command.commandLine().getOut().flush();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.subcommands().get("create"), String.valueOf(e.getMessage()), e);
        }
        return DONE;
    }

    /// Makes a token.
    ///
    /// @return its text, which is nowhere else
    static String create(
            TokenFile file, String name, Role role, Instant now, Optional<Instant> expires)
            throws IOException {
        byte[] random = new byte[Token.OCTETS];
        new SecureRandom().nextBytes(random);
        String secret = Token.text(random);
        file.write(file.read().with(new Token(name, role, Token.hash(secret), now, expires)));
        return secret;
    }

    @Command(description = "Lists who has one, never the tokens.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--file", paramLabel = "FILE", defaultValue = FILE) Path file)
            throws IOException {
        PrintWriter out = command.commandLine().getOut();
        out.printf(Locale.ROOT, "%-24s %-9s %-20s %s%n", "NAME", "ROLE", "CREATED", "EXPIRES");
        for (Token token : new TokenFile(file).read().tokens()) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %-9s %-20s %s%n",
                    token.name(),
                    token.role().name().toLowerCase(Locale.ROOT),
                    token.created().toString().replaceFirst("\\.\\d+", ""),
                    token.expires().map(Instant::toString).orElse("-"));
        }
        out.flush();
        return DONE;
    }

    @Command(
            description = "Takes a token back; whoever shows it is refused from now on.",
            mixinStandardHelpOptions = true)
    int revoke(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--file", paramLabel = "FILE", defaultValue = FILE) Path file)
            throws IOException {
        TokenFile tokens = new TokenFile(file);
        TokenList list = tokens.read();
        if (list.named(name).isEmpty()) {
            throw new ParameterException(
                    command.subcommands().get("revoke"), "there is no token '" + name + "'");
        }
        tokens.write(list.without(name));
        return DONE;
    }
}
