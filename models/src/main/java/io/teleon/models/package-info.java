/// Teleon's models.
@NullMarked
package io.teleon.models;

import org.jspecify.annotations.NullMarked;
