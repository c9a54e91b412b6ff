/// What kind of event a line of syslog tells of.
@NullMarked
package io.teleon.models.learning.event;

import org.jspecify.annotations.NullMarked;
