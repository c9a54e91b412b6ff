@NullMarked
package io.teleon.simulator.cli;

import org.jspecify.annotations.NullMarked;
