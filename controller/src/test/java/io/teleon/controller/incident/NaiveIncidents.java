package io.teleon.controller.incident;

import io.teleon.controller.incident.Sign.Fare;
import io.teleon.controller.incident.Trouble.Mark;
import io.teleon.controller.report.IncidentView;
import io.teleon.controller.report.Severity;
import io.teleon.models.intent.IntentId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Incidents by the second and without an index: everything is looked for everywhere.
final class NaiveIncidents {

    static final class One {
        final Element element;
        final int first;
        final Set<Mark> marks = new TreeSet<>();
        final Set<IntentId> intents = new TreeSet<>();
        final Set<Long> actions = new TreeSet<>();
        final Set<IntentId> lost = new TreeSet<>();
        final Set<IntentId> unmet = new TreeSet<>();
        int quiet;
        int flaps;
        int clearedAt = -1;
        Severity worst = Severity.WARNING;

        One(Element element, int first) {
            this.element = element;
            this.first = first;
        }

        String shown() {
            return element.text()
                    + " "
                    + first
                    + " "
                    + clearedAt
                    + " "
                    + flaps
                    + " "
                    + worst
                    + " "
                    + intents
                    + " "
                    + actions
                    + " "
                    + new TreeSet<>(marks.stream().map(Mark::text).toList());
        }
    }

    final List<One> all = new ArrayList<>();

    /// @param signs of each second, from 0
    static List<One> of(List<List<Sign>> signs) {
        NaiveIncidents incidents = new NaiveIncidents();
        for (int second = 0; second < signs.size(); second++) {
            for (One one : incidents.all) {
                if (one.clearedAt < 0 && one.marks.isEmpty()) {
                    int needed =
                            one.flaps == 1
                                    ? 120
                                    : one.flaps == 2 ? 240 : one.flaps == 3 ? 480 : 600;
                    if (second - one.quiet >= needed) {
                        one.clearedAt = second;
                    }
                }
            }
            for (Sign sign : signs.get(second)) {
                incidents.take(sign, second);
            }
            incidents.all.forEach(NaiveIncidents::judge);
        }
        return incidents.all;
    }

    private static void judge(One one) {
        if (one.clearedAt >= 0) {
            return;
        }
        Set<IntentId> hurt = new TreeSet<>(one.lost);
        hurt.addAll(one.unmet);
        if (!hurt.isEmpty()) {
            raise(one, 2 * hurt.size() > one.intents.size() ? Severity.CRITICAL : Severity.MAJOR);
        }
    }

    private static void raise(One one, Severity severity) {
        one.worst = one.worst.compareTo(severity) < 0 ? severity : one.worst;
    }

    private void take(Sign sign, int second) {
        switch (sign) {
            case Sign.Broke broke -> {
                if (all.stream().anyMatch(one -> one.marks.contains(broke.mark()))) {
                    return;
                }
                Element of = broke.element();
                for (Element outer : broke.within()) {
                    if (all.stream()
                            .anyMatch(one -> one.element.equals(outer) && !one.marks.isEmpty())) {
                        of = outer;
                        break;
                    }
                }
                Element element = of;
                One one =
                        open(of).orElseGet(() -> {
                            One opened = new One(element, second);
                            all.add(opened);
                            return opened;
                        });
                if (one.marks.isEmpty()) {
                    one.flaps++;
                }
                one.marks.add(broke.mark());
                one.intents.addAll(broke.users());
                raise(
                        one,
                        broke.mark().trouble() == Trouble.SWITCH_AWAY
                                ? Severity.MAJOR
                                : Severity.MINOR);
                if (one.flaps >= 4) {
                    raise(one, Severity.MAJOR);
                }
            }
            case Sign.Mended mended -> {
                for (One one : all) {
                    if (one.marks.remove(mended.mark())) {
                        one.quiet = second;
                    }
                }
            }
            case Sign.Fared fared -> {
                for (One one : all) {
                    boolean bad =
                            List.of(Fare.FAILED, Fare.PARKED, Fare.DEGRADED, Fare.NOT_FULFILLED)
                                    .contains(fared.fare());
                    boolean onWay =
                            bad && !one.marks.isEmpty() && fared.way().contains(one.element);
                    if (one.clearedAt < 0 && (onWay || one.intents.contains(fared.intent()))) {
                        fare(one, fared.intent(), fared.fare(), bad);
                    }
                }
            }
            case Sign.Noted _ -> {} // a line, and nothing else
            case Sign.Acted acted -> {
                if (all.stream().noneMatch(o -> o.actions.contains(acted.action()))) {
                    acted.about().stream()
                            .flatMap(about -> open(about).stream())
                            .findFirst()
                            .ifPresent(one -> one.actions.add(acted.action()));
                }
            }
        }
    }

    private static void fare(One one, IntentId intent, Fare fare, boolean bad) {
        if (bad) {
            one.intents.add(intent);
        }
        switch (fare) {
            case FAILED, PARKED -> one.lost.add(intent);
            case SERVED -> one.lost.remove(intent);
            case NOT_FULFILLED -> one.unmet.add(intent);
            case DEGRADED, FULFILLED -> one.unmet.remove(intent);
            case GONE -> {
                one.lost.remove(intent);
                one.unmet.remove(intent);
            }
            case MOVING -> {}
        }
    }

    private Optional<One> open(Element element) {
        return all.stream()
                .filter(one -> one.clearedAt < 0 && one.element.equals(element))
                .findFirst();
    }

    /// The same line of what the real ones say.
    static String shown(IncidentView view, Instant start) {
        return view.kind()
                + " "
                + view.element()
                + " "
                + Duration.between(start, view.firstSeen()).toSeconds()
                + " "
                + view.clearedAt().map(at -> Duration.between(start, at).toSeconds()).orElse(-1L)
                + " "
                + view.flaps()
                + " "
                + view.severity()
                + " "
                + new TreeSet<>(view.intents())
                + " "
                + new TreeSet<>(view.actions())
                + " "
                + new TreeSet<>(view.troubles());
    }
}
