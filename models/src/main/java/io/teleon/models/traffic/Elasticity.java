package io.teleon.models.traffic;

/// How a demand answers congestion.
public enum Elasticity {
    /// It sends what it offers, and an overloaded link drops the excess of all alike.
    INELASTIC,
    /// It slows down to its max-min fair share of what inelastic demands leave.
    ELASTIC
}
