package io.teleon.models.learning;

/// What a model costs before it says anything.
///
/// @param trainSeconds NaN where it is not known
/// @param bytes of all numbers that were fitted, for all series together
record EvaluationCost(double trainSeconds, double bytes) {}
