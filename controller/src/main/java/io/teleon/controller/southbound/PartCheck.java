package io.teleon.controller.southbound;

import io.netty.buffer.ByteBuf;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.MatchField;
import java.util.Optional;

/// Looks over the parts that messages are made of: matches, actions, instructions, buckets and
/// meter bands. Each method is told where its part begins and where that which holds it ends.
final class PartCheck {

    private static final int OXM_MATCH = 1;
    private static final int DROP = 1;
    private static final int DSCP_REMARK = 2;
    private static final int EXPERIMENTER = 0xffff;

    private static final int RESERVED_PORTS = 0xfffffff8;
    private static final int LAST_GROUP = 0xffffff00;
    private static final int LAST_PORT = 0xffffff00;

    private final ByteBuf message;

    PartCheck(ByteBuf message) {
        this.message = message;
    }

    static MalformedMessage malformed(int at, String what) {
        return new MalformedMessage(ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BAD_LEN"), at, what);
    }

    private static MalformedMessage malformed(ErrorCode.Type type, int at, String what) {
        return new MalformedMessage(ErrorCode.of(type, "BAD_LEN"), at, what);
    }

    /// A 32-bit port number that our values take.
    static boolean isPort(int port) {
        return port != 0
                && (Integer.compareUnsigned(port, LAST_PORT) <= 0
                        || Integer.compareUnsigned(port, RESERVED_PORTS) >= 0);
    }

    /// A 32-bit group number that the library takes.
    static boolean isGroup(int group) {
        return Integer.compareUnsigned(group, LAST_GROUP) <= 0
                || group == 0xfffffffc
                || group == 0xffffffff;
    }

    /// Checks a match with its padding and returns where it ends.
    int match(int at, int end) throws MalformedMessage {
        if (at + 4 > end) {
            throw malformed(ErrorCode.Type.BAD_MATCH, at, "no room for a match");
        }
        int type = message.getUnsignedShort(at);
        int length = message.getUnsignedShort(at + 2);
        int padded = (length + 7) / 8 * 8;
        if (length < 4 || at + padded > end) {
            throw malformed(
                    ErrorCode.Type.BAD_MATCH,
                    at + 2,
                    "match of length " + length + " with " + (end - at) + " bytes left");
        }
        if (type != OXM_MATCH) {
            throw new Uncarried(ErrorCode.Type.BAD_MATCH, "BAD_TYPE", "match type " + type);
        }
        long seen = 0;
        int field = at + 4;
        while (field < at + length) {
            if (field + 4 > at + length
                    || field + 4 + message.getUnsignedByte(field + 3) > at + length) {
                throw malformed(
                        ErrorCode.Type.BAD_MATCH,
                        field,
                        "match field that goes past the end of its match");
            }
            long bit = 1L << matchField(field);
            if ((seen & bit) != 0) {
                throw new Uncarried(
                        ErrorCode.Type.BAD_MATCH, "DUP_FIELD", "match field twice, byte " + field);
            }
            seen |= bit;
            field += 4 + message.getUnsignedByte(field + 3);
        }
        return at + padded;
    }

    /// Whether a match that was checked has this field.
    boolean mentions(OxmField sought, int match) {
        int end = match + message.getUnsignedShort(match + 2);
        for (int at = match + 4; at < end; at += 4 + message.getUnsignedByte(at + 3)) {
            if (OxmField.of(message.getUnsignedByte(at + 2) >>> 1)
                    .filter(field -> field == sought)
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    /// Checks one field of a match, whose bounds are known to be right, and returns its number.
    private int matchField(int at) {
        int fieldClass = message.getUnsignedShort(at);
        int number = message.getUnsignedByte(at + 2) >>> 1;
        boolean masked = (message.getUnsignedByte(at + 2) & 1) != 0;
        int length = message.getUnsignedByte(at + 3);
        OxmField oxm =
                carried(fieldClass, number)
                        .orElseThrow(() ->
                                new Uncarried(
                                        ErrorCode.Type.BAD_MATCH,
                                        "BAD_FIELD",
                                        "match field " + number + " of class " + fieldClass));
        MatchField field = oxm.carried().orElseThrow();
        if (length != oxm.valueLength() * (masked ? 2 : 1)) {
            throw new Uncarried(ErrorCode.Type.BAD_MATCH, "BAD_LEN", oxm + " of length " + length);
        }
        long value = number(at + 4, oxm.valueLength());
        if (!isCarried(field, value)) {
            throw new Uncarried(
                    ErrorCode.Type.BAD_MATCH,
                    "BAD_VALUE",
                    oxm + " value 0x" + Long.toHexString(value));
        }
        if (masked) {
            long mask = number(at + 4 + oxm.valueLength(), oxm.valueLength());
            if (!field.isMaskable() || (mask & ~field.fullMask()) != 0) {
                throw new Uncarried(
                        ErrorCode.Type.BAD_MATCH,
                        "BAD_MASK",
                        oxm + " mask 0x" + Long.toHexString(mask));
            }
            if ((value & ~mask) != 0) {
                throw new Uncarried(
                        ErrorCode.Type.BAD_MATCH,
                        "BAD_WILDCARDS",
                        oxm + " has bits set outside its mask");
            }
        }
        return number;
    }

    private static Optional<OxmField> carried(int fieldClass, int number) {
        return fieldClass == OxmField.BASIC_CLASS
                ? OxmField.of(number).filter(field -> field.carried().isPresent())
                : Optional.empty();
    }

    private static boolean isCarried(MatchField field, long value) {
        return switch (field) {
            case IN_PORT, IN_PHY_PORT -> isPort((int) value);
            case IP_PROTO -> value != 255; // the library refuses the reserved number
            default -> (value & ~field.fullMask()) == 0;
        };
    }

    private long number(int at, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | message.getUnsignedByte(at + i);
        }
        return value;
    }

    /// Checks a list of actions that ends exactly at `end`.
    void actions(int at, int end) throws MalformedMessage {
        int action = at;
        while (action < end) {
            int length = lengthOf(ErrorCode.Type.BAD_ACTION, "action", action, end);
            action(action, length);
            action += length;
        }
    }

    private void action(int at, int length) {
        int number = message.getUnsignedShort(at);
        ActionType type =
                ActionType.of(number)
                        .orElseThrow(() ->
                                new Uncarried(
                                        ErrorCode.Type.BAD_ACTION, "BAD_TYPE", "action " + number));
        if (type.length() != 0 && type.length() != length) {
            throw new Uncarried(
                    ErrorCode.Type.BAD_ACTION,
                    "BAD_LEN",
                    "action " + type + " of length " + length);
        }
        switch (type) {
            case OUTPUT -> {
                int port = message.getInt(at + 4);
                if (!isPort(port)) {
                    throw new Uncarried(
                            ErrorCode.Type.BAD_ACTION,
                            "BAD_OUT_PORT",
                            "output to port " + Integer.toUnsignedString(port));
                }
            }
            case GROUP -> {
                if (!isGroup(message.getInt(at + 4))) {
                    throw new Uncarried(
                            ErrorCode.Type.BAD_ACTION, "BAD_OUT_GROUP", "reserved group number");
                }
            }
            case SET_FIELD -> setField(at, length);
            case PUSH_PBB, POP_PBB ->
                    throw new Uncarried(ErrorCode.Type.BAD_ACTION, "BAD_TYPE", "action " + type);
            case EXPERIMENTER ->
                    throw new Uncarried(
                            ErrorCode.Type.BAD_ACTION, "BAD_EXPERIMENTER", "experimenter action");
            case COPY_TTL_OUT,
                    COPY_TTL_IN,
                    SET_MPLS_TTL,
                    DEC_MPLS_TTL,
                    PUSH_VLAN,
                    POP_VLAN,
                    PUSH_MPLS,
                    POP_MPLS,
                    SET_QUEUE,
                    SET_NW_TTL,
                    DEC_NW_TTL -> {}
        }
    }

    private void setField(int at, int length) {
        int fieldClass = message.getUnsignedShort(at + 4);
        int number = message.getUnsignedByte(at + 6) >>> 1;
        boolean masked = (message.getUnsignedByte(at + 6) & 1) != 0;
        OxmField oxm =
                carried(fieldClass, number)
                        .filter(_ -> !masked)
                        .orElseThrow(() ->
                                new Uncarried(
                                        ErrorCode.Type.BAD_ACTION,
                                        "BAD_SET_TYPE",
                                        "set-field " + number + " of class " + fieldClass));
        if (message.getUnsignedByte(at + 7) != oxm.valueLength()
                || length != (8 + oxm.valueLength() + 7) / 8 * 8) {
            throw new Uncarried(
                    ErrorCode.Type.BAD_ACTION,
                    "BAD_SET_LEN",
                    "set-field " + oxm + " of length " + length);
        }
        if (!isCarried(oxm.carried().orElseThrow(), number(at + 8, oxm.valueLength()))) {
            throw new Uncarried(
                    ErrorCode.Type.BAD_ACTION, "BAD_SET_ARGUMENT", "value of set-field " + oxm);
        }
    }

    /// Checks a list of instructions that ends exactly at `end`.
    void instructions(int at, int end) throws MalformedMessage {
        int seen = 0;
        int instruction = at;
        while (instruction < end) {
            int length = lengthOf(ErrorCode.Type.BAD_INSTRUCTION, "instruction", instruction, end);
            int number = message.getUnsignedShort(instruction);
            InstructionType type =
                    InstructionType.of(number)
                            .orElseThrow(() ->
                                    new Uncarried(
                                            ErrorCode.Type.BAD_INSTRUCTION,
                                            "UNKNOWN_INST",
                                            "instruction " + number));
            int needed =
                    switch (type) {
                        case GOTO_TABLE, METER, CLEAR_ACTIONS -> 8;
                        case WRITE_METADATA -> 24;
                        case WRITE_ACTIONS, APPLY_ACTIONS -> {
                            actions(instruction + 8, instruction + length);
                            yield length;
                        }
                        case EXPERIMENTER ->
                                throw new Uncarried(
                                        ErrorCode.Type.BAD_INSTRUCTION,
                                        "BAD_EXPERIMENTER",
                                        "experimenter instruction");
                    };
            if (length != needed) {
                throw new Uncarried(
                        ErrorCode.Type.BAD_INSTRUCTION,
                        "BAD_LEN",
                        "instruction " + type + " of length " + length);
            }
            if ((seen & 1 << number) != 0) {
                throw new Uncarried(
                        ErrorCode.Type.BAD_INSTRUCTION, "UNSUP_INST", "two instructions " + type);
            }
            seen |= 1 << number;
            instruction += length;
        }
    }

    /// Checks a list of buckets that ends exactly at `end`.
    void buckets(int at, int end) throws MalformedMessage {
        int bucket = at;
        while (bucket < end) {
            if (bucket + 16 > end) {
                throw malformed(bucket, "no room for a bucket");
            }
            int length = message.getUnsignedShort(bucket);
            if (length < 16 || length % 8 != 0 || bucket + length > end) {
                throw new MalformedMessage(
                        ErrorCode.of(ErrorCode.Type.GROUP_MOD_FAILED, "BAD_BUCKET"),
                        bucket,
                        "bucket of length " + length + " with " + (end - bucket) + " bytes left");
            }
            if (!isPort(message.getInt(bucket + 4)) || !isGroup(message.getInt(bucket + 8))) {
                throw new Uncarried(
                        ErrorCode.Type.GROUP_MOD_FAILED,
                        "BAD_WATCH",
                        "reserved port or group to watch");
            }
            actions(bucket + 16, bucket + length);
            bucket += length;
        }
    }

    /// Checks a list of meter bands that ends exactly at `end`.
    void bands(int at, int end) throws MalformedMessage {
        int band = at;
        while (band < end) {
            if (band + 12 > end) {
                throw malformed(band, "no room for a meter band");
            }
            int type = message.getUnsignedShort(band);
            int length = message.getUnsignedShort(band + 2);
            if (length < 12 || band + length > end) {
                throw malformed(
                        band,
                        "meter band of length " + length + " with " + (end - band) + " bytes left");
            }
            if (type != DROP && type != DSCP_REMARK) {
                throw new Uncarried(
                        ErrorCode.Type.METER_MOD_FAILED,
                        "BAD_BAND_TYPE",
                        type == EXPERIMENTER ? "experimenter meter band" : "meter band " + type);
            }
            if (length != 16) {
                throw new Uncarried(
                        ErrorCode.Type.METER_MOD_FAILED,
                        "BAD_BAND",
                        "meter band of length " + length);
            }
            band += length;
        }
    }

    /// The length of an action or instruction: a multiple of 8 that stays within what holds it.
    private int lengthOf(ErrorCode.Type type, String what, int at, int end)
            throws MalformedMessage {
        if (at + 8 > end) {
            throw malformed(type, at, "no room for an " + what);
        }
        int length = message.getUnsignedShort(at + 2);
        if (length < 8 || length % 8 != 0 || at + length > end) {
            throw malformed(
                    type,
                    at + 2,
                    what + " of length " + length + " with " + (end - at) + " bytes left");
        }
        return length;
    }
}
