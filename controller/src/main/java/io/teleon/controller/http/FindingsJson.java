package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Span;
import java.util.List;

/// What is wrong with programs, in JSON.
public final class FindingsJson {

    private FindingsJson() {}

    public static ArrayNode of(List<Diagnostic> found) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Diagnostic diagnostic : found) {
            ObjectNode one = all.addObject();
            one.put("code", diagnostic.code());
            one.put("level", ViewJson.word(diagnostic.level()));
            place(one, diagnostic.span());
            one.put("message", diagnostic.message());
            one.put("label", diagnostic.label());
            one.put("help", diagnostic.help());
            ArrayNode notes = one.putArray("notes");
            for (Diagnostic.Note note : diagnostic.notes()) {
                place(notes.addObject(), note.span()).put("label", note.label());
            }
        }
        return all;
    }

    private static ObjectNode place(ObjectNode node, Span span) {
        return node.put("file", span.file()).put("line", span.line()).put("column", span.column());
    }
}
