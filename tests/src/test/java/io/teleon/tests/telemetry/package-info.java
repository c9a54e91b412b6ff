/// What agents report is what the controller reads.
@NullMarked
package io.teleon.tests.telemetry;

import org.jspecify.annotations.NullMarked;
