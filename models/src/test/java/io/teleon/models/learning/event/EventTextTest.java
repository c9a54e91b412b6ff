package io.teleon.models.learning.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.event.SyslogReader;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EventTextTest {

    private static EventText text(String content) {
        return EventText.of(SyslogReader.read("<13>Nov  6 13:36:45 host x: " + content));
    }

    @Test
    void variablePartsAreNamedByWhatTheyAre() {
        assertEquals(
                List.of("<ip>", "via", "<ip>", "<if>", "<id>", "<n>"),
                text("10.0.0.1/24 via 2001:db8::1 ge-0/0/1.0 and Vlan12 00:1b:2c:00:11:22 17")
                        .text());
    }

    @Test
    void vendorsWordsForOneThingBecomeOne() {
        assertEquals(text("neighbor down").text(), text("Nbr DOWN").text());
        assertEquals(List.of("neighbor", "change"), text("%ADJCHG: x").tag());
        assertEquals(List.of("ospf", "neighbor", "down"), text("%OSPF_NBRDOWN: x").tag());
        assertEquals(
                List.of("host", "interface", "state", "set"),
                text("hostIntfsOperStatusSet: x").tag().stream().distinct().toList());
    }

    @Test
    void whatWasIsMarkedAndSoIsWhy() {
        assertEquals(
                List.of("state", "change", "~up", "down", "?hold", "?timer", "?expire"),
                text("state changed from Up to Down due to hold timer expired").text());
        assertEquals(
                List.of("state", "~established", "new", "state", "idle"),
                text("old state Established new state Idle").text());
    }

    @Property(tries = 500)
    void anyTextBecomesAtMostSoManyWords(@ForAll String content) {
        EventText text = EventText.of(SyslogReader.read(content));
        assertTrue(text.all().size() <= EventText.MOST_WORDS);
        assertTrue(text.all().stream().noneMatch(String::isEmpty));
    }
}
