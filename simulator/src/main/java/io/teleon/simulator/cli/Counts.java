package io.teleon.simulator.cli;

import io.teleon.controller.report.ControllerView;
import io.teleon.models.intent.InstallState;
import io.teleon.simulator.world.World;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How many links are up and intents in which state.
record Counts(Optional<ControllerView> view, int links) {

    static Counts of(World world) {
        return new Counts(world.view(), world.plan().topology().linkCount());
    }

    String text() {
        if (view.isEmpty()) {
            return "the controller is gone; switches forward as they were last told";
        }
        long up = view.get().links().stream().filter(ControllerView.LinkView::up).count();
        Map<InstallState, Long> states = new EnumMap<>(InstallState.class);
        for (ControllerView.IntentView intent : view.get().intents()) {
            states.merge(intent.state(), 1L, Long::sum);
        }
        List<String> parts =
                states.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey().name().toLowerCase(Locale.ROOT))
                        .toList();
        return up
                + " of "
                + links
                + " links up, intents: "
                + (parts.isEmpty() ? "none" : parts.stream().collect(Collectors.joining(", ")));
    }
}
