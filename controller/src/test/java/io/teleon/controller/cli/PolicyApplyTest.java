package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.autonomy.Programs;
import io.teleon.controller.http.MadeUpController;
import io.teleon.controller.loop.Ask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `policy list` and `policy apply`, as they are typed.
class PolicyApplyTest {

    private static final String TEXT = Programs.shipped("congestion").orElseThrow().text();

    private final ServedCommands commands = new ServedCommands();
    private final MadeUpController controller = commands.controller;

    @TempDir private Path folder = Path.of("");

    @AfterEach
    void stop() {
        commands.close();
    }

    private CommandRun apply(String text, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("congestion.tr"), text);
        List<Object> words = new ArrayList<>(List.of("policy", "apply", file, "--by", "ann"));
        words.addAll(List.of(more));
        return commands.type(words);
    }

    @Test
    void anotherTextIsToldToTheController() throws Exception {
        CommandRun run = apply(TEXT + "\n// another\n");
        assertEquals(0, run.status(), run.err());
        assertEquals("congestion runs with this text now\n", run.out());
        Ask.ReloadPolicy asked = assertInstanceOf(Ask.ReloadPolicy.class, controller.asked.take());
        assertEquals("ann", asked.by());
    }

    @Test
    void aDryRunTellsWhatWouldDiffer() throws IOException {
        CommandRun same = apply(TEXT + "\n// another\n", "--dry-run");
        assertEquals(0, same.status(), same.err());
        assertTrue(same.out().endsWith("nothing would change\n"), same.out());
        assertTrue(controller.asked.stream().allMatch(Ask.Foresee.class::isInstance));
    }

    @Test
    void aTextWithAnErrorIsRefusedWithItsPlace() throws IOException {
        CommandRun dry = apply(TEXT.replace("import net", "import nett"), "--dry-run");
        assertEquals(1, dry.status());
        assertTrue(dry.out().startsWith("congestion.tr:"), dry.out());
        CommandRun real = apply(TEXT.replace("import net", "import nett"));
        assertEquals(1, real.status());
        assertTrue(real.err().contains("congestion.tr:"), real.err());
        assertTrue(controller.asked.isEmpty());
    }

    @Test
    void theListSaysTheVersionThatAnApplicationMayInsistOn() throws IOException {
        CommandRun list = commands.type("policy list");
        assertEquals(0, list.status(), list.err());
        String line =
                list.out()
                        .lines()
                        .filter(l -> l.startsWith("congestion"))
                        .findFirst()
                        .orElseThrow();
        String version = line.substring(line.indexOf('"'));
        assertEquals(0, apply(TEXT, "--if-version", version.strip()).status());
        CommandRun older = apply(TEXT, "--if-version", "\"older\"");
        assertEquals(1, older.status());
        assertTrue(older.err().contains("changed meanwhile"), older.err());
    }
}
