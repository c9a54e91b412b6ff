package io.teleon.models.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import java.util.function.Function;

/// What every reader promises about input that it does not understand.
final class Refusals {

    private Refusals() {}

    static void refuses(Function<SourceText, ?> reader, String text, String message) {
        MalformedInput e =
                assertThrows(
                        MalformedInput.class, () -> reader.apply(new SourceText("input", text)));
        assertEquals(message, e.getMessage());
    }

    /// Reads anything: what comes out is a value or a [MalformedInput] with a line of the file.
    static void acceptsOrRefuses(Consumer<SourceText> reader, String text) {
        try {
            reader.accept(new SourceText("input", text));
        } catch (MalformedInput e) {
            assertEquals("input", e.place().file());
            long lines = Math.max(1, text.lines().count());
            assertTrue(
                    e.place().line() >= 1 && e.place().line() <= lines + 1,
                    () -> "line " + e.place().line() + " of " + lines + ": " + e.getMessage());
            assertTrue(e.getMessage().length() < 600, e::getMessage);
        }
    }
}
