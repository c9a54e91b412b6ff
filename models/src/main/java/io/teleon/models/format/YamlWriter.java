package io.teleon.models.format;

import io.teleon.models.format.YamlNode.Entry;
import io.teleon.models.format.YamlNode.Mapping;
import io.teleon.models.format.YamlNode.Scalar;
import io.teleon.models.format.YamlNode.Sequence;
import java.util.regex.Pattern;

/// Writes [YamlNode] trees in block style, so that reading gives the same tree but for places.
public final class YamlWriter {

    /// Words and simple numbers, with units, paths and addresses: nothing that YAML reads as a sign
    /// of its own, and no space at an end.
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9/][A-Za-z0-9_./+-]*( [A-Za-z0-9_./+-]+)*");

    private final StringBuilder text = new StringBuilder();

    private YamlWriter() {}

    public static String write(YamlNode root) {
        YamlWriter writer = new YamlWriter();
        writer.value(root, "");
        return writer.text.toString().stripLeading();
    }

    /// The scalar as it has to be written to mean this text.
    static String quoted(String value) {
        if (PLAIN.matcher(value).matches() && !value.equals("null")) {
            return value;
        }
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints()
                .forEach(c -> {
                    if (c == '"' || c == '\\') {
                        quoted.append('\\').appendCodePoint(c);
                    } else if ((c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c)) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append(String.format("\\U%08x", c));
                    }
                });
        return quoted.append('"').toString();
    }

    /// Writes what stands behind a key or a dash, up to and with the end of the line.
    private void value(YamlNode node, String indent) {
        switch (node) {
            case Scalar scalar when scalar.isNull() -> text.append('\n');
            case Scalar scalar -> text.append(' ').append(quoted(scalar.text())).append('\n');
            case Sequence sequence when sequence.items().isEmpty() -> text.append(" []\n");
            case Mapping mapping when mapping.entries().isEmpty() -> text.append(" {}\n");
            case Sequence sequence -> {
                text.append('\n');
                for (YamlNode item : sequence.items()) {
                    text.append(indent).append('-');
                    int start = text.length();
                    value(item, indent + "  ");
                    if (item instanceof Mapping mapping && !mapping.entries().isEmpty()) {
                        // The first key moves up beside its dash.
                        text.replace(start, start + 1 + indent.length() + 2, " ");
                    }
                }
            }
            case Mapping mapping -> {
                text.append('\n');
                for (Entry entry : mapping.entries().values()) {
                    text.append(indent).append(quoted(entry.key())).append(':');
                    value(entry.value(), indent + "  ");
                }
            }
        }
    }
}
