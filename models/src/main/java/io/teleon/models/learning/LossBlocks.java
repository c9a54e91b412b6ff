package io.teleon.models.learning;

/// Sums of losses over blocks of bins, the newest blocks only.
final class LossBlocks {

    private final int columns;
    private final int binsPerBlock;

    /// [block, column], a ring.
    private final float[] ring;

    private final float[] open;
    private final int capacity;
    private long blocks;
    private int bins;

    LossBlocks(int columns, int binsPerBlock, int capacity) {
        this.columns = columns;
        this.binsPerBlock = binsPerBlock;
        this.capacity = capacity;
        ring = new float[columns * capacity];
        open = new float[columns];
    }

    void add(double[] losses) {
        for (int i = 0; i < columns; i++) {
            open[i] += (float) losses[i];
        }
        if (++bins == binsPerBlock) {
            int slot = (int) (blocks % capacity);
            System.arraycopy(open, 0, ring, slot * columns, columns);
            blocks++;
            bins = 0;
            java.util.Arrays.fill(open, 0);
        }
    }

    /// How many whole blocks are kept.
    int count() {
        return (int) Math.min(blocks, capacity);
    }

    /// @param back 0 for the newest whole block
    double loss(int column, int back) {
        return ring[(int) ((blocks - 1 - back) % capacity) * columns + column];
    }

    /// Over the newest blocks.
    double sum(int column, int newest) {
        double sum = 0;
        for (int i = 0; i < newest; i++) {
            sum += loss(column, i);
        }
        return sum;
    }

    /// The column other than 0 of least loss over the newest blocks.
    int bestNaive(int newest) {
        int best = 1;
        for (int column = 2; column < columns; column++) {
            if (sum(column, newest) < sum(best, newest)) {
                best = column;
            }
        }
        return best;
    }

    /// 0 without evidence.
    double skill(int naive, int newest) {
        double loss = sum(naive, newest);
        return loss > 0 ? 1 - sum(0, newest) / loss : 0;
    }
}
