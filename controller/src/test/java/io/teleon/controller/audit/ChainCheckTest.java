package io.teleon.controller.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.audit.AuditRecords.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ChainCheckTest {

    private static Optional<ChainFault> check(List<AuditRecord> records, ChainPoint head) {
        ChainCheck check = new ChainCheck(ChainPoint.START, head);
        for (AuditRecord one : records) {
            Optional<ChainFault> fault = check.next(one);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return check.end();
    }

    private static ChainPoint head(List<AuditRecord> chain) {
        return ChainPoint.behind(chain.getLast());
    }

    @Example
    void theHashIsWhatEverybodyCanCompute() {
        AuditRecord record =
                AuditRecord.sealed(
                        ChainPoint.START,
                        Instant.parse("2026-03-01T12:00:00Z"),
                        "ada",
                        AuditRecord.Kind.ASKED,
                        "berlin-paris",
                        List.of(new Evidence("asked", "submit\nü\\")));
        assertEquals(
                """
                teleon-audit-1
                1
                2026-03-01T12:00:00Z
                ada
                ASKED
                berlin-paris
                1
                asked
                submit\\u000a\\u00fc\\u005c
                0000000000000000000000000000000000000000000000000000000000000000
                """,
                record.canonical());
        // By sha256sum over that text.
        assertEquals(
                "b0a5d350c0dca941ba71e2cd6cb7bf0fd710b2d237887d798eb4ddfaeec452f5", record.hash());
    }

    @Property(tries = 100)
    void aChainThatNobodyTouchedIsWhole(@ForAll("contents") List<Content> contents) {
        List<AuditRecord> chain = AuditRecords.chained(ChainPoint.START, contents);
        assertEquals(Optional.empty(), check(chain, head(chain)));
    }

    @Property(tries = 300)
    void aChangedRecordIsFound(
            @ForAll("contents") List<Content> contents,
            @ForAll("content") Content other,
            @ForAll @IntRange(max = 7) int field,
            @ForAll int where) {
        List<AuditRecord> chain = AuditRecords.chained(ChainPoint.START, contents);
        int at = Math.floorMod(where, chain.size());
        AuditRecord changed = changed(chain.get(at), other, field);
        Assume.that(!changed.equals(chain.get(at)));
        List<AuditRecord> touched = new ArrayList<>(chain);
        touched.set(at, changed);
        long found = check(touched, head(chain)).orElseThrow().sequence();
        // The hash of a record is judged only by what stands behind it.
        assertTrue(found == at + 1 || (field == 7 && found <= at + 2), "found at " + found);
    }

    /// The record with one field of another.
    private static AuditRecord changed(AuditRecord one, Content other, int field) {
        AuditRecord stranger = other.after(new ChainPoint(one.sequence() + 6, one.hash()));
        return new AuditRecord(
                field == 0 ? stranger.sequence() : one.sequence(),
                field == 1 ? stranger.at() : one.at(),
                field == 2 ? stranger.actor() : one.actor(),
                field == 3 ? stranger.kind() : one.kind(),
                field == 4 ? stranger.subject() : one.subject(),
                field == 5 ? stranger.evidence() : one.evidence(),
                field == 6 ? stranger.previousHash() : one.previousHash(),
                field == 7 ? stranger.hash() : one.hash());
    }

    @Property(tries = 100)
    void aRecordChangedAndSealedAgainIsFound(
            @ForAll("contents") List<Content> contents,
            @ForAll("content") Content other,
            @ForAll int where) {
        List<AuditRecord> chain = AuditRecords.chained(ChainPoint.START, contents);
        int at = Math.floorMod(where, chain.size());
        AuditRecord forged =
                other.after(at == 0 ? ChainPoint.START : ChainPoint.behind(chain.get(at - 1)));
        Assume.that(!forged.equals(chain.get(at)));
        List<AuditRecord> touched = new ArrayList<>(chain);
        touched.set(at, forged);
        assertTrue(check(touched, head(chain)).isPresent());
    }

    @Property(tries = 100)
    void aRemovedRecordIsFoundAtItsPlace(
            @ForAll("contents") List<Content> contents, @ForAll int where) {
        List<AuditRecord> chain = AuditRecords.chained(ChainPoint.START, contents);
        int at = Math.floorMod(where, chain.size());
        List<AuditRecord> touched = new ArrayList<>(chain);
        touched.remove(at);
        assertEquals(at + 1, check(touched, head(chain)).orElseThrow().sequence());
    }

    @Property(tries = 100)
    void recordsThatChangedPlacesAreFound(
            @ForAll("contents") List<Content> contents, @ForAll int one, @ForAll int other) {
        List<AuditRecord> chain = AuditRecords.chained(ChainPoint.START, contents);
        int first = Math.floorMod(one, chain.size());
        int second = Math.floorMod(other, chain.size());
        Assume.that(first != second);
        List<AuditRecord> touched = new ArrayList<>(chain);
        touched.set(first, chain.get(second));
        touched.set(second, chain.get(first));
        assertEquals(
                Math.min(first, second) + 1, check(touched, head(chain)).orElseThrow().sequence());
    }

    @Property(tries = 100)
    void anInsertedRecordIsFound(
            @ForAll("contents") List<Content> contents,
            @ForAll("content") Content other,
            @ForAll int where) {
        List<AuditRecord> chain = AuditRecords.chained(ChainPoint.START, contents);
        int at = Math.floorMod(where, chain.size() + 1);
        List<AuditRecord> touched = new ArrayList<>(chain);
        touched.add(
                at, other.after(at == 0 ? ChainPoint.START : ChainPoint.behind(chain.get(at - 1))));
        if (at < chain.size()) {
            assertTrue(check(touched, head(chain)).isPresent());
        } else {
            // Behind the head nothing can be told from what was added since.
            assertEquals(Optional.empty(), check(touched, head(chain)));
        }
    }

    @Example
    void aNotedHeadTellsAChainMadeAnew() {
        List<AuditRecord> chain = AuditRecords.numbered(ChainPoint.START, 5);
        List<AuditRecord> anew =
                AuditRecords.chained(
                        ChainPoint.START,
                        chain.stream()
                                .map(r -> new Content(r.at(), "another", r.kind(), "x", List.of()))
                                .toList());
        assertEquals(5, check(anew, head(chain)).orElseThrow().sequence());
    }

    @Example
    void whatIsTooLongIsCutAndSaysSo() {
        List<Evidence> much = new ArrayList<>();
        for (int n = 0; n < AuditRecord.MAX_EVIDENCE + 3; n++) {
            much.add(Evidence.of("n", n));
        }
        AuditRecord record =
                new AuditChain(_ -> {}, ChainPoint.START)
                        .record(
                                Instant.EPOCH,
                                "a".repeat(AuditRecord.MAX_ACTOR + 1),
                                AuditRecord.Kind.ACTION,
                                "subject",
                                much);
        assertTrue(record.actor().endsWith("a…"));
        assertEquals(AuditRecord.MAX_EVIDENCE, record.evidence().size());
        assertEquals(new Evidence("left out", "4 more"), record.evidence().getLast());
    }

    @Provide
    Arbitrary<Content> content() {
        return AuditRecords.any();
    }

    @Provide
    Arbitrary<List<Content>> contents() {
        return Arbitraries.of(1, 2, 3, 9).flatMap(n -> AuditRecords.any().list().ofSize(n));
    }
}
