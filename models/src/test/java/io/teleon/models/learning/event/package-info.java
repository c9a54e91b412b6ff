/// What is learned of events, on messages made up here.
@NullMarked
package io.teleon.models.learning.event;

import org.jspecify.annotations.NullMarked;
