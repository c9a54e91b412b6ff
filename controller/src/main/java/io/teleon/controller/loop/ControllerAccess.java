package io.teleon.controller.loop;

import io.teleon.controller.audit.AuditTrail;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Insight;
import io.teleon.controller.telemetry.Heard;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What people and programs may do with a running controller, from any thread: the same for the
/// daemon and for one in a simulated world.
public interface ControllerAccess {

    /// The newest view, at most a moment old.
    ControllerView view();

    LoopStatistics statistics();

    /// What goes on inside the autonomy, at most about a second old.
    Insight insight();

    /// Why a rule of a program does not fire, one line for each reason; none where it does, or is
    /// not there.
    CompletableFuture<List<String>> whyNot(Insight.RunningRule rule);

    /// What was decided, by whom and why.
    AuditTrail audit();

    /// Asks; the answer comes when what it says is in the journal.
    CompletableFuture<Answer> ask(Ask ask);

    /// Notes that an agent was heard. May be forgotten under load, for it will be heard again.
    ///
    /// @return whether it was taken
    boolean agentHeard(Heard heard);

    /// Tells every event from now on, in order and on one thread at a time, until closed. The
    /// listener returns at once and does not throw.
    Subscription subscribe(Consumer<Event> listener);

    /// An open ear.
    interface Subscription extends AutoCloseable {

        @Override
        void close();
    }
}
