@NullMarked
package io.teleon.simulator.traffic;

import org.jspecify.annotations.NullMarked;
