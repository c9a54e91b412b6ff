package io.teleon.controller.jdbc;

import io.teleon.controller.journal.Journal;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalEntry.IntentSubmitted;
import io.teleon.controller.journal.JournalEntry.IntentWithdrawing;
import io.teleon.controller.journal.JournalEntry.IntentWithdrawn;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.Intent.HostToHost;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.network.HostId;
import io.teleon.models.network.MacAddress;
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
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Submits and withdraws intents until it is killed. To the port given it says `?ID;` before it withdraws one, and
/// `+ID;` or `-ID;` for each submitted or withdrawn that is acknowledged: after the journal has it.
final class BusyJournalMain {

    /// Small, so that many kills hit a compaction.
    private static final int BOUND = 120;

    private static final int MAX_LIVE = 40;

    private BusyJournalMain() {}

    public static void main(String[] arguments) throws IOException {
        int run = Integer.parseInt(arguments[1]);
        RandomGenerator random = new Chance(run).stream("intents");
        try (Journal journal = H2Journal.open(Path.of(arguments[0]));
                Socket socket =
                        new Socket(
                                InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2]));
                PrintStream out =
                        new PrintStream(socket.getOutputStream(), false, StandardCharsets.UTF_8)) {
            SequencedMap<IntentId, JournalEntry> live = live(journal.replay());
            int serial = 0;
            while (!out.checkError()) {
                List<JournalEntry> batch = new ArrayList<>();
                StringBuilder said = new StringBuilder();
                for (int n = 1 + random.nextInt(4); n > 0; n--) {
                    Instant now = Instant.ofEpochSecond(run, serial);
                    if (live.size() < MAX_LIVE && random.nextBoolean()) {
                        JournalEntry submitted = submitted(now, run, serial++);
                        batch.add(submitted);
                        IntentId id = ((IntentSubmitted) submitted).intent().id();
                        live.put(id, submitted);
                        said.append('+').append(id).append(";\n");
                    } else if (!live.isEmpty()) {
                        IntentId id =
                                List.copyOf(live.keySet()).get(random.nextInt(live.size()));
                        batch.add(new IntentWithdrawing(now, id));
                        batch.add(new IntentWithdrawn(now, id));
                        live.remove(id);
                        out.print("?" + id + ";\n");
                        said.append('-').append(id).append(";\n");
                    }
                }
                out.flush();
                journal.append(batch);
                out.print(said);
                out.flush();
                if (journal.size() > BOUND) {
                    journal.compact(List.copyOf(live.values()));
                }
            }
        }
    }

    private static JournalEntry submitted(Instant now, int run, int serial) {
        Intent intent =
                new HostToHost(
                        new IntentId("run" + run + "-" + serial),
                        Precedence.INTENT,
                        new HostId(new MacAddress(1)),
                        new HostId(new MacAddress(2)));
        return new IntentSubmitted(now, serial, intent);
    }

    /// The intents submitted and not withdrawn, by id.
    static SequencedMap<IntentId, JournalEntry> live(List<JournalEntry> entries) {
        SequencedMap<IntentId, JournalEntry> live = new TreeMap<>();
        for (JournalEntry entry : entries) {
            switch (entry) {
                case IntentSubmitted e -> live.put(e.intent().id(), e);
                case IntentWithdrawing e -> live.remove(e.id());
                case IntentWithdrawn e -> live.remove(e.id());
                case JournalEntry.TunnelReserved _,
                        JournalEntry.TunnelReleased _,
                        JournalEntry.IntentPlaced _ -> {}
            }
        }
        return live;
    }
}
