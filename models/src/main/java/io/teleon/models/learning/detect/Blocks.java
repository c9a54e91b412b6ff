package io.teleon.models.learning.detect;

/// The means of a series over its last rows, in blocks of some rows: a window that slides from
/// block to block needs less memory.
final class Blocks {

    private final int rows;
    private final float[] ring;
    private int full;
    private int partRows;
    private double partSum;

    /// @param rows in each block
    /// @param blocks how many whole ones to remember
    Blocks(int rows, int blocks) {
        this.rows = rows;
        ring = new float[blocks];
    }

    /// @return whether this row ended the block before it, which is now a whole one
    boolean add(double value) {
        boolean ended = partRows == rows;
        if (ended) {
            ring[full % ring.length] = (float) (partSum / rows);
            full = full + 1 == 2 * ring.length ? ring.length : full + 1;
            partRows = 0;
            partSum = 0;
        }
        partRows++;
        partSum += value;
        return ended;
    }

    /// How many whole blocks there are.
    int whole() {
        return Math.min(full, ring.length);
    }

    /// The sum over the rows of the newest whole blocks, of as many as there are.
    double wholeSum(int blocks) {
        return sumBetween(0, Math.min(blocks, whole()));
    }

    /// The sum over the rows of whole blocks `from` (0 is the newest) to before `to`.
    double sumBetween(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += ring[(full - 1 - i) % ring.length];
        }
        return rows * sum;
    }

    /// A whole block, 0 is the newest.
    double block(int back) {
        return ring[(full - 1 - back) % ring.length];
    }

    /// The mean over the newest whole blocks and the begun one.
    ///
    /// @param sum of the rows of those blocks, as it was when the last one ended
    double mean(double sum, int blocks) {
        return (sum + partSum) / (Math.min(blocks, whole()) * rows + partRows);
    }

    void clear() {
        full = 0;
        partRows = 0;
        partSum = 0;
    }

    void write(StateWriter out) {
        out.putFloats(ring);
        out.putInt(full);
        out.putInt(partRows);
        out.putDouble(partSum);
    }

    void read(StateReader in) {
        in.takeFloats(ring);
        full = in.takeCount("blocks", 2 * ring.length - 1);
        partRows = in.takeCount("rows of a block", rows);
        partSum = in.takeDouble();
    }
}
