package io.teleon.controller.autonomy;

import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.AutonomyView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The host of the policy engine. Owned by the control loop's thread.
public final class Autonomy {

    public Autonomy(AutonomySettings settings) {}

    public Answer answer(Ask.ToAutonomy ask, Instant now) {
        return new Answer.Rejected(Answer.Reason.INVALID, "not yet");
    }

    public AutonomyView view(Instant now) {
        return new AutonomyView(
                Programs.NAMES,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
