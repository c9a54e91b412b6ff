package io.teleon.controller.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;

/// What every journal must do.
public abstract class JournalContract {

    /// An empty journal.
    protected abstract Journal create();

    /// The same journal after a clean stop and a new start of its process.
    protected abstract Journal restarted(Journal journal);

    private Journal journal = new MemoryJournal();

    @BeforeTry
    void createJournal() {
        journal = create();
    }

    @Example
    void isEmptyAtFirst() {
        assertEquals(List.of(), journal.replay());
        assertEquals(0, journal.size());
    }

    @Example
    void appendsNothingForNoEntries() {
        journal.append(List.of());
        assertEquals(0, journal.size());
    }

    @Example
    void canBeCompactedToNothingAndUsedAgain() {
        journal.append(JournalEntries.numbered(0, 3));
        journal.compact(List.of());
        assertEquals(List.of(), journal.replay());

        journal.append(JournalEntries.numbered(3, 5));
        assertEquals(JournalEntries.numbered(3, 5), restarted(journal).replay());
    }

    @Example
    void keepsWhatItHeldApartFromTheCallersLists() {
        List<JournalEntry> mine = new ArrayList<>(JournalEntries.numbered(0, 3));
        journal.append(mine);
        List<JournalEntry> replayed = journal.replay();
        mine.clear();
        journal.append(JournalEntries.numbered(3, 4));
        assertEquals(JournalEntries.numbered(0, 3), replayed);
        assertEquals(JournalEntries.numbered(0, 4), journal.replay());
    }

    /// One thing done to a journal.
    sealed interface Step {
        record Append(List<JournalEntry> entries) implements Step {}

        record Compact(List<JournalEntry> equivalent) implements Step {}

        record Restart() implements Step {}
    }

    @Property(tries = 30)
    void replaysWhatWasAppendedSinceTheLastCompaction(@ForAll("steps") List<Step> steps) {
        List<JournalEntry> expected = new ArrayList<>();
        for (Step step : steps) {
            switch (step) {
                case Step.Append append -> {
                    journal.append(append.entries());
                    expected.addAll(append.entries());
                }
                case Step.Compact compact -> {
                    journal.compact(compact.equivalent());
                    expected = new ArrayList<>(compact.equivalent());
                }
                case Step.Restart _ -> journal = restarted(journal);
            }
            assertEquals(expected, journal.replay());
            assertEquals(expected.size(), journal.size());
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<List<JournalEntry>> entries = JournalEntries.any().list().ofMaxSize(8);
        return Arbitraries.<Step>oneOf(
                        entries.map(Step.Append::new),
                        entries.map(Step.Append::new),
                        entries.map(Step.Append::new),
                        entries.map(Step.Compact::new),
                        Arbitraries.just(new Step.Restart()))
                .list()
                .ofMaxSize(12);
    }
}
