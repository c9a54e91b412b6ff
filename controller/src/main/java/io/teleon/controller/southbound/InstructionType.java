package io.teleon.controller.southbound;

import java.util.Optional;

/// OFPIT_* (OpenFlow 1.3.5 section 7.2.5).
public enum InstructionType {
    GOTO_TABLE,
    WRITE_METADATA,
    WRITE_ACTIONS,
    APPLY_ACTIONS,
    CLEAR_ACTIONS,
    METER,
    EXPERIMENTER;

    public static Optional<InstructionType> of(int number) {
        return switch (number) {
            case 1 -> Optional.of(GOTO_TABLE);
            case 2 -> Optional.of(WRITE_METADATA);
            case 3 -> Optional.of(WRITE_ACTIONS);
            case 4 -> Optional.of(APPLY_ACTIONS);
            case 5 -> Optional.of(CLEAR_ACTIONS);
            case 6 -> Optional.of(METER);
            case 0xffff -> Optional.of(EXPERIMENTER);
            default -> Optional.empty();
        };
    }
}
