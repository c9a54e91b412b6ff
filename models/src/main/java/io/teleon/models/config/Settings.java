package io.teleon.models.config;

import io.teleon.models.format.Place;
import io.teleon.models.format.SourceText;
import io.teleon.models.format.YamlNode;
import io.teleon.models.format.YamlNode.Scalar;
import io.teleon.models.format.YamlWriter;
import java.util.LinkedHashMap;

/// Reads YAML into records, and writes records as YAML. The package says how they correspond.
public final class Settings {

    private Settings() {}

    /// An empty file is an empty mapping: every value is its default.
    ///
    /// @throws io.teleon.models.format.MalformedInput for the first value that does not fit
    /// @throws IllegalStateException when the record itself cannot be settings, or a default of its
    ///   does not fit: a mistake of the program, not of the file
    public static <T extends Record> T read(SourceText source, Class<T> type) {
        return read(YamlNode.parse(source), type);
    }

    /// A part of a larger file.
    public static <T extends Record> T read(YamlNode node, Class<T> type) {
        YamlNode root =
                node instanceof Scalar scalar && scalar.isNull()
                        ? new YamlNode.Mapping(node.place(), new LinkedHashMap<>())
                        : node;
        return type.cast(Binder.bind(type, type.getSimpleName(), root.place(), root));
    }

    /// The values in effect, defaults included, as YAML that [#read] takes.
    public static String write(Record settings) {
        return YamlWriter.write(Unbinder.node(settings, new Place("settings", 1)));
    }
}
