@NullMarked
package io.teleon.models.learning;

import org.jspecify.annotations.NullMarked;
