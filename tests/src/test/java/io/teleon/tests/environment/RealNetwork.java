package io.teleon.tests.environment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// The test builds a real network on this machine: Open vSwitch, network namespaces, virtual
/// cables. It needs Linux, root and the Debian packages that CONTRIBUTING.md lists.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("real")
@ExtendWith(RealNetworkCondition.class)
public @interface RealNetwork {}
