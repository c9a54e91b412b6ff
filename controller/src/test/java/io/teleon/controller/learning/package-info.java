/// Proofs of [io.teleon.controller.learning].
@NullMarked
package io.teleon.controller.learning;

import org.jspecify.annotations.NullMarked;
