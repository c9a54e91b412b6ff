package io.teleon.controller.detect;

import io.teleon.controller.report.AnomalyView;
import io.teleon.controller.report.AnomalyView.Of;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// What agents say of their hosts: which share of what they measure is odd. An agent has screened
/// its series itself, so its share needs no detector but a threshold: the one from which on the
/// agent takes its host for odd, and half of it for the way back.
final class HostRates {

    static final double ODD = 0.3;
    static final double USUAL = 0.15;

    /// What an agent said longer ago is not known any more.
    static final Duration STALE = Duration.ofMinutes(10);

    private final AnomalyLog log;

    /// When those that are odd said so last, by our clock: an agent's may be slow. Bounded by the
    /// agents.
    private final Map<Subject, Instant> heardAt = new TreeMap<>();

    HostRates(AnomalyLog log) {
        this.log = log;
    }

    /// @param rate 0 to 1
    /// @return whether an anomaly began or ended
    boolean heard(String agent, double rate, Instant at, Instant now) {
        Subject subject = new Subject(Of.HOST, agent);
        boolean isOn = log.of(subject).isPresent();
        if (rate >= ODD) {
            Instant since = log.of(subject).map(AnomalyView::since).orElse(at);
            AnomalyView anomaly = view(agent, rate, since, at);
            heardAt.put(subject, now);
            if (isOn) {
                log.goOn(subject, anomaly);
            } else {
                log.begin(subject, anomaly, now);
            }
            return !isOn;
        }
        if (isOn && rate <= USUAL) {
            heardAt.remove(subject);
            log.end(subject, now);
            return true;
        }
        return false;
    }

    private static AnomalyView view(String agent, double rate, Instant since, Instant at) {
        return new AnomalyView(
                Of.HOST,
                agent,
                agent,
                since,
                at,
                Math.clamp(rate, 0, 1),
                OptionalDouble.empty(),
                String.format(Locale.ROOT, "%.0f %% of what it measures is, at once", 100 * rate),
                false);
    }

    /// Gives up those whose agent has said nothing for long: that is a fault of its own.
    void forgetSilent(Instant now) {
        heardAt.entrySet()
                .removeIf(heard -> {
                    boolean silent = heard.getValue().plus(STALE).isBefore(now);
                    if (silent) {
                        log.end(heard.getKey(), now);
                    }
                    return silent;
                });
    }
}
