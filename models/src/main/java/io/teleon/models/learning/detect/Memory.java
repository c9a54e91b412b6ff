package io.teleon.models.learning.detect;

/// The numbers that a detector of one series keeps, of all its parts together. Thousands of series
/// are screened at once: an object and some arrays for each part of each series would cost half as
/// much again as the numbers in them.
///
/// So the parts ([Tails], [Blocks], [DayProfile], [QuickEnsemble]) are values that all series
/// share. Each knows its places, which it got from the [Plan] of its detector, and is handed the
/// memory of the series that it is to work on.
final class Memory {

    final float[] numbers;

    /// What is added up, or smoothed, and so needs all digits.
    final double[] sums;

    final byte[] counts;

    private Memory(Plan plan) {
        numbers = new float[plan.numbers];
        sums = new double[plan.sums];
        counts = new byte[plan.counts];
    }

    /// Gives out places, in the order of asking.
    static final class Plan {

        private int numbers;
        private int sums;
        private int counts;

        /// @return the place of the first of so many numbers
        int numbers(int count) {
            numbers += count;
            return numbers - count;
        }

        int sums(int count) {
            sums += count;
            return sums - count;
        }

        int counts(int count) {
            counts += count;
            return counts - count;
        }

        /// Of one series more, all zero.
        Memory memory() {
            return new Memory(this);
        }
    }
}
