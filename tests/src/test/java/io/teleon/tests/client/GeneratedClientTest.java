package io.teleon.tests.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.tests.page.RunningDemo;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The API can be used from its OpenAPI document alone: openapi-generator makes a client of the
/// document that a running demo serves, and with that a stranger's program asks for an intent, sees
/// it installed, lists it and withdraws it.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class GeneratedClientTest {

    private static final Path JARS = Path.of("target", "openapi-generator");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir private Path folder = Path.of("");

    @Test
    void aStrangerAsksForAnIntentListsItAndWithdrawsIt() throws IOException {
        try (RunningDemo demo = RunningDemo.start("--speed", "20x")) {
            awaitHosts(demo);
            Files.writeString(
                    folder.resolve("openapi.json"), demo.read("api/v1/openapi.json").toString());
            generate();
            compile();
            String home = demo.home().replaceFirst("/$", "");
            assertEquals(
                    """
                    feasible: true
                    dry run: true
                    submitted: true
                    again: false
                    state: INSTALLED
                    listed: 1
                    with an older version: 412
                    withdrawn: true
                    state: WITHDRAWN
                    """,
                    run(JAVA, "-cp", classPath(), "Drive", home));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Hosts are seen when they speak first, which in a demo is within its first second.
    private static void awaitHosts(RunningDemo demo) throws IOException, InterruptedException {
        while (demo.read("api/v1/hosts").path("hosts").size() < 2) {
            Thread.onSpinWait();
        }
    }

    private void generate() throws IOException {
        Path generator = JARS.resolve("openapi-generator-cli.jar").toAbsolutePath();
        assertTrue(Files.exists(generator), generator + " is not there: Maven puts it there");
        run(
                JAVA,
                "-jar",
                generator.toString(),
                "generate",
                "--input-spec",
                folder.resolve("openapi.json").toString(),
                "--generator-name",
                "java",
                "--library",
                "native",
                "--output",
                folder.resolve("client").toString(),
                "--global-property",
                "apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false",
                "--additional-properties",
                "useJakartaEe=true,openApiNullable=false,annotationLibrary=none,documentationProvider=none,"
                        + "invokerPackage=client,apiPackage=client.api,modelPackage=client.model");
    }

    private void compile() throws IOException {
        Path drive = folder.resolve("Drive.java");
        try (InputStream in =
                GeneratedClientTest.class.getResourceAsStream("/client/Drive.java.txt")) {
            Files.write(drive, in == null ? new byte[0] : in.readAllBytes());
        }
        List<Path> sources = new ArrayList<>(List.of(drive));
        try (Stream<Path> written = Files.walk(folder.resolve("client/src/main/java"))) {
            written.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
        assertTrue(sources.size() > 100, sources.size() + " files were written");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of(
                            "-nowarn",
                            "-proc:none",
                            "-d",
                            folder.resolve("classes").toString(),
                            "-cp",
                            classPath());
            boolean compiled =
                    compiler.getTask(
                                    said,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call();
            assertTrue(compiled, said::toString);
        }
    }

    private String classPath() {
        return String.join(
                System.getProperty("path.separator"),
                folder.resolve("classes").toString(),
                JARS.resolve("jakarta.annotation-api.jar").toAbsolutePath().toString(),
                System.getProperty("java.class.path"));
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.onExit().join().exitValue(), said);
            return said;
        }
    }
}
