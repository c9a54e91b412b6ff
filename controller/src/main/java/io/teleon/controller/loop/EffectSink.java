package io.teleon.controller.loop;

import io.teleon.controller.learning.LearnOrder;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Notice;
import io.teleon.controller.southbound.ConnectionId;
import io.teleon.models.telemetry.Sample;
import java.util.List;

/// Where effects go that leave the process. None of the methods blocks.
public interface EffectSink {

    /// Sends messages in their order; dropped where the connection is gone.
    void send(ConnectionId connection, List<OpenFlowMessage> messages);

    void close(ConnectionId connection, String reason);

    void reply(RequestId request, Answer answer);

    void publish(Event event);

    void tell(Notice notice);

    void measured(List<Sample> samples);

    /// Has the twin answer [Effect.Rehearse] by a [Stimulus.Rehearsed].
    void rehearse(Effect.Rehearse rehearse);

    /// Has it carried out, and answered by a [Stimulus.Learned].
    void learn(LearnOrder order);
}
