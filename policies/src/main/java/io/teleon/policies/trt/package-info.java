/// Tests of policies (`.trt`): a small world that is told step by step, and what the policy is
/// expected to do in it, on a virtual clock.
///
/// - Input: files of fixtures and tests, and the policies they are about.
/// - Output: [io.teleon.policies.trt.TestReport]: what failed, where, and what there was instead;
///   and which rules fired and which literals of their guards were seen both true and false.
/// - Invariants: a test has no clock and no chance; the same files give the same report.
///
/// In this world facts stay fresh until they are changed or made `stale`, and lists are complete:
/// what was not said of a relation is false. The host does at once what it is told and, unless it
/// is said to be only `willing` or `manual`, a second later the promised effects come true.
@NullMarked
package io.teleon.policies.trt;

import org.jspecify.annotations.NullMarked;
