package io.teleon.models.intent;

import io.teleon.models.network.Bandwidth;
import java.util.List;
import java.util.Optional;

/// On what terms an intent is carried.
///
/// @param tier how much it matters beside others when there is not room for all
/// @param constraints what its path must be like
/// @param goals for what is measured of it
/// @param rateLimit the most it may send, in whole kbit/s as meters have it; the rest is dropped
///   where it comes in
public record Terms(
        Tier tier, Constraints constraints, List<Goal> goals, Optional<Bandwidth> rateLimit) {

    public static final int MAX_GOALS = 8;

    /// What a meter can be told (OpenFlow 1.3.5 section 7.3.4.5).
    public static final Bandwidth MIN_RATE = Bandwidth.ofKilobits(1);

    public static final Bandwidth MAX_RATE = Bandwidth.ofKilobits(Integer.MAX_VALUE);

    public static final Terms USUAL = new Terms(Tier.SILVER, Constraints.NONE, List.of());

    public Terms {
        goals = List.copyOf(goals);
        if (goals.size() > MAX_GOALS) {
            throw new IllegalArgumentException(goals.size() + " goals, at most " + MAX_GOALS);
        }
        rateLimit = rateLimit.map(Terms::rounded);
    }

    private static Bandwidth rounded(Bandwidth rate) {
        if (rate.compareTo(MIN_RATE) < 0 || rate.compareTo(MAX_RATE) > 0) {
            throw new IllegalArgumentException(
                    "a rate limit of "
                            + rate.exactText()
                            + " is outside "
                            + MIN_RATE.exactText()
                            + ".."
                            + MAX_RATE.exactText());
        }
        return Bandwidth.ofKilobits((double) Math.round(rate.bitsPerSecond() / 1e3));
    }

    /// Without a limit.
    public Terms(Tier tier, Constraints constraints, List<Goal> goals) {
        this(tier, constraints, goals, Optional.empty());
    }
}
