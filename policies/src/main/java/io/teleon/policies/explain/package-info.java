/// Answers questions of people about an engine, live or replayed: why, why not, what if.
///
/// - Input: an engine between two epochs, and a question in the words of its policies.
/// - Output: lines of text.
/// - Invariants: asking changes nothing; the same question to the same engine has the same answer.
@NullMarked
package io.teleon.policies.explain;

import org.jspecify.annotations.NullMarked;
