package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// JSON objects as aligned columns.
final class TextTable {

    private TextTable() {}

    /// @param columns names of fields
    static void write(PrintWriter out, JsonNode rows, List<String> columns) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(c -> c.toUpperCase(Locale.ROOT)).toList());
        rows.forEach(row -> lines.add(columns.stream().map(c -> cell(row.path(c))).toList()));
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(StateColour.of(line.get(i)))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static String cell(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "-";
        }
        if (value.isDouble()) {
            return String.format(Locale.ROOT, "%.3g", value.asDouble());
        }
        return value.isValueNode() ? value.asText() : Integer.toString(value.size());
    }
}
