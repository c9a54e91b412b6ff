/// Forecasts held against measured traffic.
@NullMarked
package io.teleon.tests.learning;

import org.jspecify.annotations.NullMarked;
