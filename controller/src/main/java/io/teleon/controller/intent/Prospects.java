package io.teleon.controller.intent;

import io.teleon.controller.intent.IntentCompiler.Compiled;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What would come of asking something about an intent. It changes nothing.
final class Prospects {

    private final NetworkState network;
    private final IntentCompiler compiler;
    private final Placer placer;

    Prospects(NetworkState network, IntentCompiler compiler, Placer placer) {
        this.network = network;
        this.compiler = compiler;
        this.placer = placer;
    }

    /// One that is not there.
    Answer.Foreseen submit(Intent intent) {
        return foreseen(intent, Reservations.NOBODY, true, "not there");
    }

    /// One that is there already.
    Answer.Foreseen known(IntentRecord known) {
        Answer.Foreseen now = foreseen(known.intent, known.serial, false, "there");
        return new Answer.Foreseen(false, List.of(), now.obstacle(), now.way(), Optional.empty());
    }

    private Answer.Foreseen foreseen(Intent intent, int serial, boolean changed, String before) {
        return switch (compiler.compile(intent, serial, List.of())) {
            case Compiled.Impossible(String reason, var _) ->
                    new Answer.Foreseen(
                            changed,
                            List.of(
                                    "intent "
                                            + intent.id()
                                            + ": "
                                            + before
                                            + " -> "
                                            + InstallState.FAILED
                                            + ", tried again until it can be met: "
                                            + reason),
                            Optional.of(reason),
                            Optional.empty(),
                            Optional.empty());
            case Compiled.Found(var ends, Path path, Optional<Path> protecting) -> {
                List<String> diff = new ArrayList<>();
                diff.add(
                        "intent "
                                + intent.id()
                                + ": "
                                + before
                                + " -> "
                                + InstallState.INSTALLED
                                + " on "
                                + shown(path.datapaths()));
                diff.add(
                        "switch "
                                + network.nameOf(ends.ingress().datapath())
                                + ": + the rules that recognise its packets at "
                                + network.name(ends.ingress()));
                path.links()
                        .forEach(link ->
                                diff.add(
                                        "switch "
                                                + network.nameOf(link.target().datapath())
                                                + ": + the rule of its path tag at "
                                                + network.name(link.target())
                                                + ", if no other intent has this path"));
                protecting.ifPresent(second ->
                        diff.add(
                                "path "
                                        + shown(second.datapaths())
                                        + ": + kept ready for the case that the first breaks"));
                yield new Answer.Foreseen(
                        changed, diff, Optional.empty(), Optional.of(path), Optional.empty());
            }
        };
    }

    Answer.Foreseen withdraw(IntentRecord known) {
        if (known.state == InstallState.WITHDRAWING || known.state == InstallState.WITHDRAWN) {
            return new Answer.Foreseen(false, List.of());
        }
        List<String> diff = new ArrayList<>();
        diff.add(
                "intent "
                        + known.intent.id()
                        + ": "
                        + known.state
                        + " -> "
                        + InstallState.WITHDRAWN);
        known.ingress.forEach(rule ->
                diff.add("switch " + network.nameOf(rule.datapath()) + ": - " + rule.key()));
        List<LinkId> links = placer.links(known.current);
        if (!links.isEmpty()) {
            diff.add("path " + shownLinks(links) + ": - its rules, if no other intent has it");
        }
        List<LinkId> second = placer.links(known.standby);
        if (!second.isEmpty()) {
            diff.add("second path " + shownLinks(second) + ": - likewise");
        }
        return new Answer.Foreseen(true, diff);
    }

    private String shownLinks(List<LinkId> links) {
        return links.stream().map(network::name).collect(Collectors.joining(", "));
    }

    /// @param avoid with which it can be moved
    Answer.Foreseen move(IntentRecord known, List<LinkId> avoid) {
        List<LinkId> before = placer.links(known.current);
        if (!(compiler.compile(known.intent, known.serial, avoid)
                instanceof Compiled.Found(var _, Path path, var _))) {
            return new Answer.Foreseen(false, List.of());
        }
        List<LinkId> after = path.links().stream().map(Link::id).toList();
        boolean changed = !before.equals(after);
        return new Answer.Foreseen(
                changed,
                changed
                        ? List.of(
                                "intent "
                                        + known.intent.id()
                                        + ": "
                                        + shownLinks(before)
                                        + " -> "
                                        + shownLinks(after))
                        : List.of(),
                Optional.empty(),
                Optional.of(path),
                Optional.empty());
    }

    Answer.Foreseen retry(IntentRecord known, boolean waiting) {
        return waiting
                ? foreseen(known.intent, known.serial, true, known.state.name())
                : known(known);
    }

    private String shown(List<DatapathId> switches) {
        return switches.stream().map(network::nameOf).collect(Collectors.joining(" > "));
    }
}
