/// Text in, text out.
@NullMarked
package io.teleon.policies.syntax;

import org.jspecify.annotations.NullMarked;
