/// Proofs of [io.teleon.controller.schedule].
@NullMarked
package io.teleon.controller.schedule;

import org.jspecify.annotations.NullMarked;
