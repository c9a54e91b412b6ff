package io.teleon.models.event;

import io.teleon.models.event.SyslogMessage.Field;
import io.teleon.models.event.SyslogMessage.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A message while it is read. Owner: one call of [SyslogReader#read].
final class SyslogParts {

    /// More fields are left in the text alone.
    static final int MOST_FIELDS = 128;

    private final String line;
    private final List<Field> fields = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    Form form = Form.BARE;
    Optional<Priority> priority = Optional.empty();
    Optional<SyslogTime> time = Optional.empty();
    String host = "";
    String process = "";
    String processId = "";
    String tag = "";
    String text = "";

    SyslogParts(String line) {
        this.line = line;
    }

    void fault(String what) {
        faults.add(what);
    }

    void field(String name, String value) {
        if (fields.size() < MOST_FIELDS) {
            fields.add(new Field(name, value));
        } else if (fields.size() == MOST_FIELDS && faults.stream().noneMatch(TOO_MANY::equals)) {
            faults.add(TOO_MANY);
        }
    }

    private static final String TOO_MANY = "has more than " + MOST_FIELDS + " fields";

    SyslogMessage message() {
        return new SyslogMessage(
                line, form, priority, time, host, process, processId, tag, text, fields, faults);
    }
}
