package io.teleon.simulator.cli;

import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionStory;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.NetworkNames;
import io.teleon.models.network.Link;
import io.teleon.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What programs do, a line for each step of an action as it comes: when, by which rule, about
/// what, how far, and why; and at the end the whole story of one.
final class ActionLines {

    private final Map<Long, Integer> told = new TreeMap<>();

    /// The steps since the last time, oldest first.
    List<String> since(World world) {
        record Fresh(ActionView action, ActionView.Step step) {}
        List<Fresh> fresh = new ArrayList<>();
        for (ActionView action : world.actions()) {
            List<ActionView.Step> steps = action.steps();
            int known = Math.min(told.getOrDefault(action.id(), 0), steps.size());
            steps.subList(known, steps.size()).forEach(step -> fresh.add(new Fresh(action, step)));
            told.put(action.id(), steps.size());
        }
        NetworkNames names = names(world);
        return fresh.stream()
                .sorted(Comparator.comparing(f -> f.step().at()))
                .map(f -> line(f.action(), f.step(), world.plan().start(), names))
                .toList();
    }

    private static String line(
            ActionView action, ActionView.Step step, Instant start, NetworkNames names) {
        return String.format(
                Locale.ROOT,
                "%13.6f  action %-3d %-10s %s %s, by %s: %s",
                Duration.between(start, step.at()).toNanos() / 1e9,
                action.id(),
                step.state().name().toLowerCase(Locale.ROOT),
                action.action(),
                names.named(action.target()),
                action.rule(),
                names.named(step.text()));
    }

    /// Of the transcript's lines, those that tell the same.
    static boolean tells(String transcriptLine) {
        return transcriptLine.contains("  controller   action ");
    }

    /// The story of the action that shows most: one that a forecast led to and that helped, before
    /// one that only helped, before any other; of equal ones the last. Empty where none was.
    static List<String> story(World world, int width) {
        return world.actions().stream()
                .max(
                        Comparator.<ActionView>comparingInt(ActionLines::worth)
                                .thenComparingLong(ActionView::id))
                .map(action -> ActionStory.of(action, world.time().now(), names(world), width))
                .orElse(List.of());
    }

    private static int worth(ActionView action) {
        boolean helped = action.steps().stream().anyMatch(s -> s.state() == ActionState.CONFIRMED);
        boolean foreseenToHelp =
                action.twin().filter(twin -> twin.verdict().equals("improves")).isPresent();
        return (helped ? 8 : 0)
                + (action.forecast().isPresent() ? 4 : 0)
                + (foreseenToHelp ? 2 : 0)
                + (action.explanation().isPresent() ? 1 : 0);
    }

    private static NetworkNames names(World world) {
        Map<String, String> nodes = new TreeMap<>();
        world.plan()
                .topology()
                .nodes()
                .forEach(node -> nodes.put(node.id().toString(), node.name()));
        return NetworkNames.of(
                nodes, world.plan().topology().links().stream().map(Link::id).toList());
    }
}
