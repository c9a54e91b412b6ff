package io.teleon.models.traffic;

/// The identity of a demand; any text that is not blank.
public record DemandId(String value) implements Comparable<DemandId> {

    public DemandId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("demand id is empty");
        }
    }

    /// The customary id where there is one demand for each pair of nodes: `SRC>DST`.
    public static DemandId of(NodePair pair) {
        return new DemandId(pair.toString());
    }

    @Override
    public int compareTo(DemandId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
