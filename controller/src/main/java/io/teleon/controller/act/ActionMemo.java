package io.teleon.controller.act;

import io.teleon.controller.report.ActionState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// What must be remembered of an action so that a controller killed in the middle of it can go on
/// or take it back: written before the network hears of it.
///
/// @param rule the innermost rule that fired
/// @param link what it is about, if that is a link
/// @param detour the name of the path it leads traffic by, if it does
/// @param held intents that it pins, with their paths
/// @param limited intents that it limits
/// @param confirmed whether it was ever confirmed
/// @param deeds when it led traffic another way, oldest first, the newest [#MOST_DEEDS]
/// @param baseline what it is held against, once it was carried out
public record ActionMemo(
        long id,
        InstanceId instance,
        List<Value> arguments,
        String rule,
        Instant proposedAt,
        ActionState state,
        Optional<LinkId> link,
        Optional<String> detour,
        SequencedMap<IntentId, List<LinkId>> held,
        SequencedMap<IntentId, Bandwidth> limited,
        boolean confirmed,
        List<Deed> deeds,
        Optional<Baseline> baseline) {

    static final int MOST_DEEDS = 20;

    /// Something that it did to the network: when it was carried out, or changed.
    ///
    /// @param moved bits per second that were led another way
    /// @param isFirst whether it was carried out then; else it was in force and changed
    public record Deed(Instant at, double moved, boolean isFirst) {}

    /// How those fared whom it affects before it was carried out or changed.
    ///
    /// @param delivered the share of what they sent that arrived; empty where nobody measured it
    /// @param idle whether none of them sent anything
    /// @param watchedSince since when it is watched for getting worse than that, once it is
    public record Baseline(
            OptionalDouble delivered,
            boolean idle,
            double worstUtilisation,
            Optional<Instant> watchedSince) {}

    /// Whether it did something to the network after a moment.
    boolean hasDoneSince(Instant since) {
        return !deeds.isEmpty() && deeds.getLast().at().isAfter(since);
    }

    public ActionMemo {
        arguments = List.copyOf(arguments);
        held = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(held));
        deeds = List.copyOf(deeds);
        limited = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(limited));
    }
}
