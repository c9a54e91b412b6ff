/// What every journal must do, and the small one that is kept in memory.
@NullMarked
package io.teleon.controller.journal;

import org.jspecify.annotations.NullMarked;
