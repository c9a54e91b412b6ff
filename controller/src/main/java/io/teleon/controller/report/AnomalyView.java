package io.teleon.controller.report;

import io.teleon.models.learning.detect.Detectors;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;

/// Something that goes on and is odd, as detectors see it: no fault by itself, but worth a look.
///
/// @param subject a link, an intent or an agent, in its text form
/// @param name of the subject, for people
/// @param lastOdd the newest row that was odd
/// @param score of the oddest row in it, 0 to 1
/// @param pValue of that row: how often the like comes when nothing is wrong; empty of a host,
///   whose score is the share of its series that are odd
/// @param why what was odd about it, as a person would say it
/// @param deeply whether detectors that cost more look at it, too
public record AnomalyView(
        Of of,
        String subject,
        String name,
        Instant since,
        Instant lastOdd,
        double score,
        OptionalDouble pValue,
        String why,
        boolean deeply) {

    /// What is odd; the text form is the name in lower case.
    public enum Of {
        /// What is to go by a link, by the ways that intents go when all is well.
        LOAD,
        /// What a link loses.
        LOSS,
        /// What an intent's probes take.
        DELAY,
        /// Much of what an agent measures.
        HOST;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public AnomalyView {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score " + score + " is not in [0, 1]");
        }
    }

    /// By the surprise of a detector, minus the decimal logarithm of a p-value.
    public AnomalyView withSurprise(Instant at, double surprise, String sign) {
        boolean more = Detectors.score(surprise) > score;
        return new AnomalyView(
                of,
                subject,
                name,
                since,
                at,
                more ? Detectors.score(surprise) : score,
                more ? OptionalDouble.of(StrictMath.pow(10, -surprise)) : pValue,
                more ? sign : why,
                deeply);
    }

    /// One line.
    public String text() {
        String odd =
                switch (of) {
                    case LOAD -> "load of " + name + " is odd: ";
                    case LOSS -> "loss of " + name + " is odd: ";
                    case DELAY -> "delay of intent " + name + " is odd: ";
                    case HOST -> "host " + name + " is odd: ";
                };
        return odd
                + why
                + (pValue.isPresent()
                        ? String.format(Locale.ROOT, " (p %.1e)", pValue.getAsDouble())
                        : "");
    }
}
