@NullMarked
package io.teleon.models.learning.detect;

import org.jspecify.annotations.NullMarked;
