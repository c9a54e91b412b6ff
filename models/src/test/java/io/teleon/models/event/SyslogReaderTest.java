package io.teleon.models.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.event.SyslogMessage.Form;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SyslogReaderTest {

    private static final List<String> LINES =
            List.of(
                    "<165>1 2003-10-11T22:14:15.003Z host.example evntslog 17 ID47 [ex@32473 iut=\"3\" a=\"x\\\"]y\"][b@1] An event",
                    "<28>Jun 21 14:03:12  r1 rpd[2902]: RPD_OSPF_NBRDOWN: neighbor down",
                    "<189>521: r1: *Mar 15 10:05:53.044: %OSPF-5-ADJCHG: Process 1",
                    "<187>94307: r1 LC/0/2/CPU0:Jul  7 20:16:14.834 : ifmgr[214]: %PKT_INFRA-LINK-3-UPDOWN : Interface x",
                    "<190>2018 Apr 20 13:15:07 sw1 %ETHPORT-5-IF_DOWN: Interface Ethernet1/33 is down",
                    "<30>box port02 2018-Nov- 9 15:38:25.341 LOGOUT: root",
                    "<29>2018-7-23 01:00:33.270.1 hw %%01IFNET/4/IF_STATE(l)[4997]:Interface up",
                    "<189>date=2019-04-09 time=04:27:29 devname=fw type=traffic subtype=forward msg=\"a b\"");

    /// Form, host, process, process id, tag, time, text.
    private static String told(String line) {
        SyslogMessage message = SyslogReader.read(line);
        assertEquals(List.of(), message.faults(), line);
        return String.join(
                " | ",
                message.form().toString(),
                message.host(),
                message.process(),
                message.processId(),
                message.tag(),
                message.time().map(SyslogTime::toString).orElse("none"),
                message.text());
    }

    @Test
    void readsRfc5424WithItsStructuredData() {
        assertEquals(
                "STRUCTURED | host.example | evntslog | 17 | ID47 | 2003-10-11T22:14:15.003Z | An event",
                told(LINES.get(0)));
        SyslogMessage message = SyslogReader.read(LINES.get(0));
        assertEquals(Optional.of(new Priority(20, 5)), message.priority());
        assertEquals(Optional.of("3"), message.field("ex@32473.iut"));
        assertEquals(Optional.of("x\"]y"), message.field("ex@32473.a"));
        assertEquals("", SyslogReader.read("<34>1 - - - - - -").host());
        assertEquals(List.of("says nothing"), SyslogReader.read("<34>1 - - - - - -").faults());
    }

    @Test
    void readsWhatRoutersSwitchesAndFirewallsSendInstead() {
        assertEquals(
                "TRADITIONAL | r1 | rpd | 2902 | RPD_OSPF_NBRDOWN | --06-21T14:03:12 | neighbor down",
                told(LINES.get(1)));
        assertEquals(
                "HOST_FIRST | r1 |  |  | OSPF-5-ADJCHG | --03-15T10:05:53.044 | Process 1",
                told(LINES.get(2)));
        assertEquals(
                "HOST_FIRST | r1 | ifmgr | 214 | PKT_INFRA-LINK-3-UPDOWN | --07-07T20:16:14.834 | Interface x",
                told(LINES.get(3)));
        assertEquals(Optional.of("LC/0/2/CPU0"), SyslogReader.read(LINES.get(3)).field("node"));
        assertEquals(
                "TRADITIONAL | sw1 |  |  | ETHPORT-5-IF_DOWN | 2018-04-20T13:15:07 | Interface Ethernet1/33 is down",
                told(LINES.get(4)));
        assertEquals(
                "HOST_FIRST | box |  |  | LOGOUT | 2018-11-09T15:38:25.341 | root",
                told(LINES.get(5)));
        assertEquals(
                "TRADITIONAL | hw |  |  | 01IFNET/4/IF_STATE | 2018-07-23T01:00:33.270 | Interface up",
                told(LINES.get(6)));
        SyslogMessage keyed = SyslogReader.read(LINES.get(7));
        assertEquals(Form.KEYS, keyed.form());
        assertEquals(
                "fw traffic forward", keyed.host() + " " + keyed.process() + " " + keyed.tag());
        assertEquals("2019-04-09T04:27:29", keyed.time().orElseThrow().toString());
        assertEquals(Optional.of("a b"), keyed.field("msg"));
    }

    @Test
    void whatIsATagAndWhatIsAProcessIsToldByWhatFollows() {
        assertEquals(
                "RT_FLOW RT_FLOW_SESSION_CLOSE",
                speaker("<14>Dec 13 13:12:00 fw RT_FLOW: RT_FLOW_SESSION_CLOSE: closed"));
        assertEquals(" BGP", speaker("<13>May 19 05:01:59 h BGP: Peer 1.2.3.4 DOWN"));
        assertEquals(
                "kernel tcp_auth_ok", speaker("<4>Jul 20 21:23:00 h /kernel: tcp_auth_ok: Packet"));
        assertEquals(
                "rpd bgp_read_message",
                speaker("<87>Jul  5 05:52:44  h rpd[1848]: bgp_read_message:2764: NOTIFICATION"));
        assertEquals("fpc0 ", speaker("<7>Dec 10 00:00:01 h fpc0 (buf alloc) failed"));
        assertEquals("craftd ", speaker("<28>Jul  8 23:04:13  h craftd[4817]:  Major alarm set"));
    }

    private static String speaker(String line) {
        SyslogMessage message = SyslogReader.read(line);
        return message.process() + " " + message.tag();
    }

    @Test
    void saysWhatIsWrongAndKeepsTheRest() {
        SyslogMessage bare = SyslogReader.read("link down on port 3");
        assertEquals(Form.BARE, bare.form());
        assertEquals("link down on port 3", bare.text());
        assertEquals(
                List.of(
                        "does not begin with a priority, <0> to <191>",
                        "has no time where a header has one"),
                bare.faults());
        assertFalse(bare.wellFormed());

        SyslogMessage high = SyslogReader.read("<192>Jun 21 14:03:12 r1 rpd[1]: x");
        assertEquals(Optional.empty(), high.priority());
        assertEquals(List.of("priority 192 is not in [0, 191]"), high.faults());
        assertEquals("r1", high.host());

        SyslogMessage never = SyslogReader.read("<13>Feb 31 14:03:12 r1 rpd[1]: x");
        assertTrue(never.faults().getFirst().startsWith("its time does not exist: "));

        assertEquals(
                List.of("has no host after its time"),
                SyslogReader.read("<13>Feb 3 14:03:12 rpd[1]: x").faults());
        assertEquals(
                List.of("its structured data does not end"),
                SyslogReader.read("<13>1 - h a - - [x y=\"never").faults());
        assertEquals(
                List.of("ends within the header"),
                SyslogReader.read("<13>1 - host app").faults().subList(0, 1));
        assertEquals(
                List.of("date='2019-13-09' time='04:27:29' tz='' is no time"),
                SyslogReader.read("<13>date=2019-13-09 time=04:27:29 devname=x").faults());
    }

    @Test
    void aLineOfEndlessLengthIsReadToABound() {
        SyslogMessage message = SyslogReader.read("<13>" + "x=y ".repeat(30_000));
        assertEquals(SyslogParts.MOST_FIELDS, message.fields().size());
        assertTrue(message.faults().getFirst().startsWith("of its 120004 characters only"));
        assertEquals(120_004, message.line().length());
    }

    /// Lines that are cut, doubled, shuffled or of any characters at all.
    @Property(tries = 3000)
    void neverThrowsAndKeepsTheLine(
            @ForAll @IntRange(min = 0, max = 7) int kind, @ForAll long seed) {
        String line = disturbed(LINES.get(kind), new SplittableRandom(seed));
        SyslogMessage message = SyslogReader.read(line);
        assertEquals(line, message.line());
        assertTrue(line.contains(message.text()), line);
        assertTrue(line.contains(message.host()), line);
        assertTrue(line.contains(message.tag()), line);
    }

    @Property(tries = 1000)
    void anyTextIsRead(@ForAll String line) {
        SyslogMessage message = SyslogReader.read(line);
        assertEquals(line, message.line());
        assertTrue(line.contains(message.text()));
    }

    private static String disturbed(String line, SplittableRandom random) {
        StringBuilder text = new StringBuilder(line);
        String alphabet = "<>[]{}()=\"\\ :%-./*0123456789AZazT\t\n\u00e4\u20ac";
        for (int i = random.nextInt(6); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(1, 30));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                default -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
            }
        }
        return text.toString();
    }
}
