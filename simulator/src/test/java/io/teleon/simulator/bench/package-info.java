@NullMarked
package io.teleon.simulator.bench;

import org.jspecify.annotations.NullMarked;
