/// Proofs about reading, printing and formatting text.
@NullMarked
package io.teleon.policies.syntax;

import org.jspecify.annotations.NullMarked;
