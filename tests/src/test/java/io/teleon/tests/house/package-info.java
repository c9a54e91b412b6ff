/// The rules of the house, held against the code of every module.
///
/// In: the compiled classes on the class path and the source trees of the checkout. Out: a failing
/// test that names each offender. Every rule is itself proven on deliberately bad code: the classes
/// in `fixtures` mirror the modules under a base package of their own, and a test asserts that the
/// rule reports exactly them. A rule nobody has seen fail is no rule.
@NullMarked
package io.teleon.tests.house;

import org.jspecify.annotations.NullMarked;
