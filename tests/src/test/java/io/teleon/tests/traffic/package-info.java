/// The fluid network and the traffic sources against numbers that others computed on public data.
@NullMarked
package io.teleon.tests.traffic;

import org.jspecify.annotations.NullMarked;
