package io.teleon.controller.dissect;

import io.teleon.controller.southbound.MalformedMessage;
import io.teleon.controller.southbound.MultipartType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bodies of multipart messages (OpenFlow 1.3.5 section 7.3.5).
final class Multiparts {

    private Multiparts() {}

    static void request(WireReader in, Map<String, Object> fields) throws MalformedMessage {
        Optional<MultipartType> type = header(in, fields);
        if (type.isEmpty()) {
            fields.put("body", in.rest());
            return;
        }
        switch (type.get()) {
            case DESC, TABLE, GROUP_DESC, GROUP_FEATURES, METER_FEATURES, PORT_DESC -> {}
            case FLOW, AGGREGATE -> fields.put("body", flowRequest(in));
            case PORT_STATS -> {
                fields.put("body", one("port_no", in.u32()));
                in.skip(4);
            }
            case QUEUE -> {
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("port_no", in.u32());
                body.put("queue_id", in.u32());
                fields.put("body", body);
            }
            case GROUP -> {
                fields.put("body", one("group_id", in.u32()));
                in.skip(4);
            }
            case METER, METER_CONFIG -> {
                fields.put("body", one("meter_id", in.u32()));
                in.skip(4);
            }
            case TABLE_FEATURES -> fields.put("body", in.all(TableFeatures::read));
            case EXPERIMENTER -> fields.put("body", experimenter(in));
        }
    }

    static void reply(WireReader in, Map<String, Object> fields) throws MalformedMessage {
        Optional<MultipartType> type = header(in, fields);
        if (type.isEmpty()) {
            fields.put("body", in.rest());
            return;
        }
        fields.put(
                "body",
                switch (type.get()) {
                    case DESC -> description(in);
                    case FLOW -> in.all(Multiparts::flow);
                    case AGGREGATE -> aggregate(in);
                    case TABLE -> in.all(Multiparts::table);
                    case PORT_STATS -> in.all(Multiparts::port);
                    case QUEUE -> in.all(Multiparts::queue);
                    case GROUP -> in.all(Multiparts::group);
                    case GROUP_DESC -> in.all(Multiparts::groupDescription);
                    case GROUP_FEATURES -> groupFeatures(in);
                    case METER -> in.all(Multiparts::meter);
                    case METER_CONFIG -> in.all(Multiparts::meterConfig);
                    case METER_FEATURES -> meterFeatures(in);
                    case TABLE_FEATURES -> in.all(TableFeatures::read);
                    case PORT_DESC -> in.all(Parts::port);
                    case EXPERIMENTER -> experimenter(in);
                });
    }

    private static Optional<MultipartType> header(WireReader in, Map<String, Object> fields)
            throws MalformedMessage {
        int number = in.u16();
        fields.put("multipart_type", Names.multipart(number));
        fields.put("flags", in.u16());
        in.skip(4);
        return MultipartType.of(number);
    }

