package io.teleon.simulator.scenario;

import io.teleon.controller.report.Notice;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Which of the notices that people outside are told are meant; what is left out is any.
///
/// @param subject what it is about, with names in place of datapath ids
/// @param part of its text
record NoticeFilter(
        Optional<Notice.Kind> kind,
        Optional<String> topic,
        Optional<String> subject,
        Optional<String> part) {

    /// @param notice with names in place of datapath ids
    boolean fits(Notice notice) {
        return kind.filter(k -> k != notice.kind()).isEmpty()
                && topic.filter(t -> !t.equals(notice.topic())).isEmpty()
                && subject.filter(s -> !s.equals(notice.subject())).isEmpty()
                && part.filter(p -> !notice.text().contains(p)).isEmpty();
    }

    /// For people: `notice ticket-opened to optics about A>B that says "..."`.
    String text() {
        return Stream.of(
                        Optional.of("notice"),
                        kind.map(k -> k.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                        topic.map(t -> "to " + t),
                        subject.map(s -> "about " + s),
                        part.map(p -> "that says \"" + p + "\""))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " " + other)
                .orElseThrow();
    }
}
