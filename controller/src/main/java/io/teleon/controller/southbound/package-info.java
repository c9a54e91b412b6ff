/// The edge to the switches: OpenFlow on the wire.
@NullMarked
package io.teleon.controller.southbound;

import org.jspecify.annotations.NullMarked;
