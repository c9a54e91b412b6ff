package io.teleon.controller.dissect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.controller.GivenData;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.southbound.OpenFlowCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The dissector and the codec against messages that other implementations made and another one
/// decoded. Where the two differ is listed with the reason in `openflow13-differences.md`; nothing
/// else may differ, and nothing listed may not.
class GivenMessagesTest {

    private static final String LIST = "openflow13-differences.md";

    @Test
    void everyMessageDissectsToTheExpectedValues() throws Exception {
        TreeSet<String> differences = new TreeSet<>();
        int messages = 0;
        int values = 0;
        for (Path file : packets()) {
            JsonNode expected =
                    new ObjectMapper()
                            .readTree(
                                    GivenData.path("openflow13")
                                            .resolve("expected/" + name(file) + ".packet.json")
                                            .toFile());
            Object ours = OpenFlowDissector.dissect(Files.readAllBytes(file));
            for (String path : RyuMapping.differences(expected, ours)) {
                differences.add(name(file) + " " + path);
            }
            values += RyuMapping.equalValues(expected, ours);
            messages++;
        }

        assertEquals(55, messages);
        assertEquals(String.join("\n", listed("Values")), String.join("\n", differences));
        assertTrue(values > 4000, values + " values are equal");
    }

    @Test
    void whatTheCodecReadsItWritesAgainByteForByte() throws Exception {
        TreeSet<String> different = new TreeSet<>();
        TreeSet<String> uncarried = new TreeSet<>();
        for (Path file : packets()) {
            byte[] bytes = Files.readAllBytes(file);
            OpenFlowMessage message = OpenFlowCodec.decode(bytes);
            byte[] written = OpenFlowCodec.encode(message);
            if (message instanceof OpenFlowMessage.Unsupported unsupported) {
                uncarried.add(name(file) + " " + unsupported.refusal());
                assertArrayEquals(bytes, written, name(file));
            } else if (!java.util.Arrays.equals(bytes, written)) {
                different.add(name(file));
                assertEquals(message, OpenFlowCodec.decode(written), name(file));
            }
        }

        assertEquals(String.join("\n", listed("Bytes")), String.join("\n", different));
        assertEquals(String.join("\n", listed("Not carried")), String.join("\n", uncarried));
    }

    private static List<Path> packets() throws IOException {
        try (Stream<Path> files = Files.list(GivenData.path("openflow13").resolve("packets"))) {
            return files.sorted().toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".packet", "");
    }

    /// What stands in code marks at the beginning of the rows under a heading, sorted.
    private static List<String> listed(String heading) throws IOException {
        List<String> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : text().split("\n", -1)) {
            if (line.startsWith("## ")) {
                inside = line.equals("## " + heading);
            } else if (inside && line.startsWith("- `")) {
                rows.add(line.substring(3, line.indexOf('`', 3)));
                assertFalse(
                        line.substring(line.indexOf('`', 3) + 1).isBlank(),
                        "a reason is missing: " + line);
            }
        }
        return rows.stream().sorted().toList();
    }

    private static String text() throws IOException {
        try (InputStream in = GivenMessagesTest.class.getResourceAsStream(LIST)) {
            return new String(
                    java.util.Objects.requireNonNull(in, LIST).readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }
}
