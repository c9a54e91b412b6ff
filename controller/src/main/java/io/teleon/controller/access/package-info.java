/// Who may do what: roles, and the tokens that prove them.
///
/// - Input: a token as a caller shows it; the file of those that were given out.
/// - Output: the [io.teleon.controller.access.Token] it is, and with it a name and a
///   [io.teleon.controller.access.Role].
/// - Invariants: of a token only its hash is kept, so that whoever reads the file cannot use it;
///   the token itself is shown once, when it is made. Chance and time come from outside.
@NullMarked
package io.teleon.controller.access;

import org.jspecify.annotations.NullMarked;
