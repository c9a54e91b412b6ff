package io.teleon.controller.act;

import io.teleon.controller.report.ActionState;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.Optional;

/// Who is told each step of each action, as it is written into the diary.
@FunctionalInterface
public interface ActionWitness {

    /// @param link what the action is about, if that is a link
    /// @param point what it is about, if that is what is plugged in at a port
    /// @param text the line of the diary
    void saw(
            long action,
            Optional<LinkId> link,
            Optional<ConnectPoint> point,
            ActionState state,
            String text,
            Instant now);
}
