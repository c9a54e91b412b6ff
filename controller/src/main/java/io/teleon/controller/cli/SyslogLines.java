package io.teleon.controller.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.models.event.SyslogReader;
import io.teleon.models.format.MalformedInput;
import io.teleon.models.format.Place;
import io.teleon.models.learning.event.LabelledEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Files of one JSON object a line, each with the line of syslog as `syslog`.
final class SyslogLines {

    static final String STANDARD_INPUT = "-";

    /// Longer lines are refused.
    private static final int MOST_CHARACTERS = 1 << 20;

    private final ObjectMapper json = new ObjectMapper();

    /// Every object with its place, in order. Empty lines are passed over.
    ///
    /// @throws MalformedInput where a line is not an object with `syslog`
    void forEach(String name, BufferedReader in, BiConsumer<Place, ObjectNode> each)
            throws IOException {
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Place place = new Place(name, ++number);
            if (!line.isBlank()) {
                each.accept(place, object(place, line));
            }
        }
        if (number == 0) {
            throw MalformedInput.isNot(new Place(name, 1), "an empty file", "lines of JSON");
        }
    }

    private ObjectNode object(Place place, String line) {
        if (line.length() > MOST_CHARACTERS) {
            throw new MalformedInput(
                    place, line.length() + " characters, above " + MOST_CHARACTERS);
        }
        JsonNode node;
        try {
            node = json.readTree(line);
        } catch (JsonProcessingException _) {
            throw MalformedInput.isNot(place, MalformedInput.quoted(line), "a JSON object");
        }
        if (!(node instanceof ObjectNode object)) {
            throw MalformedInput.isNot(place, MalformedInput.quoted(line), "a JSON object");
        }
        if (!object.path("syslog").isTextual()) {
            throw new MalformedInput(place, "the object has no text 'syslog'");
        }
        return object;
    }

    /// @param file a path, or `-` for standard input
    static BufferedReader open(String file) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        }
        try {
            // Bytes that are no UTF-8 become U+FFFD: logs have them, and one should not end the
            // rest.
            return new BufferedReader(
                    new InputStreamReader(
                            Files.newInputStream(Path.of(file)), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        }
    }

    /// What to call a file in a message.
    static String named(String file) {
        return file.equals(STANDARD_INPUT) ? "standard input" : file;
    }

    /// The messages of a file, each with its class as `error`.
    List<LabelledEvent> labelled(Path file) throws IOException {
        List<LabelledEvent> events = new ArrayList<>();
        try (BufferedReader in = open(file.toString())) {
            forEach(
                    file.toString(),
                    in,
                    (place, object) -> {
                        if (!object.path("error").isTextual()) {
                            throw new MalformedInput(
                                    place, "the object has no text 'error', its class");
                        }
                        try {
                            events.add(
                                    new LabelledEvent(
                                            object.path("error").asText(),
                                            SyslogReader.read(object.path("syslog").asText())));
                        } catch (IllegalArgumentException e) {
                            throw new MalformedInput(place, String.valueOf(e.getMessage()));
                        }
                    });
        }
        return events;
    }
}
