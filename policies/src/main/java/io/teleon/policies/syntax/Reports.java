package io.teleon.policies.syntax;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// Diagnostics as programs read them.
public final class Reports {

    private Reports() {}

    /// A list of objects with `code`, `level`, `file`, `line`, `column`, `endOffset`, `offset`,
    /// `message`, `label`, `notes` and `help`; lines and columns are counted from 1, offsets from 0.
    public static String json(List<Diagnostic> diagnostics) {
        JsonText json = new JsonText().open('[');
        for (Diagnostic diagnostic : diagnostics) {
            json.open('{').name("code").text(diagnostic.code());
            json.name("level").text(diagnostic.level().name().toLowerCase(Locale.ROOT));
            place(json, diagnostic.span());
            json.name("message").text(diagnostic.message());
            json.name("label").text(diagnostic.label());
            json.name("notes").open('[');
            for (Diagnostic.Note note : diagnostic.notes()) {
                json.open('{');
                place(json, note.span());
                json.name("label").text(note.label()).close('}');
            }
            json.close(']').name("help").text(diagnostic.help()).close('}');
        }
        return json.close(']').toString();
    }

    private static void place(JsonText json, Span span) {
        json.name("file").text(span.file());
        json.name("line").number(span.line()).name("column").number(span.column());
        json.name("offset").number(span.from()).name("endOffset").number(span.to());
    }

    /// A log in SARIF 2.1.0 (OASIS, 2020) with one run.
    ///
    /// @param rules for each code a short description; a diagnostic of another code has no rule index
    public static String sarif(List<Diagnostic> diagnostics, SequencedMap<String, String> rules) {
        List<String> codes = List.copyOf(rules.sequencedKeySet());
        JsonText json = new JsonText().open('{');
        json.name("$schema").text("https://json.schemastore.org/sarif-2.1.0.json");
        json.name("version").text("2.1.0");
        json.name("runs").open('[').open('{');
        json.name("tool").open('{').name("driver").open('{').name("name").text("teleon policy");
        json.name("rules").open('[');
        rules.sequencedEntrySet()
                .forEach(rule ->
                        json.open('{')
                                .name("id")
                                .text(rule.getKey())
                                .name("shortDescription")
                                .open('{')
                                .name("text")
                                .text(rule.getValue())
                                .close('}')
                                .close('}'));
        json.close(']').close('}').close('}');
        // Columns of ours are UTF-16 units.
        json.name("columnKind").text("utf16CodeUnits");
        json.name("results").open('[');
        for (Diagnostic diagnostic : diagnostics) {
            result(json, diagnostic, codes.indexOf(diagnostic.code()));
        }
        return json.close(']').close('}').close(']').close('}').toString();
    }

    private static void result(JsonText json, Diagnostic diagnostic, int rule) {
        json.open('{').name("ruleId").text(diagnostic.code());
        if (rule >= 0) {
            json.name("ruleIndex").number(rule);
        }
        json.name("level").text(diagnostic.level().name().toLowerCase(Locale.ROOT));
        json.name("message").open('{').name("text").text(whole(diagnostic)).close('}');
        json.name("locations").open('[');
        location(json, diagnostic.span(), "");
        json.close(']');
        if (!diagnostic.notes().isEmpty()) {
            json.name("relatedLocations").open('[');
            diagnostic.notes().forEach(note -> location(json, note.span(), note.label()));
            json.close(']');
        }
        json.close('}');
    }

    private static String whole(Diagnostic diagnostic) {
        StringBuilder text = new StringBuilder(diagnostic.message());
        for (String more : List.of(diagnostic.label(), diagnostic.help())) {
            if (!more.isEmpty()) {
                text.append('\n').append(more);
            }
        }
        return text.toString();
    }

    private static void location(JsonText json, Span span, String label) {
        json.open('{').name("physicalLocation").open('{');
        json.name("artifactLocation").open('{').name("uri").text(uri(span.file())).close('}');
        json.name("region").open('{');
        json.name("startLine").number(span.line()).name("startColumn").number(span.column());
        json.name("charOffset").number(span.from());
        json.name("charLength").number(span.to() - span.from());
        json.close('}').close('}');
        if (!label.isEmpty()) {
            json.name("message").open('{').name("text").text(label).close('}');
        }
        json.close('}');
    }

    /// The name of a file as a reference (RFC 3986): what may not stand there is escaped.
    private static String uri(String file) {
        StringBuilder uri = new StringBuilder();
        for (byte unit : file.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xff);
            boolean plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || "-._~/".indexOf(c) >= 0;
            uri.append(plain ? Character.toString(c) : "%%%02X".formatted((int) c));
        }
        return uri.toString();
    }
}
