package io.teleon.models.learning.event;

import io.teleon.models.event.SyslogMessage;

/// A message of which somebody knows the class.
///
/// @param name of the class, such as `INTERFACE_DOWN`
public record LabelledEvent(String name, SyslogMessage message) {

    public LabelledEvent {
        if (name.isBlank() || name.equals(EventVerdict.UNKNOWN)) {
            throw new IllegalArgumentException("'" + name + "' is not a name for a class");
        }
    }
}
