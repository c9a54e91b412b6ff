/// Proofs of [io.teleon.models.learning.upkeep].
@NullMarked
package io.teleon.models.learning.upkeep;

import org.jspecify.annotations.NullMarked;
