package io.teleon.controller.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.jdbc.JournalCodec.Stored;
import io.teleon.controller.journal.JournalEntries;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalFailure;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JournalCodecTest {

    @Property
    void readsBackWhatItWrote(@ForAll("entries") JournalEntry entry) {
        assertEquals(entry, JournalCodec.decode(1, JournalCodec.encode(entry)));
    }

    @Example
    void theEntriesOfThePropertyAreOfEveryKind() {
        for (Class<?> kind : JournalEntry.class.getPermittedSubclasses()) {
            // Throws where ten thousand entries contain none of the kind.
            JournalEntry found = JournalEntries.any().filter(10_000, kind::isInstance).sample();
            assertTrue(kind.isInstance(found));
        }
    }

    @Example
    void writesTheFormThatEarlierJournalsHold() {
        assertEquals(
                new Stored(
                        "intent-submitted",
                        1,
                        "{\"at\":\"1970-01-01T00:00:07Z\",\"serial\":7,\"intent\":{\"id\":\"intent-7\","
                                + "\"precedence\":\"human\",\"type\":\"host-to-host\","
                                + "\"source\":\"00:00:00:00:00:0e\",\"target\":\"00:00:00:00:00:0f\"}}"),
                JournalCodec.encode(JournalEntries.numbered(7)));
    }

    @Example
    void anUnknownKindIsNamedWithItsSequenceNumber() {
        assertRefused(
                new Stored("path-forgotten", 1, "{\"at\":\"2026-01-01T00:00:00Z\"}"),
                "journal entry 17 of kind 'path-forgotten' cannot be read:"
                        + " this Teleon knows no such kind");
    }

    @Example
    void aNewerVersionIsNamedAsSuch() {
        assertRefused(
                new Stored("tunnel-released", 2, "{}"),
                "journal entry 17 of kind 'tunnel-released' has version 2, this Teleon reads"
                        + " version 1: it was written by a newer one");
    }

    @Example
    void aMissingFieldIsNamed() {
        assertRefused(
                new Stored("tunnel-released", 1, "{\"at\":\"2026-01-01T00:00:00Z\"}"),
                "journal entry 17 of kind 'tunnel-released' cannot be read:"
                        + " field 'serial' is missing");
    }

    @Example
    void aFieldOfAnotherTypeIsShown() {
        assertRefused(
                new Stored(
                        "tunnel-released", 1, "{\"at\":\"2026-01-01T00:00:00Z\",\"serial\":\"3\"}"),
                "journal entry 17 of kind 'tunnel-released' cannot be read:"
                        + " field 'serial' is \"3\", expected a whole number of 32 bits");
    }

    @Property
    void damagedTextIsRefusedAndNothingElseHappens(
            @ForAll("entries") JournalEntry entry,
            @ForAll int position,
            @ForAll @From("anyText") String instead) {
        Stored stored = JournalCodec.encode(entry);
        int cut = Math.floorMod(position, stored.body().length());
        Stored damaged =
                new Stored(
                        stored.kind(), stored.version(), stored.body().substring(0, cut) + instead);
        try {
            JournalCodec.decode(3, damaged);
        } catch (JournalFailure e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith("journal entry 3 of kind"));
        }
    }

    private static void assertRefused(Stored stored, String message) {
        JournalFailure failure =
                assertThrows(JournalFailure.class, () -> JournalCodec.decode(17, stored));
        assertEquals(message, failure.getMessage());
    }

    @Provide
    Arbitrary<JournalEntry> entries() {
        return JournalEntries.any();
    }

    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.strings().ofMaxLength(20);
    }
}
