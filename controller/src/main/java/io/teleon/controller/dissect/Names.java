package io.teleon.controller.dissect;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.southbound.ActionType;
import io.teleon.controller.southbound.InstructionType;
import io.teleon.controller.southbound.MessageType;
import io.teleon.controller.southbound.MultipartType;
import java.util.List;
import java.util.Optional;

/// The standard's names of its numbers; a number without a name stays one.
final class Names {

    private static final int EXPERIMENTER = 0xffff;

    private static final List<String> TABLE_FEATURE_PROPERTIES =
            List.of(
                    "INSTRUCTIONS",
                    "INSTRUCTIONS_MISS",
                    "NEXT_TABLES",
                    "NEXT_TABLES_MISS",
                    "WRITE_ACTIONS",
                    "WRITE_ACTIONS_MISS",
                    "APPLY_ACTIONS",
                    "APPLY_ACTIONS_MISS",
                    "MATCH",
                    "",
                    "WILDCARDS",
                    "",
                    "WRITE_SETFIELD",
                    "WRITE_SETFIELD_MISS",
                    "APPLY_SETFIELD",
                    "APPLY_SETFIELD_MISS");

    private Names() {}

    static Object message(int number) {
        return named("OFPT_", MessageType.of(number), number);
    }

    static Object multipart(int number) {
        return named("OFPMP_", MultipartType.of(number), number);
    }

    static Object action(int number) {
        return named("OFPAT_", ActionType.of(number), number);
    }

    static Object instruction(int number) {
        return named("OFPIT_", InstructionType.of(number), number);
    }

    static Object flowModCommand(int number) {
        return named(
                "OFPFC_",
                List.of("ADD", "MODIFY", "MODIFY_STRICT", "DELETE", "DELETE_STRICT"),
                number);
    }

    static Object groupCommand(int number) {
        return named("OFPGC_", List.of("ADD", "MODIFY", "DELETE"), number);
    }

    static Object groupType(int number) {
        return named("OFPGT_", List.of("ALL", "SELECT", "INDIRECT", "FF"), number);
    }

    static Object meterCommand(int number) {
        return named("OFPMC_", List.of("ADD", "MODIFY", "DELETE"), number);
    }

    static Object meterBand(int number) {
        return number == EXPERIMENTER
                ? "OFPMBT_EXPERIMENTER"
                : named("OFPMBT_", List.of("", "DROP", "DSCP_REMARK"), number);
    }

    static Object packetInReason(int number) {
        return named("OFPR_", List.of("NO_MATCH", "ACTION", "INVALID_TTL"), number);
    }

    static Object flowRemovedReason(int number) {
        return named(
                "OFPRR_",
                List.of("IDLE_TIMEOUT", "HARD_TIMEOUT", "DELETE", "GROUP_DELETE"),
                number);
    }

    static Object portReason(int number) {
        return named("OFPPR_", List.of("ADD", "DELETE", "MODIFY"), number);
    }

    static Object role(long number) {
        return named("OFPCR_ROLE_", List.of("NOCHANGE", "EQUAL", "MASTER", "SLAVE"), number);
    }

    static Object matchType(int number) {
        return named("OFPMT_", List.of("STANDARD", "OXM"), number);
    }

    static Object queueProperty(int number) {
        return number == EXPERIMENTER
                ? "OFPQT_EXPERIMENTER"
                : named("OFPQT_", List.of("", "MIN_RATE", "MAX_RATE"), number);
    }

    static Object tableFeatureProperty(int number) {
        return switch (number) {
            case 0xfffe -> "OFPTFPT_EXPERIMENTER";
            case 0xffff -> "OFPTFPT_EXPERIMENTER_MISS";
            default -> named("OFPTFPT_", TABLE_FEATURE_PROPERTIES, number);
        };
    }

    static Object errorType(int number) {
        if (number == EXPERIMENTER) {
            return "OFPET_EXPERIMENTER";
        }
        return named("OFPET_", new ErrorCode(number, 0).knownType(), number);
    }

    static Object errorCode(int type, int code) {
        Optional<ErrorCode.Type> known = new ErrorCode(type, code).knownType();
        return known.isPresent()
                ? named(codePrefix(known.get()), known.get().codeNames(), code)
                : (Object) code;
    }

    private static String codePrefix(ErrorCode.Type type) {
        return switch (type) {
            case HELLO_FAILED -> "OFPHFC_";
            case BAD_REQUEST -> "OFPBRC_";
            case BAD_ACTION -> "OFPBAC_";
            case BAD_INSTRUCTION -> "OFPBIC_";
            case BAD_MATCH -> "OFPBMC_";
            case FLOW_MOD_FAILED -> "OFPFMFC_";
            case GROUP_MOD_FAILED -> "OFPGMFC_";
            case PORT_MOD_FAILED -> "OFPPMFC_";
            case TABLE_MOD_FAILED -> "OFPTMFC_";
            case QUEUE_OP_FAILED -> "OFPQOFC_";
            case SWITCH_CONFIG_FAILED -> "OFPSCFC_";
            case ROLE_REQUEST_FAILED -> "OFPRRFC_";
            case METER_MOD_FAILED -> "OFPMMFC_";
            case TABLE_FEATURES_FAILED -> "OFPTFFC_";
        };
    }

    private static Object named(String prefix, Optional<? extends Enum<?>> known, int number) {
        return known.isPresent() ? prefix + known.get().name() : (Object) number;
    }

    private static Object named(String prefix, List<String> names, long number) {
        return number < names.size() && !names.get((int) number).isEmpty()
                ? prefix + names.get((int) number)
                : (Object) number;
    }
}
