package io.teleon.models.event;

import java.util.List;
import java.util.Optional;

/// A line of syslog by its parts. A part that the line does not have is empty.
///
/// @param line all of it, as it came
/// @param form the form its header has
/// @param host as it calls itself
/// @param process the program or process that speaks, `rpd`
/// @param processId of the process, a number as a rule
/// @param tag the name of the kind of message, by its vendor: `BGP-5-ADJCHANGE`, `UI_COMMIT`
/// @param text what is left, for people
/// @param fields what else it has, in its order: sequence number, node of a chassis, structured
///   data, `key=value`
/// @param faults what is wrong with it, empty when all could be read
public record SyslogMessage(
        String line,
        Form form,
        Optional<Priority> priority,
        Optional<SyslogTime> time,
        String host,
        String process,
        String processId,
        String tag,
        String text,
        List<Field> fields,
        List<String> faults) {

    /// The forms of headers that are told apart. Several vendors share one.
    public enum Form {
        /// RFC 5424: version, time with year and zone, host, application, process, structured data.
        STRUCTURED,
        /// RFC 3164, time before host: Junos, EOS, NetIron, NX-OS with a year, Huawei VRP.
        TRADITIONAL,
        /// A sequence number or the host stands before the time: IOS, IOS XR, NX-OS, Opengear.
        HOST_FIRST,
        /// All of it is `key=value`: FortiOS.
        KEYS,
        /// None of these: all is text.
        BARE
    }

    /// A part with a name. Names may repeat.
    public record Field(String name, String value) {}

    public SyslogMessage {
        fields = List.copyOf(fields);
        faults = List.copyOf(faults);
    }

    /// Whether all of it could be read.
    public boolean wellFormed() {
        return faults.isEmpty();
    }

    public Optional<String> field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst();
    }
}
