/// What people read about the controller, from actions made up for the purpose.
@NullMarked
package io.teleon.controller.report;

import org.jspecify.annotations.NullMarked;
