package io.teleon.models.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Puts a component of a sealed family beside the others instead of under a key of its own: with
/// `record Timed(Duration at, @Inline Fault fault)` the file says `{at: 5 s, link-down: {...}}`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Inline {}
