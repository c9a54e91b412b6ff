package io.teleon.controller.intent;

import io.teleon.controller.intent.IntentCompiler.Compiled;
import io.teleon.controller.loop.Answer;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/// Whether an intent that is submitted is taken on. It changes nothing.
final class Admission {

    private final IntentCompiler compiler;
    private final Claims claims;

    /// As they are at any time; those that are not withdrawn whole.
    private final Collection<IntentRecord> present;

    private final NavigableMap<IntentId, IntentRecord> byId;

    Admission(
            IntentCompiler compiler,
            Claims claims,
            Collection<IntentRecord> present,
            NavigableMap<IntentId, IntentRecord> byId) {
        this.compiler = compiler;
        this.claims = claims;
        this.present = present;
        this.byId = byId;
    }

    /// The answer to who submits an intent that is not taken on: it is there, or cannot be.
    Optional<Answer> settled(Intent intent) {
        IntentRecord known = byId.get(intent.id());
        if (known != null && known.state == InstallState.WITHDRAWING) {
            return Optional.of(
                    new Answer.Rejected(
                            Answer.Reason.BUSY,
                            "intent " + intent.id() + " is still being withdrawn"));
        }
        if (known != null && known.state != InstallState.WITHDRAWN) {
            return Optional.of(
                    known.intent.equals(intent)
                            ? new Answer.Accepted(false)
                            : new Answer.Rejected(
                                    Answer.Reason.CONFLICT,
                                    "intent "
                                            + intent.id()
                                            + " is there already and asks for "
                                            + known.intent.summary(),
                                    Optional.of(intent.id())));
        }
        Optional<IntentId> owner = claims.against(intent);
        if (owner.isPresent()) {
            return Optional.of(
                    new Answer.Rejected(
                            Answer.Reason.CONFLICT,
                            "intent "
                                    + intent.id()
                                    + " cannot stand beside intent "
                                    + owner.get()
                                    + ", which has these packets already",
                            owner));
        }
        return present.size() >= Intents.MAX_INTENTS
                ? Optional.of(
                        new Answer.Rejected(
                                Answer.Reason.BUSY,
                                "there are " + Intents.MAX_INTENTS + " intents already"))
                : noRoom(intent);
    }

    /// Why there is no room for what it wants reserved, if so. What else it lacks it can wait for.
    private Optional<Answer> noRoom(Intent intent) {
        if (intent.constraints().bandwidth().isEmpty()
                || !(compiler.compile(intent, Reservations.NOBODY, List.of())
                        instanceof Compiled.Impossible(String reason, var shortage))) {
            return Optional.empty();
        }
        return shortage.map(missing -> {
            Optional<IntentId> blocker =
                    missing.blocker().stream().boxed().findFirst().flatMap(this::named);
            return new Answer.Rejected(
                    blocker.isPresent() ? Answer.Reason.CONFLICT : Answer.Reason.INVALID,
                    "intent "
                            + intent.id()
                            + " does not fit: "
                            + reason
                            + blocker.map(id -> "; intent " + id + " holds most of it").orElse(""),
                    blocker);
        });
    }

    private Optional<IntentId> named(int serial) {
        return present.stream()
                .filter(one -> one.serial == serial)
                .map(one -> one.intent.id())
                .findFirst();
    }
}
