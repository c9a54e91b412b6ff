package io.teleon.controller.dissect;

import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.southbound.MalformedMessage;
import io.teleon.controller.southbound.MessageType;
import io.teleon.models.network.DatapathId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one whole message (OpenFlow 1.3.5 section 7) into a tree; the package tells its form.
public final class OpenFlowDissector {

    private static final int EXPERIMENTER_ERROR = 0xffff;
    private static final int VERSION_BITMAP = 1;

    private OpenFlowDissector() {}

    /// @param message from the first byte of its header to its last
    /// @throws MalformedMessage also for messages of other OpenFlow versions, hello and error apart
    public static Map<String, Object> dissect(byte[] message) throws MalformedMessage {
        WireReader in = new WireReader(message);
        if (in.left() < MessageType.HEADER_LENGTH) {
            throw in.malformed(in.left() + " bytes are shorter than a header of 8");
        }
        int version = in.u8();
        int number = in.u8();
        int length = in.u16();
        if (length != message.length) {
            throw in.malformed(
                    "length " + length + " in the header of " + message.length + " bytes");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", version);
        fields.put("type", Names.message(number));
        fields.put("length", length);
        fields.put("xid", in.u32());
        Optional<MessageType> type = MessageType.of(number);
        if (version != OpenFlowMessage.VERSION
                && type.filter(t -> t == MessageType.HELLO || t == MessageType.ERROR).isEmpty()) {
            throw in.malformed("version " + version + " is not OpenFlow 1.3 (version 4)");
        }
        if (type.isPresent()) {
            body(type.get(), in, fields);
        } else {
            fields.put("data", in.rest());
        }
        if (in.hasMore()) {
            throw in.malformed(in.left() + " bytes after the end of " + Names.message(number));
        }
        return fields;
    }

    private static void body(MessageType type, WireReader in, Map<String, Object> fields)
            throws MalformedMessage {
        switch (type) {
            case HELLO -> fields.put("elements", in.all(OpenFlowDissector::helloElement));
            case ERROR -> error(in, fields);
            case ECHO_REQUEST, ECHO_REPLY -> fields.put("data", in.rest());
            case EXPERIMENTER -> {
                fields.put("experimenter", in.u32());
                fields.put("exp_type", in.u32());
                fields.put("data", in.rest());
            }
            case FEATURES_REQUEST,
                    GET_CONFIG_REQUEST,
                    BARRIER_REQUEST,
                    BARRIER_REPLY,
                    GET_ASYNC_REQUEST -> {}
            case FEATURES_REPLY -> features(in, fields);
            case GET_CONFIG_REPLY, SET_CONFIG -> {
                fields.put("flags", in.u16());
                fields.put("miss_send_len", in.u16());
            }
            case PACKET_IN -> packetIn(in, fields);
            case FLOW_REMOVED -> flowRemoved(in, fields);
            case PORT_STATUS -> {
                fields.put("reason", Names.portReason(in.u8()));
                in.skip(7);
                fields.put("desc", Parts.port(in));
            }
            case PACKET_OUT -> packetOut(in, fields);
            case FLOW_MOD -> flowMod(in, fields);
            case GROUP_MOD -> {
                fields.put("command", Names.groupCommand(in.u16()));
                fields.put("group_type", Names.groupType(in.u8()));
                in.skip(1);
                fields.put("group_id", in.u32());
                fields.put("buckets", in.all(Parts::bucket));
            }
            case PORT_MOD -> portMod(in, fields);
            case TABLE_MOD -> {
                fields.put("table_id", in.u8());
                in.skip(3);
                fields.put("config", in.u32());
            }
            case MULTIPART_REQUEST -> Multiparts.request(in, fields);
            case MULTIPART_REPLY -> Multiparts.reply(in, fields);
            case QUEUE_GET_CONFIG_REQUEST -> {
                fields.put("port", in.u32());
                in.skip(4);
            }
            case QUEUE_GET_CONFIG_REPLY -> {
                fields.put("port", in.u32());
                in.skip(4);
                fields.put("queues", in.all(Parts::queue));
            }
            case ROLE_REQUEST, ROLE_REPLY -> {
                fields.put("role", Names.role(in.u32()));
                in.skip(4);
                fields.put("generation_id", in.u64());
            }
            case GET_ASYNC_REPLY, SET_ASYNC -> {
                // For each, as master or equal and as slave.
                fields.put("packet_in_mask", List.of(in.u32(), in.u32()));
                fields.put("port_status_mask", List.of(in.u32(), in.u32()));
                fields.put("flow_removed_mask", List.of(in.u32(), in.u32()));
            }
            case METER_MOD -> {
                fields.put("command", Names.meterCommand(in.u16()));
                fields.put("flags", in.u16());
                fields.put("meter_id", in.u32());
                fields.put("bands", in.all(Parts::band));
            }
        }
    }

    private static Map<String, Object> helloElement(WireReader list) throws MalformedMessage {
        int length = list.peek16(2);
        WireReader in = list.partWithLength("hello element", 2, 4);
        list.skipPadding(length);
        Map<String, Object> fields = new LinkedHashMap<>();
        int type = in.u16();
        fields.put("type", type == VERSION_BITMAP ? "OFPHET_VERSIONBITMAP" : (Object) type);
        fields.put("length", in.u16());
        if (type == VERSION_BITMAP) {
            List<Object> bitmaps = in.all(WireReader::u32);
            fields.put("bitmaps", bitmaps);
            fields.put("versions", versions(bitmaps));
        } else {
            fields.put("data", in.rest());
        }
        return fields;
    }

    private static List<Integer> versions(List<Object> bitmaps) {
        List<Integer> versions = new ArrayList<>();
        for (int i = 0; i < bitmaps.size() * 32; i++) {
            if (((long) bitmaps.get(i / 32) >>> (i % 32) & 1) != 0) {
                versions.add(i);
            }
        }
        return versions;
    }

    private static void error(WireReader in, Map<String, Object> fields) throws MalformedMessage {
        int type = in.u16();
        int code = in.u16();
        fields.put("error_type", Names.errorType(type));
        if (type == EXPERIMENTER_ERROR) {
            fields.put("exp_type", code);
            fields.put("experimenter", in.u32());
        } else {
            fields.put("code", Names.errorCode(type, code));
        }
        fields.put("data", in.rest());
    }

    private static void features(WireReader in, Map<String, Object> fields)
            throws MalformedMessage {
        fields.put("datapath_id", new DatapathId(in.number(8)).toString());
        fields.put("n_buffers", in.u32());
        fields.put("n_tables", in.u8());
        fields.put("auxiliary_id", in.u8());
        in.skip(2);
        fields.put("capabilities", in.u32());
        fields.put("reserved", in.u32());
    }

    private static void packetIn(WireReader in, Map<String, Object> fields)
            throws MalformedMessage {
        fields.put("buffer_id", in.u32());
        fields.put("total_len", in.u16());
        fields.put("reason", Names.packetInReason(in.u8()));
        fields.put("table_id", in.u8());
        fields.put("cookie", in.u64());
        fields.put("match", Parts.match(in));
        in.skip(2);
        fields.put("data", in.rest());
    }

    private static void flowRemoved(WireReader in, Map<String, Object> fields)
            throws MalformedMessage {
        fields.put("cookie", in.u64());
        fields.put("priority", in.u16());
        fields.put("reason", Names.flowRemovedReason(in.u8()));
        fields.put("table_id", in.u8());
        fields.put("duration_sec", in.u32());
        fields.put("duration_nsec", in.u32());
        fields.put("idle_timeout", in.u16());
        fields.put("hard_timeout", in.u16());
        fields.put("packet_count", in.u64());
        fields.put("byte_count", in.u64());
        fields.put("match", Parts.match(in));
    }

    private static void packetOut(WireReader in, Map<String, Object> fields)
            throws MalformedMessage {
        fields.put("buffer_id", in.u32());
        fields.put("in_port", in.u32());
        int actionsLength = in.u16();
        fields.put("actions_len", actionsLength);
        in.skip(6);
        fields.put("actions", Parts.actions(in.part("actions", actionsLength)));
        fields.put("data", in.rest());
    }

    private static void flowMod(WireReader in, Map<String, Object> fields) throws MalformedMessage {
        fields.put("cookie", in.u64());
        fields.put("cookie_mask", in.u64());
        fields.put("table_id", in.u8());
        fields.put("command", Names.flowModCommand(in.u8()));
        fields.put("idle_timeout", in.u16());
        fields.put("hard_timeout", in.u16());
        fields.put("priority", in.u16());
        fields.put("buffer_id", in.u32());
        fields.put("out_port", in.u32());
        fields.put("out_group", in.u32());
        fields.put("flags", in.u16());
        in.skip(2);
        fields.put("match", Parts.match(in));
        fields.put("instructions", Parts.instructions(in));
    }

    private static void portMod(WireReader in, Map<String, Object> fields) throws MalformedMessage {
        fields.put("port_no", in.u32());
        in.skip(4);
        fields.put("hw_addr", in.mac());
        in.skip(2);
        fields.put("config", in.u32());
        fields.put("mask", in.u32());
        fields.put("advertise", in.u32());
        in.skip(4);
    }
}
