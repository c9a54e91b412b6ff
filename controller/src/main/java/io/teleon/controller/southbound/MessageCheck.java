package io.teleon.controller.southbound;

import io.netty.buffer.ByteBuf;
import io.teleon.controller.openflow.ErrorCode;

/// Looks over the bytes of a message before the library reads them.
///
/// The library is lenient where we must not be: it drops one of two equal match fields and fields
/// with some masks, skips unknown flags, and tells an unknown kind of part from broken bytes by the
/// text of its error alone. So what our values do not carry leaves here by [Uncarried], with the
/// error of the standard (OpenFlow 1.3.5 section 7.4.4), what contradicts itself by
/// [MalformedMessage], and what passes is read by the library without loss.
final class MessageCheck {

    private static final int BODY = MessageType.HEADER_LENGTH;
    private static final int MULTIPART_BODY = 16;
    private static final int NANOS_OF_A_SECOND = 1_000_000_000;

    private static final int FLOW_FLAGS = 0x1f;
    private static final int METER_FLAGS = 0x0f;
    private static final int PORT_CONFIGS = 0x65;

    private final ByteBuf message;
    private final int end;
    private final PartCheck parts;

    private MessageCheck(ByteBuf message) {
        this.message = message;
        this.end = message.writerIndex();
        this.parts = new PartCheck(message);
    }

    /// Checks a message of version 1.3 that begins at index 0 and is as long as its header says.
    static void check(MessageType type, ByteBuf message) throws MalformedMessage {
        new MessageCheck(message).check(type);
    }

    private void check(MessageType type) throws MalformedMessage {
        switch (type) {
            case HELLO, ERROR, ECHO_REQUEST, ECHO_REPLY -> {}
            case FEATURES_REQUEST, GET_CONFIG_REQUEST, BARRIER_REQUEST, BARRIER_REPLY ->
                    requireLength(type, 8);
            case FEATURES_REPLY -> requireLength(type, 32);
            case GET_CONFIG_REPLY -> requireLength(type, 12);
            case SET_CONFIG -> {
                requireLength(type, 12);
                require(
                        short16(8) == 0,
                        ErrorCode.Type.SWITCH_CONFIG_FAILED,
                        "BAD_FLAGS",
                        "fragment handling");
            }
            case PACKET_IN -> packetIn();
            case FLOW_REMOVED -> flowRemoved();
            case PORT_STATUS -> {
                requireLength(type, 80);
                require(
                        byte8(8) <= 2,
                        ErrorCode.Type.BAD_REQUEST,
                        "BAD_TYPE",
                        "reason of a port status");
                port(16, ErrorCode.Type.BAD_REQUEST);
            }
            case PACKET_OUT -> packetOut();
            case FLOW_MOD -> flowMod();
            case GROUP_MOD -> groupMod();
            case PORT_MOD -> portMod();
            case METER_MOD -> meterMod();
            case ROLE_REQUEST, ROLE_REPLY -> {
                requireLength(type, 24);
                int role = message.getInt(8);
                require(
                        role >= 0 && role <= 3,
                        ErrorCode.Type.ROLE_REQUEST_FAILED,
                        "BAD_ROLE",
                        "role " + role);
            }
            case MULTIPART_REQUEST -> multipartRequest();
            case MULTIPART_REPLY -> multipartReply();
            case EXPERIMENTER ->
                    throw new Uncarried(
                            ErrorCode.Type.BAD_REQUEST, "BAD_EXPERIMENTER", "experimenter message");
            case TABLE_MOD,
                    QUEUE_GET_CONFIG_REQUEST,
                    QUEUE_GET_CONFIG_REPLY,
                    GET_ASYNC_REQUEST,
                    GET_ASYNC_REPLY,
                    SET_ASYNC ->
                    throw new Uncarried(ErrorCode.Type.BAD_REQUEST, "BAD_TYPE", "message " + type);
        }
    }

    private void packetIn() throws MalformedMessage {
        requireAtLeast(MessageType.PACKET_IN, 24);
        int match = 24;
        int afterMatch = parts.match(match, end);
        if (afterMatch + 2 > end) {
            throw PartCheck.malformed(afterMatch, "packet-in that ends before its frame");
        }
        require(byte8(14) <= 2, ErrorCode.Type.BAD_REQUEST, "BAD_TYPE", "reason of a packet-in");
        require(
                parts.mentions(OxmField.IN_PORT, match),
                ErrorCode.Type.BAD_MATCH,
                "BAD_FIELD",
                "packet-in that does not say by which port the packet came");
    }

    private void flowRemoved() throws MalformedMessage {
        requireAtLeast(MessageType.FLOW_REMOVED, 48);
        requireEnd(parts.match(48, end));
        require(byte8(18) <= 3, ErrorCode.Type.BAD_REQUEST, "BAD_TYPE", "reason of a flow-removed");
        duration(20);
    }

    private void packetOut() throws MalformedMessage {
        requireAtLeast(MessageType.PACKET_OUT, 24);
        int actionsLength = short16(16);
        if (24 + actionsLength > end) {
            throw PartCheck.malformed(
                    16,
                    "actions of length " + actionsLength + " with " + (end - 24) + " bytes left");
        }
        port(12, ErrorCode.Type.BAD_REQUEST);
        parts.actions(24, 24 + actionsLength);
    }

