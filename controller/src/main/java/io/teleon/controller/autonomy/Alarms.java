package io.teleon.controller.autonomy;

import io.teleon.controller.act.Desk;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Severity;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Output;
import java.time.Instant;

/// What operators are told of that keeps programs from acting: forecasts without licence, telemetry
/// that is missing, tasks that are parked. Owned by the control loop's thread.
final class Alarms {

    /// Who is told that telemetry is missing.
    private static final String NOC = "noc";

    private static final String TELEMETRY = "telemetry";

    private final AutonomyParts parts;
    private final Desk desk;
    private final LicenceWatch licences;
    private final TelemetryWatch telemetry = new TelemetryWatch();
    private final ParkedTasks parked;

    Alarms(AutonomyParts parts, Desk desk) {
        this.parts = parts;
        this.desk = desk;
        this.licences = new LicenceWatch(parts.forecasts(), parts.names(), parts.events());
        this.parked = new ParkedTasks(parts.events());
    }

    /// At each look at the network.
    void look(Picture picture) {
        licences.look(parts.painter().links(), picture.at());
        telemetry
                .look(picture, parts.network()::nameOf)
                .ifPresent(news -> {
                    parts.events()
                            .record(
                                    picture.at(),
                                    news.begins() ? Severity.MAJOR : Severity.NORMAL,
                                    Event.Kind.TELEMETRY,
                                    TELEMETRY,
                                    news.text());
                    desk.message(NOC, TELEMETRY, news.text(), picture.at());
                });
    }

    void take(Output.Alert alert) {
        parked.take(alert);
    }

    /// When an engine has come to rest.
    void settle(PolicyEngine engine, Instant now) {
        parked.settle(engine::isParked, now);
    }
}
