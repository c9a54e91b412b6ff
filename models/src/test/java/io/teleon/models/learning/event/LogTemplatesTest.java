package io.teleon.models.learning.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LogTemplatesTest {

    @Test
    void whatVariesBecomesAPlaceholderAndWhatDiffersATemplateOfItsOwn() {
        LogTemplates templates = new LogTemplates(10);
        assertEquals(OptionalInt.of(0), templates.add("session opened for user alice by uid 0"));
        assertEquals(OptionalInt.of(0), templates.add("session opened for user bob by uid 17"));
        assertEquals(OptionalInt.of(1), templates.add("connection from 10.0.0.1 closed"));
        assertEquals(OptionalInt.of(1), templates.add("connection from 10.9.8.7 closed"));

        assertEquals(2, templates.count());
        assertEquals("session opened for user <*> by uid <*>", templates.template(0));
        assertEquals("connection from <*> closed", templates.template(1));
        assertEquals(2, templates.lineCount(0));
    }

    @Test
    void atItsBoundItSaysThatALineFitsNone() {
        LogTemplates templates = new LogTemplates(1);
        templates.add("one two three");
        assertEquals(OptionalInt.empty(), templates.add("quite something else entirely"));
        assertEquals(OptionalInt.of(0), templates.add("one two four"));
        assertEquals(1, templates.unassignedCount());
        assertThrows(IllegalArgumentException.class, () -> new LogTemplates(0));
    }

    @Property(tries = 500)
    void anyTextHasATemplateAndKeepsIt(@ForAll String line) {
        LogTemplates templates = new LogTemplates(3);
        OptionalInt first = templates.add(line);
        assertTrue(first.isPresent());
        assertEquals(1, templates.count());
    }
}
