package io.teleon.controller.twin;

import io.teleon.models.network.LinkId;
import java.util.List;
import java.util.Optional;

/// What a network would be like over the window of the effect. All rates in bits per second.
///
/// Three scenarios are solved: all intents at their p10, all at their p50, all at their p90
/// (*comonotone*). That is careful: what is lost is a convex function of the loads, and of all the
/// ways in which rates with given distributions can hang together, it is this one that makes the
/// expectation of a convex function of their sum the largest (Kaas, Dhaene and Goovaerts,
/// Insurance: Mathematics and Economics 27, 2000). Expected values weigh the scenarios 0.3, 0.4 and
/// 0.3 (Swanson's rule; Keefer and Bodily, Management Science 29, 1983).
///
/// @param low all intents at their p10
/// @param unserved intents without a way
/// @param stretch the mean over served intents of the length of their way by that of the lightest
///   one before any change; length is propagation delay and 10 microseconds for each hop. 1 if
///   there is none
/// @param violated served intents whose service counts as violated, see [Score#violation]
public record Outlook(
        Scenario low,
        Scenario median,
        Scenario high,
        int unserved,
        double stretch,
        int violated,
        Score score) {

    /// The weights of p10, p50 and p90 in an expected value.
    static final List<Double> WEIGHTS = List.of(0.3, 0.4, 0.3);

    /// One quantile of all intents.
    ///
    /// @param lost of what is expected, what does not arrive: dropped on the way, cut by a limit,
    ///   or without a way. On the way it is dropped as the fluid network has it; where full links
    ///   follow each other this can fall while demand rises
    /// @param shed the part of it that a limit cuts
    /// @param excess summed over links, what would be sent into them above their capacity if no
    ///   other link dropped anything; never falls while demand rises
    /// @param worstUtilisation of the busiest link, what would be sent into it if no other link
    ///   dropped anything, by its capacity: above 1 where it is overloaded; 0 if nothing is sent.
    ///   Capacities below 1 bit/s count as that
    /// @param worstLink the busiest, the first in the order of ids among equals; empty if nothing
    ///   is sent
    /// @param crowdedLinks links above 95 %
    public record Scenario(
            double lost,
            double shed,
            double excess,
            double worstUtilisation,
            Optional<LinkId> worstLink,
            int crowdedLinks) {}

    /// What an outlook costs: less is better. Its parts are in bits per second of lost traffic of
    /// rank 0, or what counts as much.
    ///
    /// @param loss the expected loss, each intent's by the weight of its rank
    /// @param pressure for links above 80 %: of the capacity `c` of a link of utilisation `u`,
    ///   `0.25 c (u - 0.8)^2` up to 1, from there on straight, 0.1 for each bit/s of excess
    /// @param detour 0.002 of what goes a longer way than the shortest, for each time that one's
    ///   length that it is longer, at most nine times
    /// @param violation 0.05 of what goes a way more than 1.45 times as long, or a way whose links
    ///   lose more than a thousandth of it by themselves: whoever would lose one packet in twenty
    ///   would rather wait. What full links drop is in `loss` alone; to charge for it once more led
    ///   to more service violated on measured traffic, not less
    public record Score(double loss, double pressure, double detour, double violation) {

        public double total() {
            return loss + pressure + detour + violation;
        }
    }

    /// The expected loss in bits per second, everybody's alike.
    public double lost() {
        return expected(low.lost(), median.lost(), high.lost());
    }

    /// The part of the expected loss that limits cut, in bits per second.
    public double shed() {
        return expected(low.shed(), median.shed(), high.shed());
    }

    static double expected(double low, double median, double high) {
        return WEIGHTS.get(0) * low + WEIGHTS.get(1) * median + WEIGHTS.get(2) * high;
    }
}
