package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.teleon.controller.report.NetworkNames;
import java.io.PrintWriter;
import java.util.List;

/// The autonomy at a glance, for a person.
final class AutonomyText {

    private AutonomyText() {}

    static void write(PrintWriter out, JsonNode answer, NetworkNames names) {
        ServerOptions.pauseLine(answer)
                .ifPresentOrElse(
                        out::println,
                        () ->
                                out.println(
                                        answer.path("programs").isEmpty()
                                                ? "no programs run: nothing is done by itself"
                                                : "running"));
        if (!answer.path("programs").isEmpty()) {
            out.println("programs    " + joined(answer.path("programs")));
        }
        out.println(
                "actions     "
                        + answer.path("actions").path("open").asLong()
                        + " open of "
                        + answer.path("actions").path("listed").asLong()
                        + " listed");
        table(out, "levels that people set", answer.path("levels"), "action", "level", "by");
        table(
                out,
                "questions; answer with: teleon autonomy approve N, or deny N",
                answer.path("questions"),
                "number",
                "until",
                "role",
                "action",
                "rule",
                "reason");
        table(out, "freezes", answer.path("freezes"), "name", "from", "to", "inForce", "by");
        ArrayNode links = JsonNodeFactory.instance.arrayNode();
        answer.path("maintained")
                .forEach(id ->
                        links.addObject()
                                .put("link", names.named(id.asText()))
                                .put("id", id.asText()));
        table(out, "links that are worked on", links, "link", "id");
    }

    private static String joined(JsonNode texts) {
        StringBuilder joined = new StringBuilder();
        texts.forEach(t -> joined.append(joined.isEmpty() ? "" : ", ").append(t.asText()));
        return joined.toString();
    }

    private static void table(PrintWriter out, String title, JsonNode rows, String... columns) {
        if (!rows.isEmpty()) {
            out.println();
            out.println(title);
            TextTable.write(out, rows, List.of(columns));
        }
    }
}
