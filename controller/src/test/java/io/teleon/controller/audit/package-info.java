/// The chain of the audit, and what becomes of it when somebody touches it.
@NullMarked
package io.teleon.controller.audit;

import org.jspecify.annotations.NullMarked;
