/// A real network to test against: userspace Open vSwitch and network namespaces on this machine.
///
/// [OvsDiamond] drives the script `tests/lab/diamond`, which people use by hand as well, so that
/// there is one description of how the lab is built. A lab is closed by its test, by the JVM's end,
/// or by the next test run when the JVM was killed; it leaves no namespace, device, process or file
/// behind. Tests here carry [RealNetwork][io.teleon.tests.environment.RealNetwork].
@NullMarked
package io.teleon.tests.lab;

import org.jspecify.annotations.NullMarked;