    private void flowMod() throws MalformedMessage {
        requireAtLeast(MessageType.FLOW_MOD, 48);
        int command = byte8(25);
        require(
                command <= 4,
                ErrorCode.Type.FLOW_MOD_FAILED,
                "BAD_COMMAND",
                "flow-mod command " + command);
        int flags = short16(44);
        require(
                (flags & ~FLOW_FLAGS) == 0,
                ErrorCode.Type.FLOW_MOD_FAILED,
                "BAD_FLAGS",
                "flow-mod flags " + flags);
        // Only a delete looks at it, and some controllers leave it zero elsewhere.
        if (command >= 3 || message.getInt(36) != 0) {
            port(36, ErrorCode.Type.BAD_REQUEST);
        }
        group(40);
        parts.instructions(parts.match(48, end), end);
    }

    private void groupMod() throws MalformedMessage {
        requireAtLeast(MessageType.GROUP_MOD, 16);
        require(
                short16(8) <= 2,
                ErrorCode.Type.GROUP_MOD_FAILED,
                "BAD_COMMAND",
                "group command " + short16(8));
        require(
                byte8(10) <= 3,
                ErrorCode.Type.GROUP_MOD_FAILED,
                "BAD_TYPE",
                "group type " + byte8(10));
        require(
                PartCheck.isGroup(message.getInt(12)),
                ErrorCode.Type.GROUP_MOD_FAILED,
                "INVALID_GROUP",
                "reserved group number");
        parts.buckets(16, end);
    }

    private void portMod() throws MalformedMessage {
        requireLength(MessageType.PORT_MOD, 40);
        port(8, ErrorCode.Type.PORT_MOD_FAILED);
        require(
                ((message.getInt(24) | message.getInt(28)) & ~PORT_CONFIGS) == 0,
                ErrorCode.Type.PORT_MOD_FAILED,
                "BAD_CONFIG",
                "port settings");
        require(
                message.getInt(32) == 0,
                ErrorCode.Type.PORT_MOD_FAILED,
                "BAD_ADVERTISE",
                "features to advertise");
    }

    private void meterMod() throws MalformedMessage {
        requireAtLeast(MessageType.METER_MOD, 16);
        require(
                short16(8) <= 2,
                ErrorCode.Type.METER_MOD_FAILED,
                "BAD_COMMAND",
                "meter command " + short16(8));
        meterFlags(10);
        parts.bands(16, end);
    }

    private void multipartRequest() throws MalformedMessage {
        requireAtLeast(MessageType.MULTIPART_REQUEST, MULTIPART_BODY);
        require(
                short16(10) == 0,
                ErrorCode.Type.BAD_REQUEST,
                "MULTIPART_BUFFER_OVERFLOW",
                "multipart request in several messages");
        MultipartType type = multipartType();
        switch (type) {
            case DESC, TABLE, PORT_DESC, GROUP_DESC, GROUP_FEATURES, METER_FEATURES ->
                    requireLength(type, MULTIPART_BODY);
            case FLOW, AGGREGATE -> {
                if (end < MULTIPART_BODY + 32) {
                    throw PartCheck.malformed(
                            2, "multipart request " + type + " of " + end + " bytes");
                }
                port(MULTIPART_BODY + 4, ErrorCode.Type.BAD_REQUEST);
                group(MULTIPART_BODY + 8);
                requireEnd(parts.match(MULTIPART_BODY + 32, end));
            }
            case PORT_STATS -> {
                requireLength(type, MULTIPART_BODY + 8);
                port(MULTIPART_BODY, ErrorCode.Type.BAD_REQUEST);
            }
            case GROUP -> {
                requireLength(type, MULTIPART_BODY + 8);
                group(MULTIPART_BODY);
            }
            case METER, METER_CONFIG -> requireLength(type, MULTIPART_BODY + 8);
            case QUEUE, TABLE_FEATURES -> throw uncarried(type);
            case EXPERIMENTER ->
                    throw new Uncarried(
                            ErrorCode.Type.BAD_REQUEST,
                            "BAD_EXPERIMENTER",
                            "experimenter multipart");
        }
    }

    private void multipartReply() throws MalformedMessage {
        requireAtLeast(MessageType.MULTIPART_REPLY, MULTIPART_BODY);
        MultipartType type = multipartType();
        switch (type) {
            case DESC -> requireLength(type, MULTIPART_BODY + 1056);
            case AGGREGATE -> requireLength(type, MULTIPART_BODY + 24);
            case GROUP_FEATURES -> requireLength(type, MULTIPART_BODY + 40);
            case METER_FEATURES -> requireLength(type, MULTIPART_BODY + 16);
            case TABLE -> requireEntries(type, 24);
            case PORT_STATS -> {
                requireEntries(type, 112);
                for (int entry = MULTIPART_BODY; entry < end; entry += 112) {
                    port(entry, ErrorCode.Type.BAD_REQUEST);
                    duration(entry + 104);
                }
            }
            case PORT_DESC -> {
                requireEntries(type, 64);
                for (int entry = MULTIPART_BODY; entry < end; entry += 64) {
                    port(entry, ErrorCode.Type.BAD_REQUEST);
                }
            }
            case FLOW, GROUP, GROUP_DESC, METER, METER_CONFIG -> {
                int entry = MULTIPART_BODY;
                while (entry < end) {
                    entry = entry(type, entry);
                }
            }
            case QUEUE, TABLE_FEATURES -> throw uncarried(type);
            case EXPERIMENTER ->
                    throw new Uncarried(
                            ErrorCode.Type.BAD_REQUEST,
                            "BAD_EXPERIMENTER",
                            "experimenter multipart");
        }
    }

