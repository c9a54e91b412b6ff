package io.teleon.simulator.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counts as caught, and what as prevented.
class BreachTest {

    private static final LinkId LINK = new LinkId(ConnectPoint.of(1, 1), ConnectPoint.of(2, 1));
    private static final LinkId OTHER = new LinkId(ConnectPoint.of(2, 2), ConnectPoint.of(3, 1));

    @ParameterizedTest
    @CsvSource({
        "a>b, 900, 3000, confirmed, 0, CAUGHT",
        "a>b, 900, 3000, confirmed, 800, CAUGHT", // acted on in time, though much of it came
        "a>b, 1060, 3000, confirmed, 0, CAUGHT", // just in time
        "a>b, 1061, 3000, confirmed, 0, MISSED", // too late, though none of it came
        "a>b, 500, 1000, confirmed, 0, MISSED", // over before it began
        "a>b, 900, 3000, undone, 0, MISSED",
        "b>c, 900, 3000, confirmed, 100, PREVENTED",
        "b>c, 900, 3000, confirmed, 101, MISSED", // it came all the same
        "b>c, 1061, 3000, confirmed, 0, MISSED",
        "b>c, 900, 3000, undone, 0, MISSED",
        "c>d, 900, 3000, confirmed, 0, MISSED" // led nothing of it away
    })
    void inTimeByAConfirmedActionForItsLinkOrForOneBefore(
            String target,
            double begun,
            double over,
            String outcome,
            double overloaded,
            String expected) {
        MeasuredDays.Acted acted =
                new MeasuredDays.Acted(1, "shift", target, begun, over, outcome, "", false);
        List<Remedy> remedies =
                List.of(
                        new Remedy(
                                acted,
                                target.equals("c>d") ? List.of(OTHER) : List.of(LINK, OTHER)));
        Breach breach = new Breach(LINK, 1000, 1000, overloaded);
        assertEquals(
                expected,
                breach.isCaught(remedies, "a>b")
                        ? "CAUGHT"
                        : breach.isPrevented(remedies, "a>b") ? "PREVENTED" : "MISSED");
    }
}
