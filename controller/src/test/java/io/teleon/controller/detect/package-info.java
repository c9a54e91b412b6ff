/// What is odd, and what only looks so.
@NullMarked
package io.teleon.controller.detect;

import org.jspecify.annotations.NullMarked;
