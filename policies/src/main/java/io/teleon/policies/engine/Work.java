package io.teleon.policies.engine;

/// What an engine has done since it began, for measurements.
///
/// @param guardEvaluations how often the guard of a rule was evaluated
/// @param tasksDecided how often a task was decided from its root down
public record Work(long guardEvaluations, long tasksDecided) {}
