/// What is expected of the traffic, and when it is known.
@NullMarked
package io.teleon.controller.predict;

import org.jspecify.annotations.NullMarked;
