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
        boolean confirmed) {

    public ActionMemo {
        arguments = List.copyOf(arguments);
        held = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(held));
        limited = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(limited));
    }
}
