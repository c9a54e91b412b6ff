/// What can be said of a program without running it.
///
/// - Input: a [io.teleon.policies.program.Program].
/// - Output: [io.teleon.policies.syntax.Diagnostic] values, TR010 to TR060 without those of the
///   linker. What each means is on the page `policies/CHECKS.md`.
/// - Invariants: no linked program makes a check throw; the work is bounded in steps, so the same
///   program always gets the same answer; what was not proved is said to be not proved.
@NullMarked
package io.teleon.policies.check;

import org.jspecify.annotations.NullMarked;
