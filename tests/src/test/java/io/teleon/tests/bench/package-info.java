/// JMH benchmarks, for those who change the code that they measure. They are compiled with the
/// tests and run by their `main` methods, never by the build.
@NullMarked
package io.teleon.tests.bench;

import org.jspecify.annotations.NullMarked;
