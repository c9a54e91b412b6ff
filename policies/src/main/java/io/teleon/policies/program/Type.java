package io.teleon.policies.program;

import java.util.List;

/// The type of a value.
public sealed interface Type {

    Quantity COUNT = new Quantity("count", Dimension.NONE);
    Quantity RATIO = new Quantity("ratio", Dimension.NONE);

    /// A plain number: goes where a count or a ratio is wanted.
    Quantity NUMBER = new Quantity("number", Dimension.NONE);

    Quantity BANDWIDTH = new Quantity("bandwidth", Dimension.BITS_PER_SECOND);
    Quantity BYTES = new Quantity("bytes", Dimension.BITS);
    Quantity DURATION = new Quantity("duration", Dimension.SECONDS);
    Quantity POWER = new Quantity("power", Dimension.DBM);
    Quantity TEMPERATURE = new Quantity("temp", Dimension.CELSIUS);

    /// The word of the language for it.
    String name();

    /// True or false. The truth of a condition has a third value, see [Truth].
    record Bool() implements Type {
        @Override
        public String name() {
            return "bool";
        }
    }

    /// Text, only compared for equality.
    record Text() implements Type {
        @Override
        public String name() {
            return "string";
        }
    }

    /// A number with a dimension. Types of one dimension and another name (count and ratio) do not
    /// mix, except that [#NUMBER] goes with both.
    record Quantity(String name, Dimension dimension) implements Type {}

    /// Things of the network, told apart by their names: `link`, `device`, `path` ...
    record Entity(String name) implements Type {}

    /// A closed list of words.
    ///
    /// @param name of its alias, or its own text where it has none, `{up, down}`
    record Enumeration(String name, List<String> words) implements Type {
        public Enumeration {
            words = List.copyOf(words);
            if (words.isEmpty() || words.stream().distinct().count() != words.size()) {
                throw new IllegalArgumentException("words of " + name + ": " + words);
            }
        }
    }
}
