package io.teleon.policies.program;

/// The name of a declaration: which policy or library it stands in, and its own name there,
/// `net.usable`.
public record Name(String unit, String local) implements Comparable<Name> {

    @Override
    public int compareTo(Name other) {
        int byUnit = unit.compareTo(other.unit);
        return byUnit != 0 ? byUnit : local.compareTo(other.local);
    }

    @Override
    public String toString() {
        return unit + "." + local;
    }
}
