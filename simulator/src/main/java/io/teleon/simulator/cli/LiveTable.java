package io.teleon.simulator.cli;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Link;
import io.teleon.simulator.world.World;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// The network on a terminal, drawn anew in place: links with their load, intents by state, the
/// newest events.
final class LiveTable implements DemoView {

    private static final int BAR = 24;
    private static final int NEWEST = 10;
    private static final int NEWEST_ACTIONS = 6;
    private static final int FRAME = 6;

    private final PrintStream out;
    private final Deque<String> newest = new ArrayDeque<>();
    private final Deque<String> actions = new ArrayDeque<>();
    private final ActionLines actionLines = new ActionLines();
    private String url = "";
    private boolean began;

    private record Row(String name, double load, Bandwidth carried) {}

    LiveTable(PrintStream out) {
        this.out = out;
    }

    @Override
    public void served(String where) {
        url = where;
    }

    @Override
    public void line(String line) {
        if (line.contains(" intent-state ")
                || line.contains(" sends ")
                || ActionLines.tells(line)) {
            return;
        }
        keep(newest, line, NEWEST);
    }

    private static void keep(Deque<String> lines, String line, int most) {
        lines.addLast(line);
        if (lines.size() > most) {
            lines.removeFirst();
        }
    }

    @Override
    public void refresh(World world, Pace pace) {
        StringBuilder text = new StringBuilder();
        // An own screen, so that the person's history of commands stays as it was.
        text.append(began ? "\033[H" : "\033[?1049h\033[?25l\033[H\033[2J");
        began = true;
        line(
                text,
                "\033[1mTeleon\033[0m  seed "
                        + world.plan().seed()
                        + ", virtual time "
                        + world.time()
                                .now()
                                .toString()
                                .replaceFirst("\\..*|Z$", "")
                                .replace('T', ' ')
                        + ", "
                        + pace
                        + "   "
                        + url);
        line(text, Counts.of(world).text());
        world.view()
                .flatMap(view -> view.autonomy().paused())
                .ifPresent(paused ->
                        line(
                                text,
                                "\033[41;97m AUTONOMY IS PAUSED by "
                                        + paused.by()
                                        + ": "
                                        + paused.reason()
                                        + " \033[0m"));
        line(text, "");
        List<Row> rows = rows(world);
        actionLines.since(world).forEach(line -> keep(actions, line, NEWEST_ACTIONS));
        int shown = newest.size() + (actions.isEmpty() ? 0 : actions.size() + 2);
        int room = Math.max(4, Terminal.lines() - shown - FRAME);
        line(text, "busiest links");
        rows.stream().limit(room).forEach(row -> line(text, draw(row)));
        line(text, "");
        if (!actions.isEmpty()) {
            line(text, "newest actions of programs");
            actions.forEach(action -> line(text, cut(action)));
            line(text, "");
        }
        line(text, "newest events");
        newest.forEach(event -> line(text, cut(event)));
        text.append("\033[J");
        out.print(text);
        out.flush();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append("\033[K\n");
    }

    private static String cut(String event) {
        return event.length() > 118 ? event.substring(0, 118) : event;
    }

    private static List<Row> rows(World world) {
        List<Row> rows = new ArrayList<>();
        for (Link link : world.plan().topology().links()) {
            double load = world.utilisation(link.id());
            rows.add(new Row(world.elements().named(link.id()), load, link.capacity().times(load)));
        }
        rows.sort(Comparator.comparingDouble(Row::load).reversed());
        return rows;
    }

    private static String draw(Row row) {
        int filled = (int) Math.round(row.load() * BAR);
        String colour = row.load() > 0.9 ? "31" : row.load() > 0.7 ? "33" : "32";
        return String.format(
                Locale.ROOT,
                "  %-28s \033[%sm%s\033[0m%s %5.1f %%  %s",
                row.name(),
                colour,
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                100 * row.load(),
                row.carried());
    }

    @Override
    public void close() {
        if (began) {
            out.print("\033[?25h\033[?1049l");
            out.flush();
        }
    }
}
