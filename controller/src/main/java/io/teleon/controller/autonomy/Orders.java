package io.teleon.controller.autonomy;

import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.AutonomyView.Level;
import io.teleon.controller.report.AutonomyView.Paused;
import io.teleon.controller.report.AutonomyView.Window;
import io.teleon.models.network.LinkId;
import io.teleon.policies.program.Name;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What people have ordered, as it stands: the kill switch, how far actions may go, windows of the
/// calendar, links that are worked on. What is journalled is the orders themselves; taken again in
/// their order they lead to the same.
final class Orders {

    static final int MOST_WINDOWS = 1000;

    /// Whose levels are not kept: a start tells them again, perhaps others.
    static final String BY_CONFIGURATION = "the configuration";

    private Optional<Paused> paused = Optional.empty();
    private final Map<Name, Level> levels = new TreeMap<>();
    private final Map<String, Window> windows = new TreeMap<>();
    private final TreeSet<LinkId> maintained = new TreeSet<>();

    /// Takes an order that stands until another; whether it changes something.
    boolean take(Ask.ToAutonomy ask, Optional<Name> action, Instant now) {
        return switch (ask) {
            case Ask.Pause(String reason, String by) -> {
                boolean changes = paused.isEmpty();
                if (changes) {
                    paused = Optional.of(new Paused(now, by, reason));
                }
                yield changes;
            }
            case Ask.Resume _ -> {
                boolean changes = paused.isPresent();
                paused = Optional.empty();
                yield changes;
            }
            case Ask.SetAutonomy(var _, var level, String by) -> {
                Level set = new Level(action.orElseThrow().toString(), level, by);
                yield !set.equals(levels.put(action.get(), set));
            }
            case Ask.Maintain(LinkId link, boolean on, var _) ->
                    on ? maintained.add(link) : maintained.remove(link);
            case Ask.Freeze(String name, Instant from, Instant to, String by) -> {
                windows.values().removeIf(window -> window.to().isBefore(now));
                if (from.equals(to)) {
                    yield windows.remove(name) != null;
                }
                Window window = new Window(name, from, to, by);
                yield !window.equals(windows.put(name, window));
            }
            case Ask.Decide _, Ask.UndoAction _ -> false;
        };
    }

    /// Why it cannot be taken, if so.
    Optional<String> against(Ask.Freeze freeze) {
        if (freeze.to().isBefore(freeze.from())) {
            return Optional.of(
                    "window '"
                            + freeze.window()
                            + "' ends at "
                            + freeze.to()
                            + ", before it begins at "
                            + freeze.from());
        }
        return windows.size() >= MOST_WINDOWS && !windows.containsKey(freeze.window())
                ? Optional.of("there are " + MOST_WINDOWS + " windows already")
                : Optional.empty();
    }

    boolean isIn(String window, Instant now) {
        Window known = windows.get(window);
        return known != null && !now.isBefore(known.from()) && now.isBefore(known.to());
    }

    Optional<Paused> paused() {
        return paused;
    }

    Map<Name, Level> levels() {
        return levels;
    }

    List<Window> windows() {
        return List.copyOf(windows.values());
    }

    List<LinkId> maintained() {
        return List.copyOf(maintained);
    }

    /// Orders that lead to what stands.
    List<Ask.ToAutonomy> equivalent() {
        List<Ask.ToAutonomy> orders = new ArrayList<>();
        paused.ifPresent(p -> orders.add(new Ask.Pause(p.reason(), p.by())));
        levels.forEach((name, level) -> {
            if (!level.by().equals(BY_CONFIGURATION)) {
                orders.add(new Ask.SetAutonomy(name.toString(), level.level(), level.by()));
            }
        });
        windows.values()
                .forEach(w -> orders.add(new Ask.Freeze(w.name(), w.from(), w.to(), w.by())));
        maintained.forEach(link -> orders.add(new Ask.Maintain(link, true, "")));
        return orders;
    }
}
