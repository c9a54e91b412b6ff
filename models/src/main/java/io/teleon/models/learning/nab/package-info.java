/// How well a detector of anomalies does, by the public rules of the Numenta Anomaly Benchmark.
///
/// - Input: a score for each row of each series, the windows in which something was wrong, and what
///   hits, misses and false alarms are worth.
/// - Output: 0 for a detector that says nothing, 100 for one that finds everything at once and is
///   never wrong; below 0 for one that does harm.
/// - Invariants: one threshold for all series; rows of the probation at the beginning never count;
///   the same scores give the same number, whatever the order of the series.
@NullMarked
package io.teleon.models.learning.nab;

import org.jspecify.annotations.NullMarked;
