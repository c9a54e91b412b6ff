/// The command line of the controller: the daemon, the clients of its API, the tools for policies
/// and the protocol readers.
///
/// - Input: arguments, configuration files, signals.
/// - Output: text for people, JSON for programs, an exit code: 0 success, 1 failure, 2 wrong usage,
///   3 refused by policy, 4 a dry run that would change something.
/// - Invariants: what goes wrong is told in one line that says what to do; nobody sees a stack
///   trace.
@NullMarked
package io.teleon.controller.cli;

import org.jspecify.annotations.NullMarked;
