@NullMarked
package io.teleon.controller.containment;

import org.jspecify.annotations.NullMarked;
