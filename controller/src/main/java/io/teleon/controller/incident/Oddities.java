package io.teleon.controller.incident;

import io.teleon.controller.incident.Trouble.Mark;
import io.teleon.controller.report.AnomalyView;
import io.teleon.models.network.LinkId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// Makes signs of what is odd. An odd link or host is in trouble, if only of the mildest kind; an
/// odd delay of an intent is a line of what is in trouble on its way, if anything is.
///
/// It is given all that is odd each time, so that after a restart it comes to the same: what is
/// known and goes on is not told again, and what is known and is odd no more has mended.
final class Oddities {

    /// Delays that are noted already. Bounded by the intents there are.
    private final TreeSet<String> noted = new TreeSet<>();

    /// @param known every trouble there is
    /// @param way by which an intent goes
    List<Sign> signs(
            List<AnomalyView> anomalies, List<Mark> known, Function<String, List<LinkId>> way) {
        List<Sign> signs = new ArrayList<>();
        TreeSet<Mark> odd = new TreeSet<>();
        TreeSet<String> delayed = new TreeSet<>();
        for (AnomalyView anomaly : anomalies) {
            Optional<Mark> mark = mark(anomaly);
            if (mark.isEmpty()) {
                delayed.add(anomaly.subject());
                if (!noted.contains(anomaly.subject())) {
                    signs.add(new Sign.Noted(along(way.apply(anomaly.subject())), anomaly.text()));
                }
            } else if (odd.add(mark.get()) && !known.contains(mark.get())) {
                signs.add(broke(anomaly, mark.get()));
            }
        }
        for (Mark mark : known) {
            if (isOddity(mark.trouble()) && !odd.contains(mark)) {
                signs.add(new Sign.Mended(mark, mark.part() + " is odd no more"));
            }
        }
        noted.clear();
        noted.addAll(delayed);
        return signs;
    }

    private static Optional<Mark> mark(AnomalyView anomaly) {
        return switch (anomaly.of()) {
            case LOAD -> Optional.of(new Mark(Trouble.LOAD_ODD, anomaly.subject()));
            case LOSS -> Optional.of(new Mark(Trouble.LOSS_ODD, anomaly.subject()));
            case HOST -> Optional.of(new Mark(Trouble.HOST_ODD, anomaly.subject()));
            case DELAY -> Optional.empty();
        };
    }

    private static boolean isOddity(Trouble trouble) {
        return switch (trouble) {
            case LOAD_ODD, LOSS_ODD, HOST_ODD -> true;
            case LINK_DOWN, LINK_LOSSY, COUNTERS_DIFFER, SWITCH_AWAY, AGENT_SILENT, SCAN -> false;
        };
    }

    private static Sign broke(AnomalyView anomaly, Mark mark) {
        if (anomaly.of() == AnomalyView.Of.HOST) {
            return new Sign.Broke(
                    new Element.Agent(anomaly.subject()),
                    mark,
                    List.of(),
                    List.of(),
                    anomaly.text());
        }
        LinkId link = LinkId.parse(anomaly.subject());
        return new Sign.Broke(
                Element.Cable.of(link), mark, IncidentWatch.ends(link), List.of(), anomaly.text());
    }

    /// What an intent goes by: the cables, then the switches.
    private static List<Element> along(List<LinkId> way) {
        List<Element> elements = new ArrayList<>();
        way.forEach(link -> elements.add(Element.Cable.of(link)));
        way.forEach(link -> elements.addAll(IncidentWatch.ends(link)));
        return elements;
    }
}
