package io.teleon.tests.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.tests.environment.Checkout;
import io.teleon.tests.environment.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher before it starts anything: finding the JDK, and saying in one line what to do.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherTest {

    private static final Path LAUNCHER = Checkout.find().root().resolve("teleon");

    @TempDir Path elsewhere;

    @Test
    void withoutACommandItListsThem() {
        Command.Result result = run(LAUNCHER);
        assertEquals(0, result.status(), result.output());
        for (String command : List.of("demo", "simulate", "controller", "agent", "intent")) {
            assertTrue(result.output().contains("\n  " + command + " "), result.output());
        }
        assertEquals(result.output(), run(LAUNCHER, "--help").output());
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        Command.Result result = run(LAUNCHER, "--nonsense");
        assertEquals(2, result.status());
        assertEquals(
                "teleon: unknown option --nonsense; teleon --help lists what there is\n",
                result.output());
    }

    @Test
    void worksFromAnyFolderAndThroughLinks() throws IOException {
        Path first = Files.createSymbolicLink(elsewhere.resolve("first"), LAUNCHER);
        Path second = Files.createSymbolicLink(elsewhere.resolve("second"), first.getFileName());
        Command.Result result = run(second, "--version");
        assertEquals(0, result.status(), result.output());
        assertTrue(result.output().startsWith("teleon 0."), result.output());
    }

    @Test
    void findsAJdk25() throws IOException {
        Command.Result result = run(LAUNCHER, "--java-home");
        assertEquals(0, result.status(), result.output());
        Path home = Path.of(result.output().strip());
        assertTrue(Files.isExecutable(home.resolve("bin/javac")), result.output());
        assertTrue(
                Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25"),
                result.output());
    }

    @Test
    void passesOverAJavaHomeThatIsTooOldOrHasNoCompiler() throws IOException {
        Path old = jdk("old", "17.0.15", "java", "javac");
        Path runtime = jdk("runtime", "25.0.1", "java");
        for (Path home : List.of(old, runtime, elsewhere.resolve("absent"))) {
            Command.Result result = run(home, LAUNCHER, "--java-home");
            assertEquals(0, result.status(), result.output());
            assertNotEquals(home.toString(), result.output().strip());
        }
        Path right = jdk("right", "25.0.1", "java", "javac");
        assertEquals(right.toString(), run(right, LAUNCHER, "--java-home").output().strip());
    }

    @Test
    void saysInOneLineWhatToDoWithoutTheRightJdk() throws IOException {
        // A launcher that needs a JDK nobody has is in the place of one on a machine without JDK
        // 25.
        Path impossible = elsewhere.resolve("teleon");
        Files.writeString(
                impossible, Files.readString(LAUNCHER).replace("\nneeded=25\n", "\nneeded=925\n"));
        makeExecutable(impossible);
        Path old = jdk("old", "17.0.15", "java", "javac");

        for (List<String> command : List.of(List.of("--java-home"), List.of("demo"))) {
            Command.Result result = run(old, impossible, command.toArray(String[]::new));
            assertEquals(1, result.status());
            assertEquals(1, result.output().lines().count(), result.output());
            assertTrue(
                    result.output()
                            .startsWith("teleon: Teleon needs a JDK 925 but found 17 in " + old),
                    result.output());
            assertTrue(result.output().contains("set JAVA_HOME"), result.output());
        }
    }

    private Path jdk(String name, String version, String... programs) throws IOException {
        Path home = Files.createDirectory(elsewhere.resolve(name));
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.createDirectory(home.resolve("bin"));
        for (String program : programs) {
            makeExecutable(
                    Files.writeString(home.resolve("bin").resolve(program), "#!/bin/sh\nexit 1\n"));
        }
        return home;
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Command.Result run(Path launcher, String... arguments) {
        return run(Path.of(System.getProperty("java.home")), launcher, arguments);
    }

    private Command.Result run(Path javaHome, Path launcher, String... arguments) {
        ProcessBuilder builder =
                new ProcessBuilder(launcher.toString()).directory(elsewhere.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", javaHome.toString());
        return Command.start(builder).await(Duration.ofSeconds(60));
    }
}
