/// The tutorial, tried: everything in it is taken from its page and run.
@NullMarked
package io.teleon.policies.tutorial;

import org.jspecify.annotations.NullMarked;
