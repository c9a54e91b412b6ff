package io.teleon.controller.act;

import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// What an action that leads intents off a link is seen to do for it: what the port that sends into
/// it counts, held against what those send who should still go by it and those who should not. All
/// in bits per second.
///
/// That every switch confirmed its rules says that they were taken, not that packets follow them.
///
/// @param capacity of the link
/// @param carried what its port counted
/// @param stays what those send whose way goes by it
/// @param led what those send who are held off it and would go by it otherwise
record Relief(double capacity, double carried, double stays, double led) {

    /// Less than this share of the capacity cannot be told from a wobble of the counters.
    private static final double NOTICEABLE = 0.01;

    /// @param held the intents that the action leads another way
    /// @return empty where there is nothing to be seen: the link is down, or its port or all of
    ///   those who are led have told nothing
    static Optional<Relief> of(Picture picture, LinkId id, Collection<IntentId> held) {
        OfLink link = picture.links().get(id);
        if (link == null || !link.up() || link.carried().isEmpty() || !(link.capacity() > 0)) {
            return Optional.empty();
        }
        double led = 0;
        for (IntentId user : link.users()) {
            led +=
                    held.contains(user)
                            ? sends(Optional.ofNullable(picture.intents().get(user)))
                            : 0;
        }
        double stays = 0;
        for (OfIntent intent : picture.intents().values()) {
            stays += intent.view().path().contains(id) ? sends(Optional.of(intent)) : 0;
        }
        return led > 0
                ? Optional.of(new Relief(link.capacity(), link.carried().get().value(), stays, led))
                : Optional.empty();
    }

    private static double sends(Optional<OfIntent> intent) {
        return intent.flatMap(OfIntent::sends).map(Picture.Measured::value).orElse(0.0);
    }

    /// Whether at least half of what is led another way is gone from the link; true where it is too
    /// little to tell.
    boolean isSeen() {
        return led < NOTICEABLE * capacity || carried <= stays + led / 2;
    }

    /// `ATLAng>IPLSng at 55.1 %, with what is led another way 79.0 %`.
    String shown(String link) {
        return String.format(
                Locale.ROOT,
                "%s at %.1f %%, %s",
                link,
                100 * carried / capacity,
                isSeen()
                        ? String.format(
                                Locale.ROOT,
                                "with what is led another way %.1f %%",
                                100 * (carried + led) / capacity)
                        : String.format(
                                Locale.ROOT,
                                "though what still should go by it is %.1f %%",
                                100 * stays / capacity));
    }
}
