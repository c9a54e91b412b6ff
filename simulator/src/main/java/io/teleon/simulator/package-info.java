/// Teleon's simulator.
@NullMarked
package io.teleon.simulator;

import org.jspecify.annotations.NullMarked;
