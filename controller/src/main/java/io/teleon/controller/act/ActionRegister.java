package io.teleon.controller.act;

import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Every action that is going on, and the newest of those that are over. Owned by the control
/// loop's thread.
///
/// Bounded: of those that are over, the newest [#MOST_PAST] are remembered here; the audit has all.
final class ActionRegister {

    static final int MOST_PAST = 1000;

    /// The same is not suggested twice within this time.
    private static final Duration SAME_SUGGESTION = Duration.ofHours(1);

    private final NavigableMap<Long, Action> byId = new TreeMap<>();
    private final Map<InstanceId, Action> byInstance = new TreeMap<>();

    /// Of an earlier life, what was over and had done something.
    private List<ActionMemo> earlier = List.of();

    private long lastId;

    /// The one with the highest number ever, as it was proposed.
    private Optional<ActionMemo> newest = Optional.empty();

    /// A number that no action ever had.
    long nextId() {
        return ++lastId;
    }

    void add(Action action) {
        byId.put(action.id, action);
        byInstance.put(action.instance, action);
    }

    /// What was added is the newest; the oldest of those that are over is forgotten for it.
    void countFrom(Action action) {
        newest = Optional.of(action.memo());
        forgetOldest();
    }

    /// Takes over how far an earlier life had counted.
    void countFrom(Optional<ActionMemo> last) {
        newest = last;
        lastId = last.map(ActionMemo::id).orElse(0L);
    }

    /// Keeps what an earlier life did and has nothing more to do with.
    void keep(List<ActionMemo> over) {
        earlier = List.copyOf(over);
    }

    Optional<Action> of(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Action> of(InstanceId instance) {
        return Optional.ofNullable(byInstance.get(instance));
    }

    /// The engine has no more to do with it.
    void letGo(InstanceId instance) {
        byInstance.remove(instance);
    }

    /// As they are now: they may change while somebody goes through them.
    List<Action> all() {
        return List.copyOf(byId.values());
    }

    private void forgetOldest() {
        if (byId.size() > MOST_PAST) {
            byId.values().stream()
                    .filter(action -> action.state.isFinal())
                    .findFirst()
                    .ifPresent(oldest -> {
                        byId.remove(oldest.id);
                        // Not a newer one that goes by the same number, as what was suggested and
                        // then done does.
                        byInstance.remove(oldest.instance, oldest);
                    });
        }
    }

    boolean isFree(IntentId intent, Action asking) {
        return byId.values().stream()
                .filter(action -> action != asking && !action.state.isFinal())
                .noneMatch(action ->
                        action.held.containsKey(intent) || action.limited.containsKey(intent));
    }

    boolean wasSuggested(InstanceId instance, Instant now) {
        return byId.descendingMap().values().stream()
                .takeWhile(action -> action.proposedAt.plus(SAME_SUGGESTION).isAfter(now))
                .anyMatch(action ->
                        action.state == ActionState.SUGGESTED
                                && action.instance.action().equals(instance.action())
                                && action.instance.key().equals(instance.key()));
    }

    /// Another one that is leading traffic another way just now.
    Optional<Action> changing(Action asking) {
        return byId.values().stream()
                .filter(other -> other != asking && other.state == ActionState.INSTALLING)
                .filter(other -> other.plan.filter(ActionRegister::leads).isPresent())
                .findFirst();
    }

    /// Whether traffic goes another way by it, or is less.
    static boolean leads(Plan plan) {
        return switch (plan) {
            case Plan.Paths paths -> paths.moves() > 0;
            case Plan.Limits _ -> true;
            case Plan.Bounce _, Plan.Contain _, Plan.Impossible _, Plan.Paper _ -> false;
        };
    }

    boolean isSteered(LinkId link, Detour detour) {
        return byId.values().stream()
                .filter(a -> a.state == ActionState.ACTIVE || a.state == ActionState.CONFIRMED)
                .anyMatch(a ->
                        a.link.equals(Optional.of(link))
                                && a.detour.equals(Optional.of(detour.name().name())));
    }

    /// Links about which something is being done.
    List<LinkId> attended() {
        return byId.values().stream()
                .filter(action -> !action.state.isFinal())
                .flatMap(action -> action.link.stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// Whether something is on its way that may have arrived.
    boolean isWaiting() {
        return byId.values().stream()
                .anyMatch(a ->
                        switch (a.state) {
                            case INSTALLING, ENDING, UNDOING -> true;
                            case PROPOSED, ACTIVE, CONFIRMED -> a.waitsForLook;
                            case SUGGESTED, REHEARSING, REFUSED, ENDED, UNDONE, FAILED -> false;
                        });
    }

    /// Whether an action can be thought through anew as soon as somebody looks.
    boolean wantsLook() {
        return byId.values().stream().anyMatch(a -> isStillWanted(a) && changing(a).isEmpty());
    }

    private static boolean isStillWanted(Action action) {
        return action.waitsForLook
                && (action.state == ActionState.PROPOSED || action.modification.isPresent());
    }

    /// Whether an action holds this intent.
    boolean holds(IntentId intent) {
        return byId.values().stream()
                .filter(action -> !action.state.isFinal())
                .anyMatch(action ->
                        action.held.containsKey(intent) || action.limited.containsKey(intent));
    }

    boolean knows(InstanceId instance) {
        return byInstance.containsKey(instance);
    }

    /// What is in force or on its way, for whoever counts it.
    long openCount() {
        return byId.values().stream().filter(action -> action.state.holdsNetwork()).count();
    }

    List<ActionView> views() {
        return byId.values().stream().map(Action::view).toList();
    }

    /// What is to be remembered: what holds something or did something since then, and the highest
    /// number ever given.
    List<ActionMemo> memos(Instant since) {
        List<ActionMemo> memos = new ArrayList<>();
        newest.ifPresent(memos::add);
        earlier.stream().filter(memo -> memo.hasDoneSince(since)).forEach(memos::add);
        byId.values().stream()
                .map(Action::memo)
                .filter(memo -> memo.state().holdsNetwork() || memo.hasDoneSince(since))
                .forEach(memos::add);
        return memos;
    }
}
