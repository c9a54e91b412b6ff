package io.teleon.models.learning.detect;

/// The means of a series over its last rows, in blocks of some rows: a window that slides from
/// block to block needs less memory.
///
/// @param rows in each block
/// @param blocks how many whole ones to remember, at most 64
/// @param ring place of their means
/// @param part place of the sum over the block that was begun
/// @param counts place of how many blocks came, and how many rows of the begun one
record Blocks(int rows, int blocks, int ring, int part, int counts) {

    Blocks {
        if (rows < 1 || blocks < 1 || rows > 64 || blocks > 64) {
            throw new IllegalArgumentException(
                    blocks + " blocks of " + rows + " rows, expected 1 to 64 of both");
        }
    }

    static Blocks in(Memory.Plan plan, int rows, int blocks) {
        return new Blocks(rows, blocks, plan.numbers(blocks), plan.sums(1), plan.counts(2));
    }

    /// How many blocks came; stays between one and two rings once one is full.
    private int full(Memory of) {
        return of.counts[counts];
    }

    private int partRows(Memory of) {
        return of.counts[counts + 1];
    }

    /// @return whether this row ended the block before it, which is now a whole one
    boolean add(Memory of, double value) {
        int full = full(of);
        int partRows = partRows(of);
        boolean ended = partRows == rows;
        if (ended) {
            of.numbers[ring + full % blocks] = (float) (of.sums[part] / rows);
            of.counts[counts] = (byte) (full + 1 == 2 * blocks ? blocks : full + 1);
            partRows = 0;
            of.sums[part] = 0;
        }
        of.counts[counts + 1] = (byte) (partRows + 1);
        of.sums[part] += value;
        return ended;
    }

    /// How many whole blocks there are.
    int whole(Memory of) {
        return Math.min(full(of), blocks);
    }

    /// The sum over the rows of the newest whole blocks, of as many as there are.
    double wholeSum(Memory of, int newest) {
        return sumBetween(of, 0, Math.min(newest, whole(of)));
    }

    /// The sum over the rows of whole blocks `from` (0 is the newest) to before `to`.
    double sumBetween(Memory of, int from, int to) {
        int last = full(of) - 1;
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += of.numbers[ring + (last - i) % blocks];
        }
        return rows * sum;
    }

    /// The mean over the newest whole blocks and the begun one.
    ///
    /// @param sum of the rows of those blocks, as it was when the last one ended
    double mean(Memory of, double sum, int newest) {
        return (sum + of.sums[part]) / (Math.min(newest, whole(of)) * rows + partRows(of));
    }

    void clear(Memory of) {
        of.counts[counts] = 0;
        of.counts[counts + 1] = 0;
        of.sums[part] = 0;
    }

    void write(StateWriter out, Memory of) {
        out.putFloats(of.numbers, ring, blocks);
        out.putInt(full(of));
        out.putInt(partRows(of));
        out.putDouble(of.sums[part]);
    }

    void read(StateReader in, Memory of) {
        in.takeFloats(of.numbers, ring, blocks);
        of.counts[counts] = (byte) in.takeCount("blocks", 2 * blocks - 1);
        of.counts[counts + 1] = (byte) in.takeCount("rows of a block", rows);
        of.sums[part] = in.takeDouble();
    }
}
