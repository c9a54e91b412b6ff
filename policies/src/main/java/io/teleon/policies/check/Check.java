package io.teleon.policies.check;

import io.teleon.policies.syntax.Diagnostic;
import java.util.List;

/// One kind of fault, looked for in a whole program.
@FunctionalInterface
interface Check {

    List<Diagnostic> check(Subject subject);
}
