/// The virtual switch held against others: a dumb reading of the standard, and Open vSwitch.
///
/// Random tables, groups, ports and packets come from a seed; what every switch makes of a packet
/// is compared by output port and by every byte of the frame.
@NullMarked
package io.teleon.tests.conformance;

import org.jspecify.annotations.NullMarked;
