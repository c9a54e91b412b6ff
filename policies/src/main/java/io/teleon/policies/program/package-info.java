/// What a program means: every name resolved, every expression typed.
///
/// - Input: the trees of a policy file and of all it imports, or of several policies that are to
///   run together.
/// - Output: one [io.teleon.policies.program.Program]. Engine, checks, tests and explanations read
///   it and nothing else.
/// - Invariants: a reference names a declaration that is there, with as many arguments as it takes
///   and of its types; every [io.teleon.policies.program.Expression.Variable] is bound by a
///   parameter or quantifier around it, or is one of the free variables of its rule; numbers are in
///   base units ([io.teleon.policies.program.Dimension]); temporal operators are numbered from 0
///   without gaps over the whole program.
@NullMarked
package io.teleon.policies.program;

import org.jspecify.annotations.NullMarked;
