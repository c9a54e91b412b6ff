/// What is odd about a series: detectors that read it row by row and say how surprising each row
/// is.
///
/// - Input: the time and the value of each row as it comes; not a number where it is missing.
/// - Output: a *surprise* for each row, minus the decimal logarithm of a p-value: 3 is what comes
///   once in a thousand rows when nothing is wrong; and the [io.teleon.models.learning.detect.Sign]
///   that says what was odd.
/// - Invariants: a surprise knows nothing later than its own row; the state is bounded and can be
///   saved and restored as bytes; gaps, duplicates, rows out of order, missing and constant values
///   break nothing; the same rows give the same bits, for nothing here reads a clock or draws
///   chance of its own. There is one configuration for every series there is.
///
/// Two tiers: *screening* ([io.teleon.models.learning.detect.Screening]) takes about a microsecond
/// and less than 2 KiB a series and runs on all of them; the *deep* detectors run on the few that
/// screening or a person promotes.
@NullMarked
package io.teleon.models.learning.detect;

import org.jspecify.annotations.NullMarked;
