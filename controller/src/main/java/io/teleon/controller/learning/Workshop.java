package io.teleon.controller.learning;

import java.time.Duration;

/// Does what a [LearnOrder] says. Takes minutes; called by one thread at a time.
@FunctionalInterface
public interface Workshop {

    /// Where nothing is learned: a simulated world goes by the models it was given, so that its
    /// transcript does not depend on a learning engine.
    Workshop NONE =
            order ->
                    new LearnReport.Failed(
                            order.number(), "nothing is learned here", Duration.ZERO);

    LearnReport carryOut(LearnOrder order);
}
