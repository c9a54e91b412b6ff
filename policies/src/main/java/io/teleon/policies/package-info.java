/// Teleon's policies.
@NullMarked
package io.teleon.policies;

import org.jspecify.annotations.NullMarked;
