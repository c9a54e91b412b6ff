/// Time and chance as arguments: logic receives both, it never reaches for them.
@NullMarked
package io.teleon.models.time;

import org.jspecify.annotations.NullMarked;
