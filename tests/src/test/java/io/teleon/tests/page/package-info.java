/// The page over a demo that runs: what an operator does at night, end to end in a browser.
@NullMarked
package io.teleon.tests.page;

import org.jspecify.annotations.NullMarked;
