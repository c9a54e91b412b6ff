package io.teleon.controller.report;

import java.util.ArrayList;
import java.util.List;

/// Text broken into lines no wider than a screen, each further line hanging under the first.
final class Paragraph {

    private static final int NARROWEST = 20;

    private Paragraph() {}

    /// @param lead what stands before the first line; further lines are indented by its width
    /// @param width of a whole line, in characters
    static List<String> of(String lead, String text, int width) {
        int room = Math.max(NARROWEST, width - lead.length());
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : pieces(text, room)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        List<String> led = new ArrayList<>();
        for (String content : lines) {
            String before = led.isEmpty() ? lead : " ".repeat(lead.length());
            led.add((before + content).stripTrailing());
        }
        return led;
    }

    /// Words; one that is too long for a line is cut behind the last `>` or `,` that fits, so that a
    /// path breaks between its nodes.
    private static List<String> pieces(String text, int room) {
        List<String> pieces = new ArrayList<>();
        for (String word : text.strip().split("\\s+", -1)) {
            String rest = word;
            while (rest.length() > room) {
                int joint =
                        Math.max(rest.lastIndexOf('>', room - 1), rest.lastIndexOf(',', room - 1));
                int cut = joint > 0 ? joint + 1 : room;
                pieces.add(rest.substring(0, cut));
                rest = rest.substring(cut);
            }
            pieces.add(rest);
        }
        return pieces;
    }
}
