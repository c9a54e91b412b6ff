package io.teleon.simulator.world;

import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Notice;
import io.teleon.models.intent.InstallState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What the controller does, written into the transcript a step at a time: its events one by one,
/// but intents that come to the same state together in one line, and what it sends as counts.
final class ControllerDiary {

    private static final int MOST_NAMES = 6;

    /// A run that only a person ends must not fill the memory; the first ones are kept.
    private static final int MOST_NOTICES = 10_000;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String WHO = "controller";
    private static final String REROUTING = InstallState.REROUTING.toString();

    private final Transcript transcript;
    private final Elements elements;
    private final NavigableMap<String, Integer> counts = new TreeMap<>();
    private final SequencedMap<String, List<String>> intentsByState = new LinkedHashMap<>();
    private final NavigableMap<String, List<Instant>> moves = new TreeMap<>();
    private final List<Notice> notices = new ArrayList<>();
    private int flowMods;
    private int barriers;

    ControllerDiary(Transcript transcript, Elements elements) {
        this.transcript = transcript;
        this.elements = elements;
    }

    void published(Event event) {
        String subject = elements.named(event.subject());
        counts.merge(event.kind().name(), 1, Integer::sum);
        counts.merge(key(event.kind(), subject), 1, Integer::sum);
        if (event.kind() == Event.Kind.INTENT_STATE) {
            if (event.text().startsWith(REROUTING)) {
                moves.computeIfAbsent(subject, _ -> new ArrayList<>()).add(event.at());
            }
            String state = event.text().replaceFirst("no path from .*", "no path");
            together(event.kind(), state).add(subject);
            return;
        }
        if (event.kind() == Event.Kind.FULFILMENT) {
            together(event.kind(), event.text()).add(subject);
            return;
        }
        writeIntents();
        transcript.line(
                WHO, text(event.kind()) + " " + subject + ": " + elements.named(event.text()));
    }

    private List<String> together(Event.Kind kind, String state) {
        return intentsByState.computeIfAbsent(text(kind) + " " + state, _ -> new ArrayList<>());
    }

    void told(Notice notice) {
        if (notices.size() < MOST_NOTICES) {
            notices.add(
                    new Notice(
                            notice.number(),
                            notice.at(),
                            notice.kind(),
                            notice.topic(),
                            elements.named(notice.subject()),
                            elements.named(notice.text())));
        }
        writeIntents();
        transcript.line(
                WHO,
                "notice "
                        + notice.number()
                        + " to "
                        + notice.topic()
                        + ": "
                        + (switch (notice.kind()) {
                            case MESSAGE -> "";
                            case TICKET_OPENED -> "ticket opened, ";
                            case TICKET_CLOSED -> "ticket closed, ";
                        })
                        + elements.named(notice.subject())
                        + ", "
                        + elements.named(notice.text()));
    }

    void sent(OpenFlowMessage message) {
        if (message instanceof FlowMod || message instanceof GroupMod) {
            flowMods++;
        } else if (message instanceof OpenFlowMessage.BarrierRequest) {
            barriers++;
        }
    }

    void stepped() {
        writeIntents();
        if (flowMods + barriers > 0) {
            transcript.line(WHO, "sends " + flowMods + " flow-mods, " + barriers + " barriers");
            flowMods = 0;
            barriers = 0;
        }
    }

    private void writeIntents() {
        intentsByState.forEach((state, intents) -> {
            String names = String.join(", ", intents.stream().limit(MOST_NAMES).toList());
            int more = intents.size() - MOST_NAMES;
            transcript.line(WHO, state + ": " + names + (more > 0 ? " and " + more + " more" : ""));
        });
        intentsByState.clear();
    }

    private static String text(Event.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// How often the controller told of this kind of event, about this subject or any.
    int count(Event.Kind kind, Optional<String> subject) {
        return counts.getOrDefault(subject.map(s -> key(kind, s)).orElse(kind.name()), 0);
    }

    /// What people outside were told, at most the first [#MOST_NOTICES], with names in place of
    /// datapath ids.
    List<Notice> notices() {
        return List.copyOf(notices);
    }

    /// How often the most restless intent was led another way within some hour.
    int mostMovesInAnHour() {
        int most = 0;
        for (List<Instant> times : moves.values()) {
            int first = 0;
            for (int last = 0; last < times.size(); last++) {
                while (times.get(first).plus(HOUR).isBefore(times.get(last))) {
                    first++;
                }
                most = Math.max(most, last - first + 1);
            }
        }
        return most;
    }

    private static String key(Event.Kind kind, String subject) {
        return kind.name() + " " + subject;
    }
}
