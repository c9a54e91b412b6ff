@NullMarked
package io.teleon.models.learning.djl;

import org.jspecify.annotations.NullMarked;
