package io.teleon.controller.dissect;

import io.teleon.controller.southbound.ActionType;
import io.teleon.controller.southbound.InstructionType;
import io.teleon.controller.southbound.MalformedMessage;
import io.teleon.controller.southbound.OxmField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What messages are made of: matches, actions, instructions, buckets, meter bands, ports (OpenFlow
/// 1.3.5 section 7.2).
final class Parts {

    private Parts() {}

    /// ofp_match, with the padding after it.
    static Map<String, Object> match(WireReader in) throws MalformedMessage {
        int length = in.peek16(2);
        WireReader match = in.partWithLength("match", 2, 4);
        in.skipPadding(length);
        Map<String, Object> fields = new LinkedHashMap<>();
        int type = match.u16();
        fields.put("type", Names.matchType(type));
        fields.put("length", match.u16());
        if (type == 1) {
            fields.put("oxm_fields", match.all(Parts::oxm));
        } else {
            fields.put("data", match.rest());
        }
        return fields;
    }

    /// One OXM TLV.
    static Map<String, Object> oxm(WireReader in) throws MalformedMessage {
        Map<String, Object> fields = new LinkedHashMap<>();
        int oxmClass = in.u16();
        int fieldAndMask = in.u8();
        boolean masked = (fieldAndMask & 1) != 0;
        Optional<OxmField> known = oxmHeader(fields, oxmClass, fieldAndMask >>> 1);
        WireReader payload = in.part("match field", in.u8());
        if (oxmClass == OxmField.EXPERIMENTER_CLASS) {
            fields.put("experimenter", payload.u32());
        }
        int valueLength = masked ? payload.left() / 2 : payload.left();
        if (known.isPresent() && known.get().valueLength() == valueLength) {
            fields.put("value", oxmValue(known.get(), payload));
            if (masked) {
                fields.put("mask", oxmValue(known.get(), payload));
            }
        } else {
            fields.put("value", payload.hex(valueLength));
            if (masked) {
                fields.put("mask", payload.rest());
            }
        }
        return fields;
    }

    private static Optional<OxmField> oxmHeader(
            Map<String, Object> fields, int oxmClass, int number) {
        Optional<OxmField> known =
                oxmClass == OxmField.BASIC_CLASS ? OxmField.of(number) : Optional.empty();
        fields.put(
                "oxm_class",
                switch (oxmClass) {
                    case OxmField.BASIC_CLASS -> "OFPXMC_OPENFLOW_BASIC";
                    case OxmField.EXPERIMENTER_CLASS -> "OFPXMC_EXPERIMENTER";
                    case 0 -> "OFPXMC_NXM_0";
                    case 1 -> "OFPXMC_NXM_1";
                    default -> oxmClass;
                });
        fields.put(
                "oxm_field",
                known.isPresent() ? "OFPXMT_OFB_" + known.get().name() : (Object) number);
        return known;
    }

    private static Object oxmValue(OxmField field, WireReader in) throws MalformedMessage {
        return switch (field) {
            case ETH_DST, ETH_SRC, ARP_SHA, ARP_THA, IPV6_ND_SLL, IPV6_ND_TLL -> in.mac();
            case IPV4_SRC, IPV4_DST, ARP_SPA, ARP_TPA -> in.ipv4();
            case IPV6_SRC, IPV6_DST, IPV6_ND_TARGET -> in.ipv6();
            case METADATA, TUNNEL_ID -> in.u64();
            default -> in.number(field.valueLength());
        };
    }

    /// The header alone of an OXM TLV, as table features list them.
    static Map<String, Object> oxmId(WireReader in) throws MalformedMessage {
        Map<String, Object> fields = new LinkedHashMap<>();
        int oxmClass = in.u16();
        int fieldAndMask = in.u8();
        oxmHeader(fields, oxmClass, fieldAndMask >>> 1);
        fields.put("oxm_hasmask", fieldAndMask & 1);
        fields.put("oxm_length", in.u8());
        if (oxmClass == OxmField.EXPERIMENTER_CLASS) {
            fields.put("experimenter", in.u32());
        }
        return fields;
    }

    static List<Object> actions(WireReader in) throws MalformedMessage {
        return in.all(Parts::action);
    }

    private static Map<String, Object> action(WireReader list) throws MalformedMessage {
        WireReader in = list.partWithLength("action", 2, 8);
        Map<String, Object> fields = new LinkedHashMap<>();
        int number = in.u16();
        fields.put("type", Names.action(number));
        fields.put("len", in.u16());
        Optional<ActionType> type = ActionType.of(number);
        if (type.isEmpty()) {
            fields.put("data", in.rest());
            return fields;
        }
        switch (type.get()) {
            case OUTPUT -> {
                fields.put("port", in.u32());
                fields.put("max_len", in.u16());
            }
            case SET_MPLS_TTL -> fields.put("mpls_ttl", in.u8());
            case SET_NW_TTL -> fields.put("nw_ttl", in.u8());
            case PUSH_VLAN, PUSH_MPLS, POP_MPLS, PUSH_PBB -> fields.put("ethertype", in.u16());
            case SET_QUEUE -> fields.put("queue_id", in.u32());
            case GROUP -> fields.put("group_id", in.u32());
            case SET_FIELD -> fields.put("field", oxm(in));
            case EXPERIMENTER -> {
                fields.put("experimenter", in.u32());
                fields.put("data", in.rest());
            }
            case COPY_TTL_OUT, COPY_TTL_IN, DEC_MPLS_TTL, DEC_NW_TTL, POP_VLAN, POP_PBB -> {}
        }
        return fields;
    }

    static List<Object> instructions(WireReader in) throws MalformedMessage {
        return in.all(Parts::instruction);
    }

    private static Map<String, Object> instruction(WireReader list) throws MalformedMessage {
        WireReader in = list.partWithLength("instruction", 2, 8);
        Map<String, Object> fields = new LinkedHashMap<>();
        int number = in.u16();
        fields.put("type", Names.instruction(number));
        fields.put("len", in.u16());
        Optional<InstructionType> type = InstructionType.of(number);
        if (type.isEmpty()) {
            fields.put("data", in.rest());
            return fields;
        }
        switch (type.get()) {
            case GOTO_TABLE -> fields.put("table_id", in.u8());
            case WRITE_METADATA -> {
                in.skip(4);
                fields.put("metadata", in.u64());
                fields.put("metadata_mask", in.u64());
            }
            case WRITE_ACTIONS, APPLY_ACTIONS, CLEAR_ACTIONS -> {
                in.skip(4);
                fields.put("actions", actions(in));
            }
            case METER -> fields.put("meter_id", in.u32());
            case EXPERIMENTER -> {
                fields.put("experimenter", in.u32());
                fields.put("data", in.rest());
            }
        }
        return fields;
    }

    /// ofp_bucket.
    static Map<String, Object> bucket(WireReader list) throws MalformedMessage {
        WireReader in = list.partWithLength("bucket", 0, 16);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("len", in.u16());
        fields.put("weight", in.u16());
        fields.put("watch_port", in.u32());
        fields.put("watch_group", in.u32());
        in.skip(4);
        fields.put("actions", actions(in));
        return fields;
    }

    /// ofp_meter_band_header and what follows it.
    static Map<String, Object> band(WireReader list) throws MalformedMessage {
        WireReader in = list.partWithLength("meter band", 2, 12);
        Map<String, Object> fields = new LinkedHashMap<>();
        int type = in.u16();
        fields.put("type", Names.meterBand(type));
        fields.put("len", in.u16());
        fields.put("rate", in.u32());
        fields.put("burst_size", in.u32());
        switch (type) {
            case 1 -> {}
            case 2 -> fields.put("prec_level", in.u8());
            case 0xffff -> {
                fields.put("experimenter", in.u32());
                fields.put("data", in.rest());
            }
            default -> fields.put("data", in.rest());
        }
        return fields;
    }

    /// ofp_port.
    static Map<String, Object> port(WireReader list) throws MalformedMessage {
        WireReader in = list.part("port", 64);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("port_no", in.u32());
        in.skip(4);
        fields.put("hw_addr", in.mac());
        in.skip(2);
        fields.put("name", in.text(16));
        fields.put("config", in.u32());
        fields.put("state", in.u32());
        fields.put("curr", in.u32());
        fields.put("advertised", in.u32());
        fields.put("supported", in.u32());
        fields.put("peer", in.u32());
        fields.put("curr_speed", in.u32());
        fields.put("max_speed", in.u32());
        return fields;
    }

    /// ofp_packet_queue.
    static Map<String, Object> queue(WireReader list) throws MalformedMessage {
        WireReader in = list.partWithLength("queue", 8, 16);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("queue_id", in.u32());
        fields.put("port", in.u32());
        fields.put("len", in.u16());
        in.skip(6);
        fields.put("properties", in.all(Parts::queueProperty));
        return fields;
    }

    private static Map<String, Object> queueProperty(WireReader list) throws MalformedMessage {
        WireReader in = list.partWithLength("queue property", 2, 8);
        Map<String, Object> fields = new LinkedHashMap<>();
        int type = in.u16();
        fields.put("property", Names.queueProperty(type));
        fields.put("len", in.u16());
        in.skip(4);
        switch (type) {
            case 1, 2 -> fields.put("rate", in.u16());
            case 0xffff -> {
                fields.put("experimenter", in.u32());
                in.skip(4);
                fields.put("data", in.rest());
            }
            default -> fields.put("data", in.rest());
        }
        return fields;
    }
}
