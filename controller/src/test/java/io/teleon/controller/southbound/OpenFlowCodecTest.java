package io.teleon.controller.southbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.teleon.controller.dissect.OpenFlowDissector;
import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.PortNumber;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OpenFlowCodecTest {

    @Property(tries = 300)
    void everyKindOfMessageComesBackAsItWas(@ForAll long seed) throws MalformedMessage {
        for (OpenFlowMessage message :
                new RandomMessages(new SplittableRandom(seed)).oneOfEachKind()) {
            byte[] bytes = OpenFlowCodec.encode(message);

            assertEquals(message, OpenFlowCodec.decode(bytes));
            assertEquals(
                    bytes.length,
                    ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff),
                    "length in the header");
        }
    }

    @Property(tries = 100)
    void whatIsWrittenIsWellFormedToAReaderThatDoesNotUseTheLibrary(@ForAll long seed)
            throws MalformedMessage {
        for (OpenFlowMessage message :
                new RandomMessages(new SplittableRandom(seed)).oneOfEachKind()) {
            byte[] bytes = OpenFlowCodec.encode(message);

            Map<String, Object> tree = OpenFlowDissector.dissect(bytes);

            assertEquals(Integer.toUnsignedLong(message.xid()), tree.get("xid"));
            assertEquals(bytes.length, tree.get("length"));
        }
    }

    @Property(tries = 600)
    void mutatedBytesAreAMessageOrMalformedAndNothingElse(@ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (OpenFlowMessage message : new RandomMessages(random).oneOfEachKind()) {
            byte[] bytes = OpenFlowCodec.encode(message);
            for (int i = random.nextInt(3); i >= 0; i--) {
                int at = random.nextInt(bytes.length);
                // Lengths and version stay right often enough for the inner parts to be reached.
                bytes[at < 4 && random.nextInt(8) != 0 ? bytes.length - 1 : at] =
                        (byte) edgeByte(random);
            }
            decodesOrSaysWhy(bytes);
        }
    }

    @Property(tries = 2000)
    void randomBytesUnderAnHonestHeaderAreAMessageOrMalformedAndNothingElse(
            @ForAll byte[] tail, @ForAll byte type) {
        byte[] bytes = new byte[8 + tail.length];
        System.arraycopy(tail, 0, bytes, 8, tail.length);
        bytes[0] = OpenFlowMessage.VERSION;
        bytes[1] = (byte) (type & 31);
        bytes[2] = (byte) (bytes.length >>> 8);
        bytes[3] = (byte) bytes.length;
        decodesOrSaysWhy(bytes);
    }

    @Property
    void anyBytesAreAMessageOrMalformedAndNothingElse(@ForAll byte[] bytes) {
        decodesOrSaysWhy(bytes);
    }

    private static int edgeByte(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> 255;
            default -> random.nextInt(256);
        };
    }

    private static void decodesOrSaysWhy(byte[] bytes) {
        try {
            OpenFlowMessage message = OpenFlowCodec.decode(bytes);
            assertNotNull(message);
            if (message instanceof OpenFlowMessage.Unsupported unsupported) {
                assertEquals(Octets.of(bytes), unsupported.bytes());
            }
            assertEquals(message, OpenFlowCodec.decode(OpenFlowCodec.encode(message)));
        } catch (MalformedMessage e) {
            assertFalse(e.toString().contains("library"), e.toString());
        }
    }

    @Test
    void theWarmUpUsesMessagesThatComeBackAsTheyWere() throws MalformedMessage {
        OpenFlowCodec.warmUp();
        for (OpenFlowMessage message : Samples.messages()) {
            assertEquals(message, OpenFlowCodec.decode(OpenFlowCodec.encode(message)));
        }
    }

    @Test
    void aFlowModIsWrittenAsTheSpecificationLaysItOut() {
        FlowMod mod =
                FlowMod.add(
                        0x01020304,
                        new TableId(2),
                        0x1234,
                        Match.builder().inPort(new PortNumber(7)).vlan(5).build(),
                        0x1122334455667788L,
                        List.of(
                                Instruction.ApplyActions.of(
                                        new Action.PopVlan(),
                                        new Action.Output(PortNumber.CONTROLLER)),
                                new Instruction.GotoTable(new TableId(3))));

        assertEquals(
                Octets.parse(
                        "040e0070"
                                + "01020304" // version, type 14, length 112, xid
                                + "1122334455667788"
                                + "0000000000000000" // cookie, cookie mask
                                + "02"
                                + "00"
                                + "0000"
                                + "0000"
                                + "1234" // table, ADD, idle, hard, priority
                                + "ffffffff"
                                + "ffffffff"
                                + "ffffffff" // no buffer, any port, any group
                                + "0000"
                                + "0000" // flags, pad
                                + "0001"
                                + "0012" // match OXM, length 18 without padding
                                + "80000004"
                                + "00000007" // in_port
                                + "80000c02"
                                + "1005" // vlan_vid, present
                                + "000000000000" // to a multiple of 8
                                + "0004"
                                + "0020"
                                + "00000000" // apply actions, 32
                                + "0012"
                                + "0008"
                                + "00000000" // pop vlan
                                + "0000"
                                + "0010"
                                + "fffffffd"
                                + "ffff"
                                + "000000000000" // output to the controller
                                + "0001"
                                + "0008"
                                + "03"
                                + "000000"), // goto table 3
                Octets.of(OpenFlowCodec.encode(mod)));
    }

    @Test
    void aPacketOutIsWrittenAsTheSpecificationLaysItOut() {
        OpenFlowMessage out =
                OpenFlowMessage.PacketOut.of(9, new PortNumber(2), Octets.parse("ffffffffffff"));

        assertEquals(
                Octets.parse(
                        "040d002e"
                                + "00000009"
                                + "ffffffff"
                                + "fffffffd"
                                + "0010"
                                + "000000000000"
                                + "0000"
                                + "0010"
                                + "00000002"
                                + "ffff"
                                + "000000000000"
                                + "ffffffffffff"),
                Octets.of(OpenFlowCodec.encode(out)));
    }

    @Test
    void aFeaturesReplyIsReadAsTheSpecificationLaysItOut() throws MalformedMessage {
        OpenFlowMessage message =
                OpenFlowCodec.decode(
                        Octets.parse(
                                "04060020"
                                        + "0000002a"
                                        + "00000000000000a1"
                                        + "00000100"
                                        + "fe"
                                        + "00"
                                        + "0000"
                                        + "0000004f"
                                        + "00000000"));

        OpenFlowMessage.FeaturesReply reply =
                assertInstanceOf(OpenFlowMessage.FeaturesReply.class, message);
        assertEquals(42, reply.xid());
        assertEquals(0xa1, reply.datapath().value());
        assertEquals(256, reply.buffers());
        assertEquals(254, reply.tables());
        assertEquals(
                List.of(
                        OpenFlowMessage.Capability.FLOW_STATS,
                        OpenFlowMessage.Capability.TABLE_STATS,
                        OpenFlowMessage.Capability.PORT_STATS,
                        OpenFlowMessage.Capability.GROUP_STATS,
                        OpenFlowMessage.Capability.QUEUE_STATS),
                List.copyOf(reply.capabilities()));
    }

    @Test
    void aHelloOfAnyVersionTellsWhatItsSenderSpeaks() throws MalformedMessage {
        assertEquals(
                new OpenFlowMessage.Hello(1, 0b10010),
                OpenFlowCodec.decode(Octets.parse("0600001000000001" + "0001000800000012")));
        // OpenFlow 1.0 has no bitmap: every version up to that of the header.
        assertEquals(
                new OpenFlowMessage.Hello(2, 1 << 1),
                OpenFlowCodec.decode(Octets.parse("0100000800000002")));
        assertEquals(
                new OpenFlowMessage.Hello(3, 0b11110),
                OpenFlowCodec.decode(Octets.parse("0400000800000003")));
    }

    @Test
    void anErrorOfAnotherVersionIsUnderstood() throws MalformedMessage {
        assertEquals(
                new OpenFlowMessage.ErrorReply(
                        5,
                        ErrorCode.of(ErrorCode.Type.HELLO_FAILED, "INCOMPATIBLE"),
                        Octets.ofText("no")),
                OpenFlowCodec.decode(Octets.parse("0101000e00000005" + "00000000" + "6e6f")));
    }

    @Test
    void anIpv6FieldIsRefusedAsAFieldThatIsNotMatchedOn() throws MalformedMessage {
        String icmpv6 =
                "80000a0286dd" + "800014013a" + "80003a0187"; // eth_type, ip_proto, icmpv6_type

        assertRefused("BAD_MATCH/BAD_FIELD", deleteWithMatch(icmpv6));
    }

    @Test
    void anExperimenterMessageIsRefusedAsSuch() throws MalformedMessage {
        assertRefused("BAD_REQUEST/BAD_EXPERIMENTER", "0404001000000001" + "0000232000000001");
    }

    private static void assertRefused(String code, String hex) throws MalformedMessage {
        OpenFlowMessage message = OpenFlowCodec.decode(Octets.parse(hex));

        assertEquals(
                code,
                assertInstanceOf(OpenFlowMessage.Unsupported.class, message).refusal().toString());
    }

    @Test
    void aLengthOtherThanThatOfTheBytesIsMalformed() {
        MalformedMessage e =
                assertThrows(
                        MalformedMessage.class,
                        () -> OpenFlowCodec.decode(Octets.parse("0414000c00000001")));

        assertEquals("byte 2: length 12 in the header of a message of 8 bytes", e.getMessage());
        assertEquals("BAD_REQUEST/BAD_LEN", e.refusal().toString());
    }

    @Test
    void theTransactionIdIsTheMessagesOwn() throws MalformedMessage {
        for (int xid : new int[] {0, 1, -1, Integer.MIN_VALUE}) {
            assertEquals(
                    xid,
                    OpenFlowCodec.decode(
                                    OpenFlowCodec.encode(new OpenFlowMessage.BarrierRequest(xid)))
                            .xid());
        }
    }

    @Test
    void anyVlanAndNoVlanStayApart() throws MalformedMessage {
        for (Match match :
                List.of(
                        Match.ANY,
                        Match.builder().untagged().build(),
                        Match.builder().anyVlan().build(),
                        Match.builder().vlan(0).build(),
                        Match.builder().vlan(4095).build(),
                        Match.builder().masked(MatchField.VLAN_VID, 0x1fff, 0x0fff).build())) {
            FlowMod mod = FlowMod.add(1, new TableId(0), 1, match, 0, List.of());

            assertEquals(mod, OpenFlowCodec.decode(OpenFlowCodec.encode(mod)));
        }
    }

    @Test
    void aFieldMatchedTwiceIsRefusedAndNotHalfRead() throws MalformedMessage {
        assertRefused(
                "BAD_MATCH/DUP_FIELD",
                deleteWithMatch("80000004" + "00000001" + "80000004" + "00000002"));
    }

    @Test
    void aVlanMaskWiderThanTheFieldIsRefusedAndNotDropped() throws MalformedMessage {
        assertRefused("BAD_MATCH/BAD_MASK", deleteWithMatch("80000d04" + "1005" + "ffff"));
    }

    @Test
    void aFieldOfAnotherClassIsRefused() throws MalformedMessage {
        assertRefused("BAD_MATCH/BAD_FIELD", deleteWithMatch("00010004" + "00000001"));
    }

    @Test
    void anEmptyMaskDemandsNothing() throws MalformedMessage {
        FlowMod mod =
                assertInstanceOf(
                        FlowMod.class,
                        OpenFlowCodec.decode(
                                Octets.parse(
                                        deleteWithMatch("80001708" + "00000000" + "00000000"))));

        assertEquals(Match.ANY, mod.match());
    }

    @Test
    void anUnknownFlowModFlagIsRefused() throws MalformedMessage {
        byte[] bytes =
                OpenFlowCodec.encode(FlowMod.add(1, new TableId(0), 1, Match.ANY, 0, List.of()));
        bytes[44] = (byte) 0x80;

        assertRefused("FLOW_MOD_FAILED/BAD_FLAGS", Octets.of(bytes).toString());
    }

    @Test
    void anAddWhoseOutPortIsZeroIsReadAsOneThatNamesNone() throws MalformedMessage {
        FlowMod mod = FlowMod.add(1, new TableId(0), 1, Match.ANY, 0, List.of());
        byte[] bytes = OpenFlowCodec.encode(mod);
        Arrays.fill(bytes, 36, 40, (byte) 0);

        assertEquals(mod, OpenFlowCodec.decode(bytes));
    }

    @Test
    void anActionThatGoesPastItsInstructionIsMalformed() {
        byte[] bytes =
                OpenFlowCodec.encode(
                        FlowMod.add(
                                1,
                                new TableId(0),
                                1,
                                Match.ANY,
                                0,
                                List.of(Instruction.ApplyActions.of(new Action.PopVlan()))));
        bytes[67] = 16;

        MalformedMessage e =
                assertThrows(MalformedMessage.class, () -> OpenFlowCodec.decode(bytes));

        assertEquals("byte 66: action of length 16 with 8 bytes left", e.getMessage());
        assertEquals("BAD_ACTION/BAD_LEN", e.refusal().toString());
    }

    @Test
    void whatTheseValuesDoNotCarryIsRefusedByKind() throws MalformedMessage {
        assertRefused("BAD_REQUEST/BAD_TYPE", "0411001000000001" + "0000000000000000"); // table mod
        assertRefused(
                "BAD_REQUEST/BAD_TYPE", "041600100000000100000000" + "00000000"); // queue config
        assertRefused("BAD_REQUEST/BAD_TYPE", "0463000800000001"); // no such type
        assertRefused("BAD_REQUEST/BAD_VERSION", "0105000800000001"); // OpenFlow 1.0
        assertRefused(
                "BAD_REQUEST/BAD_MULTIPART",
                "0412001000000001" + "000c000000000000"); // table features
        assertRefused(
                "BAD_REQUEST/BAD_EXPERIMENTER",
                "0412001800000001" + "ffff000000000000" + "0000232000000001");
        assertRefused(
                "ROLE_REQUEST_FAILED/BAD_ROLE",
                "0418001800000001" + "0000000400000000" + "0000000000000000");
    }

    /// A delete of all tables whose match holds these fields.
    private static String deleteWithMatch(String fields) {
        int length = 4 + fields.length() / 2;
        String padding = "00".repeat((8 - length % 8) % 8);
        String match = "0001" + HexFormat.of().toHexDigits((short) length) + fields + padding;
        return "040e"
                + HexFormat.of().toHexDigits((short) (48 + match.length() / 2))
                + "00000001"
                + "00000000000000000000000000000000"
                + "ff"
                + "03"
                + "000000000000"
                + "ffffffffffffffffffffffff"
                + "00000000"
                + match;
    }
}
