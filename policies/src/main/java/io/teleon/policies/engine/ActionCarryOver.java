package io.teleon.policies.engine;

import io.teleon.policies.host.Output;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How actions come over a reload (SEMANTICS 10.8). Changes a state in place.
///
/// An action in force whose declaration is gone forbids the reload. Only an engine that has the
/// declaration can stop it, wait for its end, and keep its resources from others meanwhile; and
/// there is always a way: a program that still declares the action and no longer wants it.
final class ActionCarryOver {

    private static final int MOST_REASONS = 20;

    private final ProgramChange change;
    private final Map<Name, Declaration.Resource> were;
    private final Map<Name, Declaration.Resource> are;
    private final EngineState state;
    private final Losses losses;
    private final List<Output> outputs;

    ActionCarryOver(
            ProgramChange change,
            Program old,
            Program next,
            EngineState state,
            Losses losses,
            List<Output> outputs) {
        this.change = change;
        this.were = old.resourcesByName();
        this.are = next.resourcesByName();
        this.state = state;
        this.losses = losses;
        this.outputs = outputs;
    }

    /// Why there can be no reload now; empty where there can.
    List<String> forbids() {
        List<String> reasons = new ArrayList<>();
        for (Instance instance : state.instances.values()) {
            if (instance.isInForce() && instance.isReal()) {
                change.action(instance.id.action())
                        .ifPresent(why ->
                                reasons.add(
                                        "%s is in force: %s"
                                                .formatted(instance.instanceId(), why)));
            }
        }
        for (EngineState.Undo undo : state.undos) {
            change.action(undo.action())
                    .ifPresent(why ->
                            reasons.add(
                                    "%s has yet to undo something: %s"
                                            .formatted(undo.action(), why)));
        }
        if (reasons.size() > MOST_REASONS) {
            int more = reasons.size() - MOST_REASONS;
            reasons.subList(MOST_REASONS, reasons.size()).clear();
            reasons.add("and " + more + " more");
        }
        return reasons;
    }

    void carry() {
        for (Instance instance : List.copyOf(state.instances.values())) {
            Optional<String> why = change.action(instance.id.action());
            if (why.isPresent()) {
                forget(instance, why.get());
                continue;
            }
            if (instance.state != Instance.State.WAITING
                    && change.promisesNow(instance.id.action())) {
                // It began without this promise, and cannot have failed it.
                instance.effectSeen = true;
            }
            instance.needs =
                    instance.needs.stream().filter(claim -> stays(claim, instance)).toList();
        }
    }

    private void forget(Instance instance, String why) {
        losses.note(
                Dropped.Kind.ACTION,
                instance.id.action().toString(),
                why,
                Losses.shown(instance.id.key()));
        for (Instance.Approval approval : instance.approvals.values()) {
            if (approval.granted.isEmpty()) {
                outputs.add(new Output.ApprovalVoid(approval.number, "reloaded: " + why));
            }
        }
        state.instances.remove(instance.id);
    }

    private boolean stays(Wanted.Claim claim, Instance instance) {
        Declaration.Resource was = were.get(claim.resource());
        Declaration.Resource is = are.get(claim.resource());
        boolean stays = was != null && is != null && was.key().equals(is.key());
        if (!stays) {
            losses.note(
                    Dropped.Kind.RESOURCE,
                    claim.resource().toString(),
                    "the new program has no such resource",
                    instance.instanceId().toString());
        }
        return stays;
    }
}
