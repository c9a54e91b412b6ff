package io.teleon.models.traffic;

import java.util.Arrays;

/// A set of small numbers, kept in the order in which they came; cleared at the cost of what is in
/// it. Mutable, single owner.
final class IndexSet {

    private boolean[] within = new boolean[16];
    private int[] members = new int[16];
    private int size;

    /// Whether it was not there yet.
    boolean add(int index) {
        if (index >= within.length) {
            within = Arrays.copyOf(within, Math.max(index + 1, 2 * within.length));
        }
        if (within[index]) {
            return false;
        }
        within[index] = true;
        if (size == members.length) {
            members = Arrays.copyOf(members, 2 * size);
        }
        members[size++] = index;
        return true;
    }

    void addAll(IndexSet other) {
        for (int i = 0; i < other.size; i++) {
            add(other.members[i]);
        }
    }

    boolean contains(int index) {
        return index < within.length && within[index];
    }

    int size() {
        return size;
    }

    /// The member that came as number `position`, from 0.
    int get(int position) {
        return members[position];
    }

    void sort() {
        Arrays.sort(members, 0, size);
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            within[members[i]] = false;
        }
        size = 0;
    }
}
