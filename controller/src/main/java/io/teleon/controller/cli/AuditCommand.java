package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.audit.AuditQuery;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.AuditTrail;
import io.teleon.controller.audit.ChainFault;
import io.teleon.controller.audit.ChainPoint;
import io.teleon.controller.audit.Evidence;
import io.teleon.controller.jdbc.AuditFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `teleon audit`.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists what was decided, by whom and why, and checks that nobody changed it.")
public final class AuditCommand {

    private static final int DONE = 0;
    private static final int BROKEN = 1;
    private static final List<String> COLUMNS =
            List.of("sequence", "at", "actor", "kind", "subject", "evidence");

    @Spec private CommandSpec command = CommandSpec.create();

    private interface Reading {
        int of(AuditTrail trail) throws IOException;
    }

    @Command(
            description = "Checks the chain, and names the first record that does not fit.",
            mixinStandardHelpOptions = true)
    int verify(
            @Mixin ServerOptions server,
            @Option(
                            names = "--journal",
                            paramLabel = "FILE",
                            description = "in the journal of a controller that is not running")
                    Optional<Path> journal,
            @Option(
                            names = "--head",
                            paramLabel = "SEQUENCE:HASH",
                            description = "as an earlier verification printed it: is it still so?")
                    Optional<String> head)
            throws IOException {
        Optional<ChainPoint> noted = head.map(ChainPoint::parse);
        return reading(
                server,
                journal,
                trail -> {
                    PrintWriter out = command.commandLine().getOut();
                    ChainPoint newest = trail.head();
                    Optional<ChainFault> fault =
                            trail.verify(newest)
                                    .or(() -> noted.flatMap(point -> trail.verify(point)));
                    out.println(
                            fault.map(f -> "the audit is broken at " + f)
                                    .orElseGet(() ->
                                            newest.sequence()
                                                    - trail.anchor().sequence()
                                                    + " records are whole; the head is "
                                                    + newest));
                    out.flush();
                    return fault.isPresent() ? BROKEN : DONE;
                });
    }

    @Command(description = "Lists records, oldest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin ServerOptions server,
            @Option(
                            names = "--journal",
                            paramLabel = "FILE",
                            description = "in the journal of a controller that is not running")
                    Optional<Path> journal,
            @Option(
                            names = "--from",
                            paramLabel = "SEQUENCE",
                            description = "begin here; without it the newest are listed")
                    Optional<Long> from,
            @Option(names = "--subject", description = "only those about this")
                    Optional<String> subject,
            @Option(
                            names = "--limit",
                            description = "default ${DEFAULT-VALUE}",
                            defaultValue = "50")
                    int limit)
            throws IOException {
        return reading(
                server,
                journal,
                trail -> {
                    long newest = Math.max(0, trail.head().sequence() - limit + 1);
                    long first = from.orElse(subject.isPresent() ? 0 : newest);
                    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
                    trail.read(new AuditQuery(first, limit, subject))
                            .forEach(one -> row(rows.addObject(), one));
                    server.write(command.commandLine().getOut(), rows, rows, COLUMNS);
                    return DONE;
                });
    }

    private static void row(ObjectNode row, AuditRecord one) {
        row.put("sequence", one.sequence());
        row.put("at", one.at().toString());
        row.put("actor", one.actor());
        row.put("kind", one.kind().name().toLowerCase(Locale.ROOT));
        row.put("subject", one.subject());
        row.put(
                "evidence",
                one.evidence().stream().map(AuditCommand::text).collect(Collectors.joining("; ")));
        row.put("hash", one.hash());
    }

    private static String text(Evidence evidence) {
        return evidence.name() + ": " + evidence.value();
    }

    private int reading(ServerOptions server, Optional<Path> journal, Reading reading)
            throws IOException {
        if (journal.isPresent()) {
            try (AuditFile file = AuditFile.open(journal.get())) {
                return reading.of(file);
            }
        }
        try (ApiClient client = server.client()) {
            return reading.of(new AuditOverHttp(client));
        }
    }
}