    private static Map<String, Object> one(String name, Object value) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(name, value);
        return body;
    }

    private static Map<String, Object> experimenter(WireReader in) throws MalformedMessage {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("experimenter", in.u32());
        body.put("exp_type", in.u32());
        body.put("data", in.rest());
        return body;
    }

    private static Map<String, Object> flowRequest(WireReader in) throws MalformedMessage {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("table_id", in.u8());
        in.skip(3);
        body.put("out_port", in.u32());
        body.put("out_group", in.u32());
        in.skip(4);
        body.put("cookie", in.u64());
        body.put("cookie_mask", in.u64());
        body.put("match", Parts.match(in));
        return body;
    }

    private static Map<String, Object> description(WireReader in) throws MalformedMessage {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("mfr_desc", in.text(256));
        body.put("hw_desc", in.text(256));
        body.put("sw_desc", in.text(256));
        body.put("serial_num", in.text(32));
        body.put("dp_desc", in.text(256));
        return body;
    }

    private static Map<String, Object> flow(WireReader list) throws MalformedMessage {
        WireReader in = list.partWithLength("flow entry", 0, 56);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("length", in.u16());
        entry.put("table_id", in.u8());
        in.skip(1);
        duration(in, entry);
        entry.put("priority", in.u16());
        entry.put("idle_timeout", in.u16());
        entry.put("hard_timeout", in.u16());
        entry.put("flags", in.u16());
        in.skip(4);
        entry.put("cookie", in.u64());
        entry.put("packet_count", in.u64());
        entry.put("byte_count", in.u64());
        entry.put("match", Parts.match(in));
        entry.put("instructions", Parts.instructions(in));
        return entry;
    }

    private static void duration(WireReader in, Map<String, Object> entry) throws MalformedMessage {
        entry.put("duration_sec", in.u32());
        entry.put("duration_nsec", in.u32());
    }

    private static Map<String, Object> aggregate(WireReader in) throws MalformedMessage {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("packet_count", in.u64());
        body.put("byte_count", in.u64());
        body.put("flow_count", in.u32());
        in.skip(4);
        return body;
    }

    private static Map<String, Object> table(WireReader in) throws MalformedMessage {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("table_id", in.u8());
        in.skip(3);
        entry.put("active_count", in.u32());
        entry.put("lookup_count", in.u64());
        entry.put("matched_count", in.u64());
        return entry;
    }

    private static final List<String> PORT_COUNTERS =
            List.of(
                    "rx_packets",
                    "tx_packets",
                    "rx_bytes",
                    "tx_bytes",
                    "rx_dropped",
                    "tx_dropped",
                    "rx_errors",
                    "tx_errors",
                    "rx_frame_err",
                    "rx_over_err",
                    "rx_crc_err",
                    "collisions");

    private static Map<String, Object> port(WireReader in) throws MalformedMessage {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("port_no", in.u32());
        in.skip(4);
        for (String counter : PORT_COUNTERS) {
            entry.put(counter, in.u64());
        }
        duration(in, entry);
        return entry;
    }

    private static Map<String, Object> queue(WireReader in) throws MalformedMessage {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("port_no", in.u32());
        entry.put("queue_id", in.u32());
        entry.put("tx_bytes", in.u64());
        entry.put("tx_packets", in.u64());
        entry.put("tx_errors", in.u64());
        duration(in, entry);
        return entry;
    }

    private static Map<String, Object> group(WireReader list) throws MalformedMessage {
        WireReader in = list.partWithLength("group statistics", 0, 40);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("length", in.u16());
        in.skip(2);
        entry.put("group_id", in.u32());
        entry.put("ref_count", in.u32());
        in.skip(4);
        entry.put("packet_count", in.u64());
        entry.put("byte_count", in.u64());
        duration(in, entry);
        entry.put("bucket_stats", in.all(Multiparts::bucketCounter));
        return entry;
    }

    private static Map<String, Object> bucketCounter(WireReader in) throws MalformedMessage {
        Map<String, Object> counter = new LinkedHashMap<>();
        counter.put("packet_count", in.u64());
        counter.put("byte_count", in.u64());
        return counter;
    }

    private static Map<String, Object> groupDescription(WireReader list) throws MalformedMessage {
        WireReader in = list.partWithLength("group description", 0, 8);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("length", in.u16());
        entry.put("type", Names.groupType(in.u8()));
        in.skip(1);
        entry.put("group_id", in.u32());
        entry.put("buckets", in.all(Parts::bucket));
        return entry;
    }

    private static Map<String, Object> groupFeatures(WireReader in) throws MalformedMessage {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("types", in.u32());
        body.put("capabilities", in.u32());
        body.put("max_groups", List.of(in.u32(), in.u32(), in.u32(), in.u32()));
        body.put("actions", List.of(in.u32(), in.u32(), in.u32(), in.u32()));
        return body;
    }

    private static Map<String, Object> meter(WireReader list) throws MalformedMessage {
        WireReader in = list.partWithLength("meter statistics", 4, 40);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("meter_id", in.u32());
        entry.put("len", in.u16());
        in.skip(6);
        entry.put("flow_count", in.u32());
        entry.put("packet_in_count", in.u64());
        entry.put("byte_in_count", in.u64());
        duration(in, entry);
        entry.put("band_stats", in.all(Multiparts::bandCounter));
        return entry;
    }

    private static Map<String, Object> bandCounter(WireReader in) throws MalformedMessage {
        Map<String, Object> counter = new LinkedHashMap<>();
        counter.put("packet_band_count", in.u64());
        counter.put("byte_band_count", in.u64());
        return counter;
    }

    private static Map<String, Object> meterConfig(WireReader list) throws MalformedMessage {
        WireReader in = list.partWithLength("meter configuration", 0, 8);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("length", in.u16());
        entry.put("flags", in.u16());
        entry.put("meter_id", in.u32());
        entry.put("bands", in.all(Parts::band));
        return entry;
    }

    private static Map<String, Object> meterFeatures(WireReader in) throws MalformedMessage {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("max_meter", in.u32());
        body.put("band_types", in.u32());
        body.put("capabilities", in.u32());
        body.put("max_bands", in.u8());
        body.put("max_color", in.u8());
        in.skip(2);
        return body;
    }
}
