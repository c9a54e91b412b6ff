package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.controller.ControllerMain;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ForecastCommandTest {

    private static final int DAY = 288;

    @TempDir private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = ControllerMain.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    /// Five days of two pairs that follow the day, and one of a node with itself.
    private String traffic() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder csv = new StringBuilder("time,A>B,B>A,A>A\n");
        Instant time = Instant.parse("2004-03-01T00:00:00Z");
        for (int bin = 0; bin < 5 * DAY; bin++) {
            double day = 2 + Math.sin(2 * Math.PI * bin / DAY);
            csv.append(time.plusSeconds(300L * bin));
            for (int pair = 0; pair < 3; pair++) {
                csv.append(
                        String.format(
                                Locale.ROOT,
                                ",%.4f",
                                10 * day * (1 + 0.05 * random.nextGaussian())));
            }
            csv.append('\n');
        }
        return Files.writeString(folder.resolve("traffic.csv"), csv).toString();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void trainsAModelAndHoldsItAgainstTheBaselines() throws IOException {
        String traffic = traffic();
        String model = folder.resolve("own.forecast").toString();

        int trained =
                run(
                        "forecast",
                        "train",
                        "--traffic",
                        traffic,
                        "--train",
                        "2004-03-01..2004-03-03",
                        "--hidden",
                        "4",
                        "--epochs",
                        "1",
                        "--out",
                        model);
        assertEquals("", err.toString());
        assertEquals(0, trained);
        assertTrue(out.toString().contains("engine: MXNet"), out.toString());
        out.getBuffer().setLength(0);

        int evaluated =
                run(
                        "forecast",
                        "evaluate",
                        "--traffic",
                        traffic,
                        "--train",
                        "2004-03-01..2004-03-03",
                        "--test",
                        "2004-03-04..2004-03-05",
                        "--steps",
                        "1,12",
                        "--model",
                        model,
                        "--plots",
                        folder.resolve("pictures").toString(),
                        "--json",
                        "-");
        assertEquals("", err.toString());
        assertEquals(0, evaluated);
        JsonNode rows = new ObjectMapper().readTree(out.toString()).path("rows");
        SequencedSet<String> models = new LinkedHashSet<>();
        rows.forEach(row -> models.add(row.path("model").asText()));
        assertEquals(
                "[last-value, seasonal-naive, seasonal-weekly, ewma, ar-ridge, nlinear, lstm, lstm-java, ensemble]",
                models.toString());
        assertTrue(nmae(rows, "ensemble", 12) < nmae(rows, "last-value", 12));
        assertEquals(nmae(rows, "lstm", 12), nmae(rows, "lstm-java", 12), 2e-5);
        assertTrue(rows.get(0).path("trainSeconds").isNumber());
        assertTrue(rows.get(0).path("bytes").isNumber());
        for (String name :
                List.of("predicted-step1", "predicted-step12", "reliability", "error-by-horizon")) {
            BufferedImage picture =
                    ImageIO.read(folder.resolve("pictures").resolve(name + ".png").toFile());
            assertEquals(1200, picture.getWidth());
            assertTrue(colors(picture) > 20, name + " is nearly blank");
        }
    }

    private static long colors(BufferedImage picture) {
        return Arrays.stream(
                        picture.getRGB(
                                0,
                                0,
                                picture.getWidth(),
                                picture.getHeight(),
                                null,
                                0,
                                picture.getWidth()))
                .distinct()
                .count();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void anyNetworkOfTheFamilyCanBeNamedAndHeldAgainstOthers() throws IOException {
        int code =
                run(
                        "forecast",
                        "evaluate",
                        "--traffic",
                        traffic(),
                        "--train",
                        "2004-03-01..2004-03-03",
                        "--test",
                        "2004-03-04..2004-03-05",
                        "--models",
                        "gru,gru-java,ensemble:gru+rnn",
                        "--schedule",
                        "steps",
                        "--warm-up",
                        "1",
                        "--hidden",
                        "4",
                        "--epochs",
                        "2",
                        "--json",
                        "-");

        assertEquals("", err.toString());
        assertEquals(0, code);
        JsonNode rows = new ObjectMapper().readTree(out.toString()).path("rows");
        assertEquals(6, rows.size());
        assertEquals(nmae(rows, "gru", 12), nmae(rows, "gru-java", 12), 2e-5);
        assertTrue(rows.get(0).path("trainSeconds").asDouble() > 0);
    }

    private static double nmae(JsonNode rows, String model, int step) {
        for (JsonNode row : rows) {
            if (row.path("model").asText().equals(model) && row.path("step").asInt() == step) {
                return row.path("nmae").asDouble();
            }
        }
        throw new AssertionError("no row of " + model);
    }

    @Test
    void theSpanOfTheTestIsNotTrainedOn() throws IOException {
        int code =
                run(
                        "forecast",
                        "evaluate",
                        "--traffic",
                        traffic(),
                        "--train",
                        "2004-03-01..2004-03-04",
                        "--test",
                        "2004-03-03..2004-03-05");

        assertEquals(1, code);
        assertTrue(err.toString().contains("--test begins at 2004-03-03T00:00:00Z, before"));
    }

    @Test
    void sayWhatIsWrongWithASpanAModelOrAStep() throws IOException {
        String traffic = traffic();

        assertEquals(
                2,
                run(
                        "forecast",
                        "evaluate",
                        "--traffic",
                        traffic,
                        "--train",
                        "1..2",
                        "--test",
                        "2004-03-05..2004-03-05"));
        assertTrue(err.toString().contains("'1..2' is not FROM..TO"), err.toString());
        assertEquals(
                2,
                run(
                        "forecast",
                        "evaluate",
                        "--traffic",
                        traffic,
                        "--train",
                        "2004-03-01..2004-03-03",
                        "--test",
                        "2004-03-05..2004-03-05",
                        "--models",
                        "oracle"));
        assertTrue(err.toString().contains("'oracle' is not one of [last-value, "));
        assertEquals(2, run("forecast", "train", "--generated", "--out", "x", "--networks", "gpt"));
        assertTrue(err.toString().contains("--networks 'gpt' is not one of [lstm, gru, rnn, "));
        assertEquals(2, run("forecast", "train", "--generated", "--out", "x", "--engine", "tf"));
        assertTrue(
                err.toString().contains("--engine 'tf' is not one that learns: [MXNet, PyTorch]"));
        assertEquals(2, run("forecast", "train", "--out", "x"));
        assertTrue(err.toString().contains("either --traffic FILE or --generated"));
        assertEquals(
                1,
                run(
                        "forecast",
                        "train",
                        "--traffic",
                        traffic,
                        "--train",
                        "2005-03-01..2005-03-03",
                        "--out",
                        "x"));
        assertTrue(err.toString().contains("has nothing of "));
    }

    @Test
    void daysAreWholeAndTimesAreNot() {
        assertEquals(
                "2004-03-01T00:00:00Z..2004-03-07T00:00:00Z",
                TimeSpan.parse("2004-03-01..2004-03-06").toString());
        assertEquals(
                "2004-03-01T06:00:00Z..2004-03-06T12:00:00Z",
                TimeSpan.parse("2004-03-01T06:00..2004-03-06T12:00:00Z").toString());
        TimeSpan next = TimeSpan.parse("2004-03-08..2004-03-10");
        assertEquals(
                "2004-03-01T00:00:00Z..2004-03-08T00:00:00Z",
                TimeSpan.parse("2004-03-01..2004-03-08").before(next).toString());
    }
}
