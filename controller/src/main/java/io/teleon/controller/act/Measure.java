package io.teleon.controller.act;

import io.teleon.controller.percept.IntentTraffic;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;

/// How intents and links fare, to be held against how they fared before an action.
///
/// @param delivered the share of what the intents send that arrives, 0..1; empty where it is not
///   measured
/// @param idle whether it is known of all of them that they send nothing, so that there is nothing
///   to measure and nobody who could suffer
/// @param worstUtilisation of the links concerned, 0 where none is
record Measure(OptionalDouble delivered, boolean idle, double worstUtilisation) {

    /// Less is lost than anybody would notice (commands.md: 99.9 % of what is offered arrives).
    static final double GOOD = 0.999;

    /// A link this full loses packets whenever its traffic wobbles.
    static final double FULL = 0.98;

    private static final double NOTICEABLE = 0.001;

    static Measure of(
            Picture picture,
            IntentTraffic traffic,
            Collection<IntentId> intents,
            Collection<LinkId> links) {
        double sent = 0;
        double arrived = 0;
        boolean idle = !intents.isEmpty();
        for (IntentId id : intents) {
            OfIntent intent = picture.intents().get(id);
            idle &= intent != null && intent.sends().filter(m -> m.value() == 0).isPresent();
            OptionalDouble share = traffic.delivered(id);
            if (intent != null && intent.sends().isPresent() && share.isPresent()) {
                sent += intent.sends().get().value();
                arrived += intent.sends().get().value() * share.getAsDouble();
            }
        }
        double worst = 0;
        for (LinkId id : links) {
            OfLink link = picture.links().get(id);
            if (link != null && link.carried().isPresent() && link.capacity() > 0) {
                worst = Math.max(worst, link.carried().get().value() / link.capacity());
            }
        }
        return new Measure(
                sent > 0 ? OptionalDouble.of(arrived / sent) : OptionalDouble.empty(), idle, worst);
    }

    static Measure of(ActionMemo.Baseline baseline) {
        return new Measure(baseline.delivered(), baseline.idle(), baseline.worstUtilisation());
    }

    ActionMemo.Baseline baseline(Optional<Instant> watchedSince) {
        return new ActionMemo.Baseline(delivered, idle, worstUtilisation, watchedSince);
    }

    /// Whether it is noticeably worse than before: a link that got full is no harm where more
    /// arrives than did.
    boolean isWorseThan(Measure before) {
        boolean losesMore =
                delivered.isPresent()
                        && delivered.getAsDouble() < GOOD
                        && delivered.getAsDouble() < before.delivered.orElse(1) - NOTICEABLE;
        boolean fillsMore = worstUtilisation > FULL && before.worstUtilisation <= FULL;
        return losesMore || (fillsMore && !isBetterThan(before));
    }

    /// Whether noticeably more arrives than before.
    boolean isBetterThan(Measure before) {
        return delivered.isPresent()
                && before.delivered.isPresent()
                && delivered.getAsDouble() > before.delivered.getAsDouble() + NOTICEABLE;
    }

    /// Whether so much is lost that somebody would notice.
    boolean isBad() {
        return delivered.isPresent() && delivered.getAsDouble() < GOOD;
    }

    /// Whether it carries all it can, or loses noticeably much.
    static boolean isInTrouble(OfLink link) {
        boolean isFull =
                link.capacity() > 0
                        && link.carried().isPresent()
                        && link.carried().get().value() > FULL * link.capacity();
        return isFull || link.loss().filter(loss -> loss.value() > NOTICEABLE).isPresent();
    }

    String shown() {
        return delivery()
                + (worstUtilisation > 0
                        ? ", busiest link concerned at %.1f %%".formatted(100 * worstUtilisation)
                        : ", no link that gets more by it carries anything");
    }

    private String delivery() {
        if (delivered.isPresent()) {
            return "%.3f %% delivered".formatted(100 * delivered.getAsDouble());
        }
        return idle ? "nothing sent" : "delivery not measured";
    }
}
