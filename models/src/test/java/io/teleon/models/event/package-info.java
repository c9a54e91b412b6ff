/// Lines of syslog, held against what they say.
@NullMarked
package io.teleon.models.event;

import org.jspecify.annotations.NullMarked;
