package io.teleon.controller.cli;

import io.teleon.controller.ControllerMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/// A command as it is typed, and what came of it.
record CommandRun(int status, String out, String err) {

    private static String unix(StringWriter text) {
        return text.toString().replace("\r\n", "\n");
    }

    static CommandRun of(List<?> words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                ControllerMain.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err));
        int status = command.execute(words.stream().map(Object::toString).toArray(String[]::new));
        return new CommandRun(status, unix(out), unix(err));
    }
}
