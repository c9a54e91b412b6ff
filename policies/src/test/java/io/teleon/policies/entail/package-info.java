/// Proofs and what is no proof.
@NullMarked
package io.teleon.policies.entail;

import org.jspecify.annotations.NullMarked;
