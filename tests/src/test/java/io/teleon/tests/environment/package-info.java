/// What a test may need from the machine it runs on: public data, root, real switches.
///
/// A test says so with an annotation. Where the thing is there, the test runs. Where it is not, the
/// test is skipped and the reason printed with its name; under continuous integration (`CI=true`)
/// it fails instead, so that nothing goes unproven in silence.
@NullMarked
package io.teleon.tests.environment;

import org.jspecify.annotations.NullMarked;
