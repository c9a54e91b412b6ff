package io.teleon.policies.program;

/// A parameter of a declaration; its slot is its place in the list.
public record Parameter(String name, Type type) {}
