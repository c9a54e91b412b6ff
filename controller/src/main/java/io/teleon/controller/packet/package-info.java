@NullMarked
package io.teleon.controller.packet;

import org.jspecify.annotations.NullMarked;
