package io.teleon.controller.openflow;

import java.util.List;
import java.util.Optional;

/// Why a message was refused: type and code of OFPT_ERROR (OpenFlow 1.3.5 section 7.4.4), both as
/// numbers of the wire. Codes unknown to the standard are kept as they are.
public record ErrorCode(int type, int code) {

    public ErrorCode {
        if (type < 0 || type > 0xffff || code < 0 || code > 0xffff) {
            throw new IllegalArgumentException("error " + type + "/" + code + " outside 0..65535");
        }
    }

    /// @param name the standard's name of the code, without its prefix
    public static ErrorCode of(Type type, String name) {
        int code = type.names.indexOf(name);
        if (code < 0) {
            throw new IllegalArgumentException("error type " + type + " has no code " + name);
        }
        return new ErrorCode(type.wire, code);
    }

    public Optional<Type> knownType() {
        for (Type known : Type.values()) {
            if (known.wire == type) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    public boolean is(Type expected, String name) {
        return equals(of(expected, name));
    }

    /// The standard's names, `FLOW_MOD_FAILED/TABLE_FULL`, or the numbers where it has none.
    @Override
    public String toString() {
        return knownType()
                .map(t ->
                        t
                                + "/"
                                + (code < t.names.size()
                                        ? t.names.get(code)
                                        : Integer.toString(code)))
                .orElse(type + "/" + code);
    }

    /// OFPET_* with the names of their codes, both in the order of the wire.
    public enum Type {
        HELLO_FAILED(0, List.of("INCOMPATIBLE", "EPERM")),
        BAD_REQUEST(
                1,
                List.of(
                        "BAD_VERSION",
                        "BAD_TYPE",
                        "BAD_MULTIPART",
                        "BAD_EXPERIMENTER",
                        "BAD_EXP_TYPE",
                        "EPERM",
                        "BAD_LEN",
                        "BUFFER_EMPTY",
                        "BUFFER_UNKNOWN",
                        "BAD_TABLE_ID",
                        "IS_SLAVE",
                        "BAD_PORT",
                        "BAD_PACKET",
                        "MULTIPART_BUFFER_OVERFLOW")),
        BAD_ACTION(
                2,
                List.of(
                        "BAD_TYPE",
                        "BAD_LEN",
                        "BAD_EXPERIMENTER",
                        "BAD_EXP_TYPE",
                        "BAD_OUT_PORT",
                        "BAD_ARGUMENT",
                        "EPERM",
                        "TOO_MANY",
                        "BAD_QUEUE",
                        "BAD_OUT_GROUP",
                        "MATCH_INCONSISTENT",
                        "UNSUPPORTED_ORDER",
                        "BAD_TAG",
                        "BAD_SET_TYPE",
                        "BAD_SET_LEN",
                        "BAD_SET_ARGUMENT")),
        BAD_INSTRUCTION(
                3,
                List.of(
                        "UNKNOWN_INST",
                        "UNSUP_INST",
                        "BAD_TABLE_ID",
                        "UNSUP_METADATA",
                        "UNSUP_METADATA_MASK",
                        "BAD_EXPERIMENTER",
                        "BAD_EXP_TYPE",
                        "BAD_LEN",
                        "EPERM")),
        BAD_MATCH(
                4,
                List.of(
                        "BAD_TYPE",
                        "BAD_LEN",
                        "BAD_TAG",
                        "BAD_DL_ADDR_MASK",
                        "BAD_NW_ADDR_MASK",
                        "BAD_WILDCARDS",
                        "BAD_FIELD",
                        "BAD_VALUE",
                        "BAD_MASK",
                        "BAD_PREREQ",
                        "DUP_FIELD",
                        "EPERM")),
        FLOW_MOD_FAILED(
                5,
                List.of(
                        "UNKNOWN",
                        "TABLE_FULL",
                        "BAD_TABLE_ID",
                        "OVERLAP",
                        "EPERM",
                        "BAD_TIMEOUT",
                        "BAD_COMMAND",
                        "BAD_FLAGS")),
        GROUP_MOD_FAILED(
                6,
                List.of(
                        "GROUP_EXISTS",
                        "INVALID_GROUP",
                        "WEIGHT_UNSUPPORTED",
                        "OUT_OF_GROUPS",
                        "OUT_OF_BUCKETS",
                        "CHAINING_UNSUPPORTED",
                        "WATCH_UNSUPPORTED",
                        "LOOP",
                        "UNKNOWN_GROUP",
                        "CHAINED_GROUP",
                        "BAD_TYPE",
                        "BAD_COMMAND",
                        "BAD_BUCKET",
                        "BAD_WATCH",
                        "EPERM")),
        PORT_MOD_FAILED(
                7, List.of("BAD_PORT", "BAD_HW_ADDR", "BAD_CONFIG", "BAD_ADVERTISE", "EPERM")),
        TABLE_MOD_FAILED(8, List.of("BAD_TABLE", "BAD_CONFIG", "EPERM")),
        QUEUE_OP_FAILED(9, List.of("BAD_PORT", "BAD_QUEUE", "EPERM")),
        SWITCH_CONFIG_FAILED(10, List.of("BAD_FLAGS", "BAD_LEN", "EPERM")),
        ROLE_REQUEST_FAILED(11, List.of("STALE", "UNSUP", "BAD_ROLE")),
        METER_MOD_FAILED(
                12,
                List.of(
                        "UNKNOWN",
                        "METER_EXISTS",
                        "INVALID_METER",
                        "UNKNOWN_METER",
                        "BAD_COMMAND",
                        "BAD_FLAGS",
                        "BAD_RATE",
                        "BAD_BURST",
                        "BAD_BAND",
                        "BAD_BAND_TYPE",
                        "OUT_OF_METERS",
                        "OUT_OF_BANDS")),
        TABLE_FEATURES_FAILED(
                13,
                List.of(
                        "BAD_TABLE",
                        "BAD_METADATA",
                        "BAD_TYPE",
                        "BAD_LEN",
                        "BAD_ARGUMENT",
                        "EPERM"));

        private final int wire;

        @SuppressWarnings("ImmutableEnumChecker") // from List.of
        private final List<String> names;

        Type(int wire, List<String> names) {
            this.wire = wire;
            this.names = names;
        }

        public List<String> codeNames() {
            return names;
        }
    }
}
