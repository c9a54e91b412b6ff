/// The launcher `teleon` at the root of the checkout, run as a user would run it.
@NullMarked
package io.teleon.tests.launcher;

import org.jspecify.annotations.NullMarked;
