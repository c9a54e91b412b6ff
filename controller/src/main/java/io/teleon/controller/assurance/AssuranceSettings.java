package io.teleon.controller.assurance;

import io.teleon.models.intent.Tier;
import java.time.Duration;

/// What counts as met, and how long it must last to be told.
///
/// @param wantedShare of what is offered, 0 to 1
/// @param shareError by which a measured share may be too small without meaning anything: readings
///   of both ends 10 s apart that jitter by 10 ms are off by 0.001
/// @param brokenShare below which an intent is not fulfilled at all
/// @param delayFactor times the delay of the shortest way is the bound
/// @param stale after which a measurement tells nothing of now
/// @param gold how long changes must last for each tier
/// @param reportsKept of each intent; the oldest goes for the newest
public record AssuranceSettings(
        double wantedShare,
        double shareError,
        double brokenShare,
        double delayFactor,
        Duration stale,
        Hold gold,
        Hold silver,
        Hold bronze,
        int reportsKept) {

    /// The promise of an SLO second, for readings every 10 s.
    public static final AssuranceSettings STANDARD =
            new AssuranceSettings(
                    0.999,
                    0.001,
                    0.5,
                    1.5,
                    Duration.ofSeconds(35),
                    new Hold(Duration.ofSeconds(10), Duration.ofSeconds(30)),
                    new Hold(Duration.ofSeconds(20), Duration.ofSeconds(60)),
                    new Hold(Duration.ofSeconds(40), Duration.ofSeconds(90)),
                    32);

    /// @param worse how long a worse state must last, or the first one
    /// @param better how long a better one must last
    public record Hold(Duration worse, Duration better) {

        public Hold {
            if (worse.isNegative() || better.compareTo(worse) < 0) {
                throw new IllegalArgumentException(
                        "holds of "
                                + worse
                                + " for worse and "
                                + better
                                + " for better: expected"
                                + " 0 or more, and no less for better than for worse");
            }
        }
    }

    public AssuranceSettings {
        if (!(wantedShare > brokenShare && wantedShare <= 1 && brokenShare > 0)) {
            throw new IllegalArgumentException(
                    "shares " + brokenShare + " and " + wantedShare + " are not 0 < a < b <= 1");
        }
        if (!(shareError >= 0 && shareError < wantedShare) || !(delayFactor >= 1)) {
            throw new IllegalArgumentException(
                    "share error "
                            + shareError
                            + " or delay factor "
                            + delayFactor
                            + " is out of range");
        }
        if (reportsKept < 1 || !stale.isPositive()) {
            throw new IllegalArgumentException(
                    reportsKept + " reports, stale after " + stale + ": expected above 0");
        }
    }

    Hold hold(Tier tier) {
        return switch (tier) {
            case GOLD -> gold;
            case SILVER -> silver;
            case BRONZE -> bronze;
        };
    }
}
