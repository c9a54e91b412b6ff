package io.teleon.tests.lab;

import io.teleon.controller.cli.ControllerDaemon;
import io.teleon.controller.cli.DaemonSettings;
import io.teleon.controller.http.HttpSettings;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ControllerView;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.network.HostId;
import io.teleon.models.network.LinkId;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// The production controller in a process of its own, so that a test can kill it. It is told what
/// to do on standard input, a command a line, and answers each with a line on standard output:
///
/// | command | answer |
/// |---|---|
/// | `submit ID SOURCE-MAC TARGET-MAC` | the answer of the loop |
/// | `move ID LINK...` | the answer of the loop |
/// | `links N`, `hosts N`, `switches N` | `yes` once so many are there |
/// | `intent ID STATE` | `yes` once it is in this state |
/// | `path ID` | the links it goes by |
public final class LabControllerMain {

    private static final long LOOK_MILLIS = 5;

    private LabControllerMain() {}

    public static void main(String[] arguments) throws Exception {
        DaemonSettings settings =
                new DaemonSettings(
                        new DaemonSettings.OpenFlow("127.0.0.1", Integer.parseInt(arguments[1])),
                        new HttpSettings("127.0.0.1", 0),
                        Path.of(arguments[0]),
                        Optional.empty());
        ControllerDaemon daemon =
                ControllerDaemon.start(
                        settings,
                        InstantSource.system(),
                        failure -> {
                            System.out.println("failed " + failure);
                            Runtime.getRuntime().halt(1);
                        });
        System.out.println("ready " + daemon.openflowPort());
        BufferedReader commands =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor()) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                obey(daemon, looker, List.of(line.split(" ")));
            }
        }
        daemon.close();
    }

    private static void obey(
            ControllerDaemon daemon, ScheduledExecutorService looker, List<String> words)
            throws Exception {
        String subject = words.get(1);
        switch (words.getFirst()) {
            case "submit" ->
                    answer(
                            daemon,
                            new Ask.Submit(
                                    new Intent.HostToHost(
                                            new IntentId(subject),
                                            Precedence.INTENT,
                                            HostId.parse(words.get(2)),
                                            HostId.parse(words.get(3)))));
            case "move" ->
                    answer(
                            daemon,
                            new Ask.Move(
                                    new IntentId(subject),
                                    words.stream().skip(2).map(LinkId::parse).toList()));
            case "switches" ->
                    await(
                            daemon,
                            looker,
                            view ->
                                    view.switches().stream()
                                                    .filter(ControllerView.SwitchView::isConnected)
                                                    .count()
                                            == Integer.parseInt(subject));
            case "links" ->
                    await(
                            daemon,
                            looker,
                            view -> view.topology().linkCount() == Integer.parseInt(subject));
            case "hosts" ->
                    await(daemon, looker, view -> view.hosts().size() == Integer.parseInt(subject));
            case "intent" ->
                    await(
                            daemon,
                            looker,
                            view ->
                                    intent(view, subject)
                                            .filter(i -> i.state().name().equals(words.get(2)))
                                            .isPresent());
            case "path" ->
                    System.out.println(
                            intent(daemon.runner().view(), subject).orElseThrow().path());
            default -> System.out.println("unknown command " + words);
        }
    }

    private static void answer(ControllerDaemon daemon, Ask ask) throws Exception {
        System.out.println(daemon.runner().ask(ask).get());
    }

    private static Optional<ControllerView.IntentView> intent(ControllerView view, String id) {
        return view.intents().stream()
                .filter(intent -> intent.intent().id().value().equals(id))
                .findFirst();
    }

    private static void await(
            ControllerDaemon daemon,
            ScheduledExecutorService looker,
            Predicate<ControllerView> wanted) {
        Future<?> _ =
                looker.schedule(
                        () -> {
                            if (wanted.test(daemon.runner().view())) {
                                System.out.println("yes");
                            } else {
                                await(daemon, looker, wanted);
                            }
                        },
                        LOOK_MILLIS,
                        TimeUnit.MILLISECONDS);
    }
}
