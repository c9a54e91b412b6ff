package io.teleon.controller.openflow;

/// A flow table of a switch, 0..254; 255 stands for all tables in delete and statistics requests.
public record TableId(int value) implements Comparable<TableId> {

    public static final TableId ALL = new TableId(255);

    public TableId {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException("table " + value + " outside 0..255");
        }
    }

    @Override
    public int compareTo(TableId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
