package io.teleon.controller.dissect;

import io.teleon.controller.southbound.MalformedMessage;
import java.util.LinkedHashMap;
import java.util.Map;

/// ofp_table_features (OpenFlow 1.3.5 section 7.3.5.5).
final class TableFeatures {

    private static final int EXPERIMENTER_ID = 0xffff;

    private TableFeatures() {}

    static Map<String, Object> read(WireReader list) throws MalformedMessage {
        WireReader in = list.partWithLength("table features", 0, 64);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("length", in.u16());
        fields.put("table_id", in.u8());
        in.skip(5);
        fields.put("name", in.text(32));
        fields.put("metadata_match", in.u64());
        fields.put("metadata_write", in.u64());
        fields.put("config", in.u32());
        fields.put("max_entries", in.u32());
        fields.put("properties", in.all(TableFeatures::property));
        return fields;
    }

    /// The length of a property does not count the padding after it.
    private static Map<String, Object> property(WireReader list) throws MalformedMessage {
        int length = list.peek16(2);
        WireReader in = list.partWithLength("table feature property", 2, 4);
        list.skipPadding(length);
        Map<String, Object> fields = new LinkedHashMap<>();
        int type = in.u16();
        fields.put("type", Names.tableFeatureProperty(type));
        fields.put("length", in.u16());
        switch (type) {
            case 0, 1 -> fields.put("instruction_ids", in.all(id -> id(id, false)));
            case 2, 3 -> fields.put("next_table_ids", in.all(WireReader::u8));
            case 4, 5, 6, 7 -> fields.put("action_ids", in.all(id -> id(id, true)));
            case 8, 10, 12, 13, 14, 15 -> fields.put("oxm_ids", in.all(Parts::oxmId));
            case 0xfffe, 0xffff -> {
                fields.put("experimenter", in.u32());
                fields.put("exp_type", in.u32());
                fields.put("data", in.rest());
            }
            default -> fields.put("data", in.rest());
        }
        return fields;
    }

    /// The header alone of an action or instruction.
    private static Map<String, Object> id(WireReader in, boolean isAction) throws MalformedMessage {
        Map<String, Object> fields = new LinkedHashMap<>();
        int type = in.u16();
        fields.put("type", isAction ? Names.action(type) : Names.instruction(type));
        fields.put("len", in.u16());
        if (type == EXPERIMENTER_ID) {
            fields.put("experimenter", in.u32());
        }
        return fields;
    }
}
