/// Proofs of [io.teleon.models.learning.network].
@NullMarked
package io.teleon.models.learning.network;

import org.jspecify.annotations.NullMarked;
