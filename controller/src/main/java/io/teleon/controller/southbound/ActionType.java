package io.teleon.controller.southbound;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// OFPAT_* with their numbers and lengths (OpenFlow 1.3.5 section 7.2.4); length 0 where it varies.
public enum ActionType {
    OUTPUT(0, 16),
    COPY_TTL_OUT(11, 8),
    COPY_TTL_IN(12, 8),
    SET_MPLS_TTL(15, 8),
    DEC_MPLS_TTL(16, 8),
    PUSH_VLAN(17, 8),
    POP_VLAN(18, 8),
    PUSH_MPLS(19, 8),
    POP_MPLS(20, 8),
    SET_QUEUE(21, 8),
    GROUP(22, 8),
    SET_NW_TTL(23, 8),
    DEC_NW_TTL(24, 8),
    SET_FIELD(25, 0),
    PUSH_PBB(26, 8),
    POP_PBB(27, 8),
    EXPERIMENTER(0xffff, 0);

    private static final Map<Integer, ActionType> BY_NUMBER =
            Arrays.stream(values())
                    .collect(Collectors.toMap(type -> type.number, Function.identity()));

    private final int number;
    private final int length;

    ActionType(int number, int length) {
        this.number = number;
        this.length = length;
    }

    int length() {
        return length;
    }

    public static Optional<ActionType> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }
}
