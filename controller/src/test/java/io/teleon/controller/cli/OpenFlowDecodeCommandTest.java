package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.ControllerMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OpenFlowDecodeCommandTest {

    private static final String BARRIER = "0414000800000001";
    private static final String ECHO = "0402000a00000002" + "6869";

    @TempDir private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = ControllerMain.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    private String file(String name, String hex) throws IOException {
        return Files.write(folder.resolve(name), HexFormat.of().parseHex(hex)).toString();
    }

    @Test
    void printsOneObjectALineForEveryMessageOfEveryFile() throws IOException {
        int code = run("openflow", "decode", file("two", BARRIER + ECHO), file("one", BARRIER));

        assertEquals("", err.toString());
        assertEquals(0, code);
        String barrier =
                "{\"version\":4,\"type\":\"OFPT_BARRIER_REQUEST\",\"length\":8,\"xid\":1}\n";
        assertEquals(
                barrier
                        + "{\"version\":4,\"type\":\"OFPT_ECHO_REQUEST\",\"length\":10,\"xid\":2,\"data\":\"6869\"}\n"
                        + barrier,
                out.toString().replace("\r\n", "\n"));
    }

    @Test
    void saysWhereAFileEndsTooEarlyAndPrintsWhatCameBefore() throws IOException {
        String name = file("cut", BARRIER + ECHO.substring(0, 18));

        assertEquals(1, run("openflow", "decode", name));
        assertEquals(1, out.toString().lines().count());
        assertEquals(
                "teleon: "
                        + name
                        + ": byte 8: truncated: the message has 10 bytes by its header, 9 are there",
                err.toString().strip());
    }

    @Test
    void saysWhatIsNoOpenFlow() throws IOException {
        String text =
                file(
                        "text",
                        HexFormat.of()
                                .formatHex(
                                        "# Read me first"
                                                .getBytes(
                                                        java.nio.charset.StandardCharsets
                                                                .US_ASCII)));

        assertEquals(1, run("openflow", "decode", text));
        assertEquals(
                "teleon: "
                        + text
                        + ": byte 0: version 35 in the header; this is no OpenFlow message",
                err.toString().strip());
    }

    @Test
    void saysWhereAMessageContradictsItself() throws IOException {
        String name = file("bad", BARRIER + "0414000a00000001" + "0000");

        assertEquals(1, run("openflow", "decode", name));
        assertTrue(err.toString().startsWith("teleon: " + name + ": byte 16: "), err.toString());
    }

    @Test
    void aFileThatIsNotThereAndAnEmptyOneAreSaidSo() throws IOException {
        String empty = file("empty", "");

        assertEquals(1, run("openflow", "decode", folder.resolve("nothing").toString(), empty));
        assertEquals(
                "teleon: "
                        + folder.resolve("nothing")
                        + ": no such file\nteleon: "
                        + empty
                        + ": byte 0: is empty, an OpenFlow message was expected",
                err.toString().replace("\r\n", "\n").strip());
    }

    @Test
    void wrongUsageIsOneLineAndExitCodeTwo() {
        assertEquals(2, run("openflow", "decode"));
        assertEquals(1, err.toString().lines().count());
        assertEquals(2, run("no-such-command"));
        assertEquals(2, run());
    }

    @Test
    void everyCommandHasHelp() {
        assertEquals(0, run("--help"));
        assertEquals(0, run("openflow", "--help"));
        assertEquals(0, run("openflow", "decode", "--help"));
        assertTrue(out.toString().contains("standard input"), out.toString());
    }
}
