/// Teleon's agent.
@NullMarked
package io.teleon.agent;

import org.jspecify.annotations.NullMarked;
