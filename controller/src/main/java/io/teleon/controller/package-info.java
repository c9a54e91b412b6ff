/// Teleon's controller.
@NullMarked
package io.teleon.controller;

import org.jspecify.annotations.NullMarked;
