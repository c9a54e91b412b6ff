/// The checks on examples, on the shipped programs and on programs made wrong.
@NullMarked
package io.teleon.policies.check;

import org.jspecify.annotations.NullMarked;
