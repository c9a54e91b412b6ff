package io.teleon.controller.dissect;

import com.fasterxml.jackson.databind.JsonNode;
import io.teleon.models.network.Ipv4Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Compares what another decoder (ryu's JSON) found in a message with what the dissector found,
/// field by field.
///
/// The mapping from its form to ours:
///
/// - a class name around an object, `{"OFPMatch": {...}}`, is dropped;
/// - a number where we have a name is looked up in [#NUMBERS];
/// - base64 where we have hex is compared as bytes, and so are a list of 32-bit words, a number, or
///   an address;
/// - the inner `type` of an error, group-mod or multipart message is ours under `error_type`,
///   `group_type`, `multipart_type`, and what it puts beside the multipart header is in our `body`;
/// - an OXM's `field`, in small letters, is our `oxm_field` without its prefix; no mask is `null`
///   there and absent here; an OXM id's `type` and `hasmask` are our `oxm_field` and `oxm_hasmask`,
///   its `length` our `oxm_length`;
/// - `table_ids` are our `next_table_ids`;
/// - of an action it knows as Nicira's (`NX...`) only type, length and experimenter are compared;
///   it counts as one difference, because we show its data as it is.
///
/// What we show and it does not (transaction id, reserved fields) is not compared.
final class RyuMapping {

    /// The numbers behind our names, from the specification's tables, for the names that the given
    /// messages use.
    private static final Map<String, Long> NUMBERS = new TreeMap<>();

    static {
        number("OFPFC_", "ADD", "MODIFY", "MODIFY_STRICT", "DELETE", "DELETE_STRICT");
        number("OFPR_", "NO_MATCH", "ACTION", "INVALID_TTL");
        number("OFPRR_", "IDLE_TIMEOUT", "HARD_TIMEOUT", "DELETE", "GROUP_DELETE");
        number("OFPPR_", "ADD", "DELETE", "MODIFY");
        number("OFPCR_ROLE_", "NOCHANGE", "EQUAL", "MASTER", "SLAVE");
        number("OFPMC_", "ADD", "MODIFY", "DELETE");
        number("OFPMT_", "STANDARD", "OXM");
        number("OFPMBT_", "-", "DROP", "DSCP_REMARK");
        number("OFPHET_", "-", "VERSIONBITMAP");
        number(
                "OFPIT_",
                "-",
                "GOTO_TABLE",
                "WRITE_METADATA",
                "WRITE_ACTIONS",
                "APPLY_ACTIONS",
                "CLEAR_ACTIONS",
                "METER");
        number(
                "OFPMP_",
                "DESC",
                "FLOW",
                "AGGREGATE",
                "TABLE",
                "PORT_STATS",
                "QUEUE",
                "GROUP",
                "GROUP_DESC",
                "GROUP_FEATURES",
                "METER",
                "METER_CONFIG",
                "METER_FEATURES",
                "TABLE_FEATURES",
                "PORT_DESC");
        number(
                "OFPTFPT_",
                "INSTRUCTIONS",
                "INSTRUCTIONS_MISS",
                "NEXT_TABLES",
                "NEXT_TABLES_MISS",
                "WRITE_ACTIONS",
                "WRITE_ACTIONS_MISS",
                "APPLY_ACTIONS",
                "APPLY_ACTIONS_MISS",
                "MATCH",
                "-",
                "WILDCARDS",
                "-",
                "WRITE_SETFIELD",
                "WRITE_SETFIELD_MISS",
                "APPLY_SETFIELD",
                "APPLY_SETFIELD_MISS");
        NUMBERS.putAll(
                Map.ofEntries(
                        Map.entry("OFPAT_OUTPUT", 0L),
                        Map.entry("OFPAT_COPY_TTL_OUT", 11L),
                        Map.entry("OFPAT_COPY_TTL_IN", 12L),
                        Map.entry("OFPAT_SET_MPLS_TTL", 15L),
                        Map.entry("OFPAT_DEC_MPLS_TTL", 16L),
                        Map.entry("OFPAT_PUSH_VLAN", 17L),
                        Map.entry("OFPAT_POP_VLAN", 18L),
                        Map.entry("OFPAT_PUSH_MPLS", 19L),
                        Map.entry("OFPAT_POP_MPLS", 20L),
                        Map.entry("OFPAT_SET_QUEUE", 21L),
                        Map.entry("OFPAT_GROUP", 22L),
                        Map.entry("OFPAT_SET_NW_TTL", 23L),
                        Map.entry("OFPAT_DEC_NW_TTL", 24L),
                        Map.entry("OFPAT_SET_FIELD", 25L),
                        Map.entry("OFPAT_PUSH_PBB", 26L),
                        Map.entry("OFPAT_POP_PBB", 27L),
                        Map.entry("OFPET_BAD_ACTION", 2L),
                        Map.entry("OFPET_BAD_MATCH", 4L),
                        Map.entry("OFPBAC_UNSUPPORTED_ORDER", 11L),
                        Map.entry("OFPBMC_BAD_FIELD", 6L)));
        for (String prefix : List.of("OFPAT_", "OFPMBT_", "OFPMP_", "OFPIT_")) {
            NUMBERS.put(prefix + "EXPERIMENTER", 0xffffL);
        }
        NUMBERS.put("OFPTFPT_EXPERIMENTER", 0xfffeL);
        NUMBERS.put("OFPTFPT_EXPERIMENTER_MISS", 0xffffL);
    }

    private static void number(String prefix, String... names) {
        for (int i = 0; i < names.length; i++) {
            NUMBERS.put(prefix + names[i], (long) i);
        }
    }

    private final List<String> differences = new ArrayList<>();
    private int compared;

    /// Where the two differ, as paths into the other decoder's tree.
    static List<String> differences(JsonNode theirs, Object ours) {
        RyuMapping mapping = new RyuMapping();
        mapping.compare("", theirs, ours);
        return mapping.differences;
    }

    /// How many plain values of theirs have an equal one of ours.
    static int equalValues(JsonNode theirs, Object ours) {
        RyuMapping mapping = new RyuMapping();
        mapping.compare("", theirs, ours);
        return mapping.compared;
    }

    private void compare(String path, JsonNode theirs, Object ours) {
        if (theirs.isObject()) {
            compareObject(path, theirs, ours);
        } else if (theirs.isArray()) {
            if (ours instanceof String hex && words(theirs).equals(hex)) {
                compared++;
                return;
            }
            if (!(ours instanceof List<?> list) || list.size() != theirs.size()) {
                differences.add(path);
                return;
            }
            for (int i = 0; i < theirs.size(); i++) {
                compare(path + "/" + i, theirs.get(i), list.get(i));
            }
        } else if (isSame(theirs, ours)) {
            compared++;
        } else {
            differences.add(path);
        }
    }

    private void compareObject(String path, JsonNode theirs, Object ours) {
        if (!(ours instanceof Map<?, ?> fields)) {
            differences.add(path);
            return;
        }
        for (Map.Entry<String, JsonNode> property : theirs.properties()) {
            String key = property.getKey();
            String where = path + "/" + key;
            if (Character.isUpperCase(key.charAt(0))) {
                if (key.startsWith("NX")) {
                    differences.add(where);
                    compareOpaque(where, property.getValue(), fields);
                } else {
                    compare(where, property.getValue(), fields);
                }
            } else if (key.equals("mask") && property.getValue().isNull()) {
                compare(where, property.getValue(), fields.containsKey("mask") ? "a mask" : "null");
            } else {
                compare(where, property.getValue(), find(fields, key));
            }
        }
    }

    /// An experimenter's action: only what stands in front of the experimenter's data is ours to
    /// compare.
    private void compareOpaque(String path, JsonNode theirs, Map<?, ?> ours) {
        for (String key : List.of("type", "len", "experimenter")) {
            compare(path + "/" + key, theirs.path(key), value(ours, key));
        }
    }

    private static Object find(Map<?, ?> ours, String key) {
        if (ours.containsKey("xid")) { // a whole message
            for (String inner : List.of("error_type", "group_type", "multipart_type")) {
                if (key.equals("type") && ours.containsKey(inner)) {
                    return value(ours, inner);
                }
            }
            if (!ours.containsKey(key) && ours.get("body") instanceof Map<?, ?> body) {
                return find(body, key);
            }
        }
        if (ours.containsKey("oxm_field")) {
            return switch (key) {
                case "field", "type" ->
                        String.valueOf(ours.get("oxm_field"))
                                .replace("OFPXMT_OFB_", "")
                                .toLowerCase(Locale.ROOT);
                case "hasmask" -> value(ours, "oxm_hasmask");
                case "length" -> value(ours, "oxm_length");
                default -> value(ours, key);
            };
        }
        return value(ours, key.equals("table_ids") ? "next_table_ids" : key);
    }

    private static Object value(Map<?, ?> fields, String key) {
        Object value = fields.get(key);
        return value == null ? "absent" : value;
    }

    private static boolean isSame(JsonNode theirs, Object ours) {
        if (theirs.isNull()) {
            return ours.equals("null");
        }
        if (theirs.isIntegralNumber()) {
            BigInteger number = theirs.bigIntegerValue();
            if (ours instanceof String text) {
                return isSameHex(theirs, text)
                        || number.equals(BigInteger.valueOf(NUMBERS.getOrDefault(text, -1L)));
            }
            return new BigInteger(String.valueOf(ours)).equals(number);
        }
        String text = theirs.asText();
        return text.equals(ours)
                || isSameBytes(text, ours)
                || (ours instanceof String hex && isSameHex(theirs, hex));
    }

    private static String words(JsonNode numbers) {
        StringBuilder hex = new StringBuilder();
        numbers.forEach(number -> hex.append(HexFormat.of().toHexDigits((int) number.asLong())));
        return hex.toString();
    }

    /// Whether a value that we show in hex, not knowing its field, is this number or address.
    private static boolean isSameHex(JsonNode theirs, String hex) {
        if (!hex.matches("([0-9a-f]{2}){1,8}")) {
            return false;
        }
        BigInteger value = new BigInteger(hex, 16);
        return theirs.isIntegralNumber()
                ? theirs.bigIntegerValue().equals(value)
                : Ipv4Address.tryParse(theirs.asText())
                        .filter(address ->
                                Integer.toUnsignedLong(address.value()) == value.longValue())
                        .isPresent();
    }

    private static boolean isSameBytes(String base64, Object hex) {
        try {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(base64)).equals(hex);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
