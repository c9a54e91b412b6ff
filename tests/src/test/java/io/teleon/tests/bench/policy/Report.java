package io.teleon.tests.bench.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// Rows for people and for programs.
final class Report {

    private static final List<String> HEAD =
            List.of(
                    "workload",
                    "measure",
                    "tasks",
                    "number",
                    "unit",
                    "baseline",
                    "its number",
                    "ratio",
                    "aim",
                    "met");
    private static final int TEXT_COLUMNS = 2;

    private Report() {}

    /// The rows under their names; numbers to the right.
    static List<String> table(List<Row> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(HEAD);
        rows.forEach(row -> cells.add(cells(row)));
        List<String> lines = new ArrayList<>();
        for (List<String> line : cells) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < HEAD.size(); column++) {
                int at = column;
                int width = cells.stream().mapToInt(c -> c.get(at).length()).max().orElse(0);
                String cell = line.get(column);
                String space = " ".repeat(width - cell.length());
                text.append(column < TEXT_COLUMNS ? cell + space : space + cell).append("  ");
            }
            lines.add(text.toString().stripTrailing());
        }
        return lines;
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.workload(),
                row.measure(),
                String.format(Locale.ROOT, "%,d", row.tasks()),
                text(row.number()),
                row.unit(),
                row.baseline().orElse(""),
                row.baseline().isEmpty() ? "" : text(row.baselineNumber()),
                row.baseline().isEmpty() ? "" : text(row.ratio()),
                row.aim().map(Aim::text).orElse(""),
                row.met().map(met -> met ? "yes" : "NO").orElse(row.aim().isEmpty() ? "" : "-"));
    }

    private static String text(OptionalDouble number) {
        if (number.isEmpty()) {
            return "-";
        }
        double n = number.getAsDouble();
        String pattern = n == Math.rint(n) || Math.abs(n) >= 1000 ? "%,.0f" : "%.3f";
        return String.format(Locale.ROOT, pattern, n);
    }

    /// What was not measured is null.
    static ObjectNode json(List<Row> rows, Map<String, Object> about) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("benchmark", "policy");
        about.forEach(result::putPOJO);
        var array = result.putArray("rows");
        for (Row row : rows) {
            ObjectNode node = array.addObject();
            node.put("workload", row.workload());
            node.put("measure", row.measure());
            node.put("tasks", row.tasks());
            put(node, "number", row.number());
            node.put("unit", row.unit());
            node.put("baseline", row.baseline().orElse(null));
            put(node, "baselineNumber", row.baselineNumber());
            put(node, "ratio", row.ratio());
            node.put("aim", row.aim().map(Aim::text).orElse(null));
            node.put("met", row.met().orElse(null));
        }
        return result;
    }

    private static void put(ObjectNode node, String key, OptionalDouble number) {
        if (number.isPresent()) {
            node.put(key, number.getAsDouble());
        } else {
            node.putNull(key);
        }
    }
}
