/// `teleon bench policy`: the policy engine held against its aims.
///
/// Rows are ratios against a baseline in the same run: the engine made to look at everything, the
/// reference interpreter, and Drools with the same rules. It lives among the tests because the
/// rivals must not travel with the product.
@NullMarked
package io.teleon.tests.bench.policy;

import org.jspecify.annotations.NullMarked;
