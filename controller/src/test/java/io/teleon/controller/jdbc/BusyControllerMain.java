package io.teleon.controller.jdbc;

import io.teleon.controller.audit.ChainPoint;
import io.teleon.controller.journal.Journal;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.learning.LearnOrder;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.loop.ControlLoop;
import io.teleon.controller.loop.ControllerConfig;
import io.teleon.controller.loop.Effect;
import io.teleon.controller.loop.EffectPerformer;
import io.teleon.controller.loop.EffectSink;
import io.teleon.controller.loop.Past;
import io.teleon.controller.loop.RequestId;
import io.teleon.controller.loop.Stimulus;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Notice;
import io.teleon.controller.southbound.ConnectionId;
import io.teleon.controller.topology.Inventory;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent.HostToHost;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.network.HostId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.time.Chance;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// A controller that takes on and gives up intents until it is killed. To the port given it says
/// `?ID;` before it is asked to withdraw one, and `+ID;` or `-ID;` for each submission or
/// withdrawal that it acknowledges.
final class BusyControllerMain implements EffectSink {

    /// Small, so that many kills hit a compaction.
    private static final long COMPACT_AT = 120;

    /// As small, so that many hit a rewrite of the file.
    private static final long REWRITE_ABOVE_BYTES = 200_000;

    /// As small, so that many hit a trimming of the audit.
    private static final long AUDIT_CAPACITY = 500;

    private static final int MAX_LIVE = 40;
    private static final int MAX_BATCH = 4;

    private final PrintStream out;
    private final TreeMap<Long, String> said = new TreeMap<>();

    private BusyControllerMain(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        int run = Integer.parseInt(arguments[1]);
        try (Journal journal =
                        H2Journal.open(Path.of(arguments[0]), REWRITE_ABOVE_BYTES, AUDIT_CAPACITY);
                Socket socket =
                        new Socket(
                                InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2]));
                PrintStream out =
                        new PrintStream(socket.getOutputStream(), false, StandardCharsets.UTF_8)) {
            new BusyControllerMain(out).run(journal, run);
        }
    }

    /// The controller as its journal left it.
    static ControlLoop restored(List<JournalEntry> history, ChainPoint auditHead, Instant now) {
        return new ControlLoop(
                ControllerConfig.standard(Inventory.NONE, Octets.ofText("a key of the tests"), 1),
                new Past(history, auditHead, Optional.empty()),
                now);
    }

    /// The intents that nobody has asked to withdraw.
    static NavigableSet<IntentId> live(ControlLoop loop, Instant now) {
        NavigableSet<IntentId> live = new TreeSet<>();
        for (IntentView intent : loop.view(now).intents()) {
            if (intent.state() != InstallState.WITHDRAWING
                    && intent.state() != InstallState.WITHDRAWN) {
                live.add(intent.intent().id());
            }
        }
        return live;
    }

    private void run(Journal journal, int run) {
        RandomGenerator random = new Chance(run).stream("intents");
        Instant now = Instant.ofEpochSecond(run * 1_000L);
        ControlLoop loop = restored(journal.replay(), journal.head(), now);
        NavigableSet<IntentId> live = live(loop, now);
        EffectPerformer performer = new EffectPerformer(journal, this);
        long request = 0;
        while (!out.checkError()) {
            now = now.plusMillis(1);
            List<Effect> effects = new ArrayList<>();
            for (int n = 1 + random.nextInt(MAX_BATCH); n > 0; n--) {
                request++;
                Ask ask;
                if (live.isEmpty() || (live.size() < MAX_LIVE && random.nextBoolean())) {
                    HostToHost intent = intent(run, request);
                    live.add(intent.id());
                    said.put(request, "+" + intent.id());
                    ask = new Ask.Submit(intent);
                } else {
                    IntentId id = List.copyOf(live).get(random.nextInt(live.size()));
                    live.remove(id);
                    out.print("?" + id + ";\n");
                    said.put(request, "-" + id);
                    ask = new Ask.Withdraw(id);
                }
                effects.addAll(loop.step(new Stimulus.Asked(new RequestId(request), ask), now));
            }
            out.flush();
            performer.perform(effects);
            if (journal.size() > COMPACT_AT) {
                journal.compact(loop.snapshot(now));
            }
        }
    }

    private static HostToHost intent(int run, long request) {
        return new HostToHost(
                new IntentId("run" + run + "-" + request),
                Precedence.INTENT,
                new HostId(new MacAddress(run * 1_000_000L + request)),
                new HostId(MacAddress.BROADCAST));
    }

    @Override
    public void reply(RequestId request, Answer answer) {
        if (!(answer instanceof Answer.Accepted)) {
            throw new IllegalStateException(answer.toString());
        }
        out.print(said.remove(request.value()) + ";\n");
        out.flush();
    }

    @Override
    public void send(ConnectionId connection, List<OpenFlowMessage> messages) {}

    @Override
    public void close(ConnectionId connection, String reason) {}

    @Override
    public void publish(Event event) {}

    @Override
    public void tell(Notice notice) {}

    @Override
    public void measured(List<Sample> samples) {}

    @Override
    public void rehearse(Effect.Rehearse rehearse) {}

    @Override
    public void learn(LearnOrder order) {}
}
