/// Proofs that programs are read rightly, and that nothing makes their reading fail.
@NullMarked
package io.teleon.policies.link;

import org.jspecify.annotations.NullMarked;
