package io.teleon.controller.loop;

/// How the control loop is doing, since its start.
///
/// @param stimuli taken
/// @param batches they came in; each costs at most one transaction
/// @param nanosBusy spent on them, effects included
/// @param nanosLongest the longest batch
/// @param waiting stimuli when the last batch was done
public record LoopStatistics(
        long stimuli, long batches, long nanosBusy, long nanosLongest, int waiting) {

    public static final LoopStatistics NONE = new LoopStatistics(0, 0, 0, 0, 0);

    LoopStatistics with(int more, long nanos, int nowWaiting) {
        return new LoopStatistics(
                stimuli + more,
                batches + 1,
                nanosBusy + nanos,
                Math.max(nanosLongest, nanos),
                nowWaiting);
    }
}
