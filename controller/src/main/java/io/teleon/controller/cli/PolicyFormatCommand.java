package io.teleon.controller.cli;

import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Formatter;
import io.teleon.policies.syntax.Printer;
import io.teleon.policies.syntax.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon policy fmt`.
@Command(
        name = "fmt",
        description = {
            "Put programs into the canonical layout, in place.",
            "Line breaks and comments stay where they are. A file that cannot be read is left as it is, and the exit code is 1."
        },
        mixinStandardHelpOptions = true)
public final class PolicyFormatCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int NOT_DONE = 1;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "programs and libraries (.tr)")
    private List<Path> files = List.of();

    @Option(
            names = "--check",
            description =
                    "change nothing; name the files that would change, exit code 1 if there are")
    private boolean checkOnly;

    @Override
    public Integer call() throws IOException {
        int code = DONE;
        for (Path file : files) {
            Source source = PolicyFiles.read(file);
            Formatter.Formatted formatted = Formatter.format(source);
            if (formatted.text().isEmpty()) {
                Printer printer = new Printer(List.of(source));
                for (Diagnostic diagnostic : formatted.diagnostics()) {
                    spec.commandLine().getErr().println(printer.print(diagnostic));
                }
                code = NOT_DONE;
            } else if (!formatted.text().get().equals(source.text())) {
                spec.commandLine().getOut().println(file);
                if (checkOnly) {
                    code = NOT_DONE;
                } else {
                    PolicyFiles.write(file, formatted.text().get());
                }
            }
        }
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().flush();
        return code;
    }
}
