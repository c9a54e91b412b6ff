package io.teleon.policies.engine;

import java.util.LinkedHashMap;
import java.util.List;

/// Copies what an engine changes in place.
final class StateCopy {

    private StateCopy() {}

    static EngineState of(EngineState from) {
        EngineState to = new EngineState();
        from.ledgers.forEach((id, ledger) -> to.ledgers.put(id, ledger(ledger)));
        from.tasks.forEach((id, task) -> to.tasks.put(id, task(task)));
        to.barred.putAll(from.barred);
        from.instances.forEach((id, instance) -> to.instances.put(id, instance(instance)));
        to.numbers.putAll(from.numbers);
        to.autonomy.putAll(from.autonomy);
        to.starts.addAll(from.starts);
        to.undos.addAll(from.undos);
        to.queued.addAll(from.queued);
        to.halted = from.halted;
        to.lastApproval = from.lastApproval;
        to.epoch = from.epoch;
        to.now = from.now;
        return to;
    }

    private static Ledger ledger(Ledger from) {
        Ledger to = new Ledger();
        to.begun = List.copyOf(from.begun);
        to.ended = from.ended;
        to.count = from.count;
        to.block = from.block;
        return to;
    }

    private static TaskState task(TaskState from) {
        TaskState to =
                new TaskState(
                        from.id,
                        from.declaration,
                        from.order,
                        from.created,
                        from.root.id.arguments());
        frame(from.root, to.root);
        to.priority = from.priority;
        to.aged = from.aged;
        to.restless = from.restless;
        return to;
    }

    static void frame(Frame from, Frame to) {
        to.firing = from.firing.map(StateCopy::firing);
        to.unknownSince = from.unknownSince;
        to.parkTold = from.parkTold;
        to.idleTold = from.idleTold;
        to.harmful = from.harmful;
        to.sites = from.sites.isEmpty() ? Frame.NO_SITES : new LinkedHashMap<>(from.sites);
        to.verdicts = from.verdicts;
        if (!from.kids.isEmpty()) {
            to.kids = new LinkedHashMap<>();
            from.kids.forEach((id, kid) -> {
                Frame copy = new Frame(id, kid.began);
                copy.parent = to;
                frame(kid, copy);
                to.kids.put(id, copy);
            });
        }
    }

    private static Frame.Firing firing(Frame.Firing from) {
        Frame.Firing to = new Frame.Firing(from.label, from.binding, from.since, from.number);
        to.failed = from.failed;
        to.held = from.held;
        to.committed = from.committed;
        to.advised = from.advised;
        to.step = from.step;
        to.stepSince = from.stepSince;
        to.entries = from.entries;
        return to;
    }

    private static Instance instance(Instance from) {
        Instance to = new Instance(from);
        from.approvals.forEach((gate, approval) -> {
            Instance.Approval copy = new Instance.Approval(approval.number, approval.until);
            copy.granted = approval.granted;
            copy.by = approval.by;
            to.approvals.put(gate, copy);
        });
        return to;
    }
}
