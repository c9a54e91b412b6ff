@NullMarked
package io.teleon.models.traffic;

import org.jspecify.annotations.NullMarked;
