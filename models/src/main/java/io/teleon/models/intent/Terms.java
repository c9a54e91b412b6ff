package io.teleon.models.intent;

import java.util.List;

/// On what terms an intent is carried.
///
/// @param tier how much it matters beside others when there is not room for all
/// @param constraints what its path must be like
/// @param goals for what is measured of it
public record Terms(Tier tier, Constraints constraints, List<Goal> goals) {

    public static final int MAX_GOALS = 8;

    public static final Terms USUAL = new Terms(Tier.SILVER, Constraints.NONE, List.of());

    public Terms {
        goals = List.copyOf(goals);
        if (goals.size() > MAX_GOALS) {
            throw new IllegalArgumentException(goals.size() + " goals, at most " + MAX_GOALS);
        }
    }
}
