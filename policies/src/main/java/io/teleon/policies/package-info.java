/// The teleo-reactive policy language and its engine: decisions, free of I/O and of OpenFlow.
///
/// - `syntax` turns text into a tree, and a tree into canonical text.
/// - `program` is what a tree means: names resolved, types and dimensions checked. Everything after
///   it (checks, engine, tests of policies, explanations) reads programs, never text.
/// - `check` finds what is wrong with a program before it runs.
/// - `host` is the small surface between an engine and whoever runs it: inputs go in, outputs come
///   out, both are values.
/// - `engine` runs a program. It has no clock, no thread and no chance of its own.
/// - `trace` records, replays and explains.
/// - `test` runs tests of policies.
///
/// What a program does is written down in `policies/SEMANTICS.md`; a reference interpreter among
/// the tests is written from that page alone, and the engine is held against it.
///
/// The ideas are those of Nilsson, "Teleo-Reactive Programs for Agent Control" (JAIR 1, 1994,
/// 139-158), of TeleoR (Clark & Robinson), and of Dongol, Hayes & Robinson (Formal Aspects of
/// Computing 26(3), 2014), with five things that a network needs besides: guards of three values,
/// hand-over order, guards over forecasts, guardrails outside the program, and firings that are
/// durable and can be explained.
@NullMarked
package io.teleon.policies;

import org.jspecify.annotations.NullMarked;
