package io.teleon.controller.act;

import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What links are asked for with intents on the ways that they were led, beside what they would be
/// asked for by the same traffic had these intents been left on their default ways.
///
/// Traffic that grows makes everything worse than it was before an action, and the action is not to
/// blame for it: taken back it would only be worse still. Counted is what intents send at their
/// ingress, so what is lost on the way, or by a fault, is not in it.
///
/// @param with as they are led
/// @param without on their default ways
record Counterfactual(Load with, Load without) {

    /// In bits per second: what is less is rounding of sums.
    private static final double NOTICEABLE = 1000;

    /// @param fullest as a share of capacity, 0 where there is no link
    /// @param tooMuch bits per second above capacity
    record Load(double fullest, double tooMuch) {}

    /// @param led the intents that an action holds on another way than theirs
    static Counterfactual of(Picture picture, Collection<IntentId> led) {
        Set<IntentId> moved = new HashSet<>(led);
        Map<LinkId, Double> with = new LinkedHashMap<>();
        Map<LinkId, Double> without = new LinkedHashMap<>();
        picture.intents()
                .forEach((id, intent) -> {
                    double sends = sends(picture, id);
                    for (LinkId link : intent.view().path()) {
                        with.merge(link, sends, Double::sum);
                        without.merge(link, moved.contains(id) ? 0 : sends, Double::sum);
                    }
                });
        SortedSet<LinkId> concerned = new TreeSet<>();
        for (IntentId id : moved) {
            OfIntent intent = picture.intents().get(id);
            if (intent != null) {
                concerned.addAll(intent.view().path());
            }
        }
        for (OfLink link : picture.links().values()) {
            for (IntentId user : link.users()) {
                if (moved.contains(user)) {
                    concerned.add(link.link().id());
                    without.merge(link.link().id(), sends(picture, user), Double::sum);
                }
            }
        }
        return new Counterfactual(
                load(picture, with, concerned), load(picture, without, concerned));
    }

    private static double sends(Picture picture, IntentId id) {
        OfIntent intent = picture.intents().get(id);
        return intent == null ? 0 : intent.sends().map(Picture.Measured::value).orElse(0.0);
    }

    private static Load load(
            Picture picture, Map<LinkId, Double> asked, SortedSet<LinkId> concerned) {
        double fullest = 0;
        double tooMuch = 0;
        for (LinkId id : concerned) {
            OfLink link = picture.links().get(id);
            if (link != null && link.capacity() > 0) {
                double there = asked.getOrDefault(id, 0.0);
                fullest = Math.max(fullest, there / link.capacity());
                tooMuch += Math.max(0, there - link.capacity());
            }
        }
        return new Load(fullest, tooMuch);
    }

    /// Whether there is more traffic than the links have room for, and no less of it that is too
    /// much on the default ways; where none is, no link less full.
    boolean isNoBetterWithout() {
        double more = without.tooMuch() - with.tooMuch();
        return with.fullest() > Measure.FULL
                && (Math.abs(more) < NOTICEABLE ? without.fullest() >= with.fullest() : more > 0);
    }
}
