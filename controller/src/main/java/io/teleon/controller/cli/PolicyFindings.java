package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.http.FindingsJson;
import io.teleon.policies.check.Catalogue;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Span;
import java.util.List;
import java.util.Locale;

/// Findings for machines: our own JSON, and SARIF (OASIS, "Static Analysis Results Interchange
/// Format Version 2.1.0", 2020) for code hosts and editors.
final class PolicyFindings {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PolicyFindings() {}

    static ArrayNode json(List<Diagnostic> found) {
        return FindingsJson.of(found);
    }

    static ObjectNode sarif(List<Diagnostic> found) {
        ObjectNode log = NODES.objectNode();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "teleon policy check");
        ArrayNode rules = driver.putArray("rules");
        for (Catalogue.Entry entry : Catalogue.entries()) {
            ObjectNode rule = rules.addObject();
            rule.put("id", entry.code());
            rule.putObject("shortDescription").put("text", entry.title());
            rule.putObject("fullDescription").put("text", entry.why());
            rule.putObject("defaultConfiguration").put("level", level(entry.level()));
        }
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        found.forEach(diagnostic -> result(results.addObject(), diagnostic));
        return log;
    }

    private static void result(ObjectNode result, Diagnostic diagnostic) {
        result.put("ruleId", diagnostic.code());
        result.put("level", level(diagnostic.level()));
        result.putObject("message").put("text", text(diagnostic));
        location(result.putArray("locations").addObject(), diagnostic.span());
        ArrayNode related = result.putArray("relatedLocations");
        for (Diagnostic.Note note : diagnostic.notes()) {
            ObjectNode location = location(related.addObject(), note.span());
            location.putObject("message").put("text", note.label());
        }
    }

    private static String text(Diagnostic diagnostic) {
        StringBuilder text = new StringBuilder(diagnostic.message());
        if (!diagnostic.label().isEmpty()) {
            text.append(": ").append(diagnostic.label());
        }
        if (!diagnostic.help().isEmpty()) {
            text.append("\n").append(diagnostic.help());
        }
        return text.toString();
    }

    private static ObjectNode location(ObjectNode location, Span span) {
        ObjectNode physical = location.putObject("physicalLocation");
        // A relative reference with the slashes of an address, whatever those of the system are.
        physical.putObject("artifactLocation")
                .put("uri", span.file().replace('\\', '/').replace(" ", "%20"));
        physical.putObject("region")
                .put("startLine", span.line())
                .put("startColumn", span.column())
                .put("charOffset", span.from())
                .put("charLength", span.to() - span.from());
        return location;
    }

    private static String level(Diagnostic.Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
