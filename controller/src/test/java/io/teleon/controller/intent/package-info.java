/// How paths are found that keep what an intent asks of them.
@NullMarked
package io.teleon.controller.intent;

import org.jspecify.annotations.NullMarked;