    /// Checks an entry that carries its own length and returns where it ends.
    private int entry(MultipartType type, int at) throws MalformedMessage {
        int least =
                switch (type) {
                    case FLOW -> 48;
                    case GROUP, METER -> 40;
                    default -> 8;
                };
        int lengthAt = type == MultipartType.METER ? at + 4 : at;
        int length = at + least <= end ? short16(lengthAt) : 0;
        if (length < least || at + length > end) {
            throw PartCheck.malformed(
                    lengthAt,
                    type + " entry of length " + length + " with " + (end - at) + " bytes left");
        }
        int entryEnd = at + length;
        switch (type) {
            case FLOW -> {
                duration(at + 4);
                parts.instructions(parts.match(at + 48, entryEnd), entryEnd);
            }
            case GROUP -> {
                group(at + 4);
                duration(at + 32);
                requireCounters(type, at, length - least);
            }
            case METER -> {
                duration(at + 32);
                requireCounters(type, at, length - least);
            }
            case GROUP_DESC -> {
                require(
                        byte8(at + 2) <= 3,
                        ErrorCode.Type.GROUP_MOD_FAILED,
                        "BAD_TYPE",
                        "group type");
                group(at + 4);
                parts.buckets(at + 8, entryEnd);
            }
            default -> {
                meterFlags(at + 2);
                parts.bands(at + 8, entryEnd);
            }
        }
        return entryEnd;
    }

    private static void requireCounters(MultipartType type, int at, int length)
            throws MalformedMessage {
        if (length % 16 != 0) {
            throw PartCheck.malformed(
                    at,
                    type + " entry with " + length + " bytes of counters, not a multiple of 16");
        }
    }

    private MultipartType multipartType() {
        int number = short16(BODY);
        return MultipartType.of(number)
                .orElseThrow(() ->
                        new Uncarried(
                                ErrorCode.Type.BAD_REQUEST,
                                "BAD_MULTIPART",
                                "multipart type " + number));
    }

    private static Uncarried uncarried(MultipartType type) {
        return new Uncarried(ErrorCode.Type.BAD_REQUEST, "BAD_MULTIPART", "multipart " + type);
    }

    private void port(int at, ErrorCode.Type refusal) {
        int port = message.getInt(at);
        require(
                PartCheck.isPort(port),
                refusal,
                "BAD_PORT",
                "port " + Integer.toUnsignedString(port));
    }

    private void group(int at) {
        require(
                PartCheck.isGroup(message.getInt(at)),
                ErrorCode.Type.BAD_ACTION,
                "BAD_OUT_GROUP",
                "reserved group number");
    }

    private void meterFlags(int at) {
        int flags = short16(at);
        require(
                (flags & ~METER_FLAGS) == 0,
                ErrorCode.Type.METER_MOD_FAILED,
                "BAD_FLAGS",
                "meter flags " + flags);
    }

    /// Seconds, then nanoseconds, which do not make a second of their own.
    private void duration(int at) {
        require(
                Integer.compareUnsigned(message.getInt(at + 4), NANOS_OF_A_SECOND) < 0,
                ErrorCode.Type.BAD_REQUEST,
                "BAD_TYPE",
                "duration with more than a second of nanoseconds");
    }

    private static void require(boolean holds, ErrorCode.Type type, String code, String what) {
        if (!holds) {
            throw new Uncarried(type, code, what);
        }
    }

    private void requireLength(Enum<?> type, int length) throws MalformedMessage {
        if (end != length) {
            throw PartCheck.malformed(2, type + " of " + end + " bytes, not " + length);
        }
    }

    private void requireAtLeast(MessageType type, int length) throws MalformedMessage {
        if (end < length) {
            throw PartCheck.malformed(2, type + " of " + end + " bytes, less than " + length);
        }
    }

    private void requireEntries(MultipartType type, int length) throws MalformedMessage {
        if ((end - MULTIPART_BODY) % length != 0) {
            throw PartCheck.malformed(
                    2, type + " of " + end + " bytes, not a whole number of entries of " + length);
        }
    }

    private void requireEnd(int at) throws MalformedMessage {
        if (at != end) {
            throw PartCheck.malformed(at, (end - at) + " bytes after the match");
        }
    }

    private int byte8(int at) {
        return message.getUnsignedByte(at);
    }

    private int short16(int at) {
        return message.getUnsignedShort(at);
    }
}
