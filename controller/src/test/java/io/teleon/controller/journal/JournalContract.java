package io.teleon.controller.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.audit.AuditQuery;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.AuditRecords;
import io.teleon.controller.audit.AuditRecords.Content;
import io.teleon.controller.audit.ChainPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /// An empty journal that keeps so many records of the audit, and at most a quarter more.
    protected abstract Journal createSmall(int auditCapacity);

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

    @Example
    void keepsTheAuditBesideTheEntries() {
        List<AuditRecord> records = AuditRecords.numbered(ChainPoint.START, 5);
        journal.append(JournalEntries.numbered(0, 2), records.subList(0, 2));
        journal.append(List.of(), records.subList(2, 5));
        journal.compact(List.of());
        journal = restarted(journal);
        assertEquals(records, journal.read(AuditQuery.from(0, 10)));
        assertEquals(records.getLast().hash(), journal.head().hash());
        assertEquals(ChainPoint.START, journal.anchor());
        assertEquals(Optional.empty(), journal.verify());
    }

    @Example
    void readsTheAuditByPageAndSubject() {
        List<AuditRecord> records = AuditRecords.numbered(ChainPoint.START, 12);
        journal.append(List.of(), records);
        assertEquals(records.subList(4, 7), journal.read(AuditQuery.from(5, 3)));
        assertEquals(List.of(), journal.read(AuditQuery.from(13, 3)));
        // Their subjects take turns by three.
        assertEquals(
                List.of(records.get(4), records.get(7)),
                journal.read(new AuditQuery(3, 2, Optional.of("subject-1"))));
        assertEquals(List.of(), journal.read(new AuditQuery(0, 5, Optional.of("subject"))));
    }

    @Property(tries = 20)
    void givesBackEveryAuditRecordAsItWas(@ForAll("contents") List<Content> contents) {
        List<AuditRecord> records = AuditRecords.chained(ChainPoint.START, contents);
        journal.append(List.of(), records);
        journal = restarted(journal);
        assertEquals(records, journal.read(AuditQuery.from(0, 100)));
        assertEquals(Optional.empty(), journal.verify());
    }

    @Provide
    Arbitrary<List<Content>> contents() {
        return AuditRecords.any().list().ofMinSize(1).ofMaxSize(20);
    }

    @Example
    void givesUpTheOldestRecordsButStaysWhole() {
        journal = createSmall(100);
        ChainPoint end = ChainPoint.START;
        for (int batch = 0; batch < 20; batch++) {
            List<AuditRecord> records = AuditRecords.numbered(end, 20);
            journal.append(List.of(), records);
            end = journal.head();
            long kept = journal.head().sequence() - journal.anchor().sequence();
            assertTrue(kept <= 125 && kept >= Math.min(100, 20 * (batch + 1)), "kept " + kept);
            assertEquals(Optional.empty(), journal.verify());
        }
        assertEquals(400, journal.head().sequence());
        assertEquals(
                journal.anchor().sequence() + 1,
                journal.read(AuditQuery.from(1, 1)).getFirst().sequence());
        journal = restarted(journal);
        assertEquals(Optional.empty(), journal.verify());
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
