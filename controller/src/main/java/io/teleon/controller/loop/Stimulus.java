package io.teleon.controller.loop;

import io.teleon.controller.learning.LearnReport;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.southbound.ConnectionId;
import io.teleon.controller.telemetry.Heard;
import io.teleon.controller.twin.Purpose;
import io.teleon.controller.twin.Rehearsal;

/// Something that happened, for the control loop to react to.
public sealed interface Stimulus {

    /// A transport connection from a switch was accepted.
    record Connected(ConnectionId connection, String remote) implements Stimulus {}

    /// A switch sent a message.
    record Spoke(ConnectionId connection, OpenFlowMessage message) implements Stimulus {}

    /// A switch sent bytes that are no message; the connection is of no use any more.
    record Garbled(ConnectionId connection, String reason) implements Stimulus {}

    /// A connection is gone.
    record Disconnected(ConnectionId connection, String reason) implements Stimulus {}

    /// A person or a program asks for something.
    record Asked(RequestId request, Ask ask) implements Stimulus {}

    /// An agent was heard from; what it measured is kept elsewhere.
    record AgentHeard(Heard heard) implements Stimulus {}

    /// The twin has tried what might be done.
    record Rehearsed(Purpose purpose, Rehearsal rehearsal) implements Stimulus {}

    /// What came of work on models.
    record Learned(LearnReport report) implements Stimulus {}

    /// The time the loop asked to be woken at has come.
    record DeadlinePassed() implements Stimulus {}
}
