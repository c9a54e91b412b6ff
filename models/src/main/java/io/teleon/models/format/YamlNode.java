package io.teleon.models.format;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A YAML document as a tree whose every part knows its place.
///
/// The part of YAML 1.2 that configuration needs: scalars stay text until somebody asks for a type;
/// keys are scalars and unique; anchors, aliases, tags, several documents in one file and nesting
/// above 64 are refused.
public sealed interface YamlNode {

    Place place();

    /// What it is, for messages: `a list`, `'5 s'`.
    String describe();

    /// @throws MalformedInput when it is not such a document; an empty one is a null scalar
    static YamlNode parse(SourceText source) {
        return YamlParser.parse(source);
    }

    /// A single value as it is written.
    ///
    /// @param quoted whether it stands in quotes or as a block, so that `"null"` is text
    record Scalar(Place place, String text, boolean quoted) implements YamlNode {

        /// Whether nothing is there: empty, `~` or `null`.
        public boolean isNull() {
            return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        @Override
        public String describe() {
            return isNull() ? "an empty value" : MalformedInput.quoted(text);
        }
    }

    /// Values one after the other.
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {

        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /// A key with its value.
    record Entry(Place keyPlace, String key, YamlNode value) {}

    /// Keys with their values, in the order of the file.
    record Mapping(Place place, SequencedMap<String, Entry> entries) implements YamlNode {

        public Mapping {
            entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
        }

        /// The value of a key, empty where the key is absent or has a null scalar.
        public Optional<YamlNode> get(String key) {
            return Optional.ofNullable(entries.get(key))
                    .map(Entry::value)
                    .filter(value -> !(value instanceof Scalar scalar && scalar.isNull()));
        }

        public YamlNode require(String key) {
            return get(key).orElseThrow(
                            () -> new MalformedInput(place, "key '" + key + "' is missing"));
        }

        /// Refuses the first key that is not known, with the nearest one that is.
        public void requireOnly(Collection<String> known) {
            for (Entry entry : entries.values()) {
                if (!known.contains(entry.key())) {
                    throw new MalformedInput(
                            entry.keyPlace(),
                            "unknown key "
                                    + MalformedInput.quoted(entry.key())
                                    + Nearest.hint(entry.key(), known));
                }
            }
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }
}
