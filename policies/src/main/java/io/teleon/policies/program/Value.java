package io.teleon.policies.program;

/// A value of the language. Values of one type have a total order: numbers by size, all others by
/// their text; it decides where a program leaves a choice open.
public sealed interface Value extends Comparable<Value> {

    /// A number in base units ([Dimension]): finite or positive infinity ("never"), not NaN and not
    /// minus zero.
    record Quantity(double amount) implements Value {
        public Quantity {
            if (Double.isNaN(amount) || amount == Double.NEGATIVE_INFINITY) {
                throw new IllegalArgumentException("amount " + amount + " is no quantity");
            }
            amount = amount + 0.0;
        }
    }

    record Text(String text) implements Value {}

    record Bool(boolean value) implements Value {}

    /// A word of an enumeration.
    record Word(String word) implements Value {}

    /// A thing of the network.
    ///
    /// @param type name of its [Type.Entity]
    record Entity(String type, String name) implements Value {
        public Entity {
            if (type.isEmpty() || name.isEmpty()) {
                throw new IllegalArgumentException("entity '" + type + "' '" + name + "'");
            }
        }
    }

    static Quantity of(double amount) {
        return new Quantity(amount);
    }

    /// The text that decides the order among values that are not numbers, and that people read.
    default String shown() {
        return switch (this) {
            case Quantity(double amount) -> Double.toString(amount);
            case Text(String text) -> text;
            case Bool(boolean value) -> Boolean.toString(value);
            case Word(String word) -> word;
            case Entity(_, String name) -> name;
        };
    }

    @Override
    default int compareTo(Value other) {
        if (this instanceof Quantity(double mine) && other instanceof Quantity(double theirs)) {
            return Double.compare(mine, theirs);
        }
        int byKind = Integer.compare(rank(), other.rank());
        return byKind != 0 ? byKind : shown().compareTo(other.shown());
    }

    private int rank() {
        return switch (this) {
            case Quantity _ -> 0;
            case Bool _ -> 1;
            case Word _ -> 2;
            case Text _ -> 3;
            case Entity _ -> 4;
        };
    }
}
