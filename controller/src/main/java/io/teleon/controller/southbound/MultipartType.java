package io.teleon.controller.southbound;

import java.util.List;
import java.util.Optional;

/// OFPMP_*, in the order of the wire but for the last (OpenFlow 1.3.5 section 7.3.5).
public enum MultipartType {
    DESC,
    FLOW,
    AGGREGATE,
    TABLE,
    PORT_STATS,
    QUEUE,
    GROUP,
    GROUP_DESC,
    GROUP_FEATURES,
    METER,
    METER_CONFIG,
    METER_FEATURES,
    TABLE_FEATURES,
    PORT_DESC,
    EXPERIMENTER;

    private static final int EXPERIMENTER_NUMBER = 0xffff;
    private static final List<MultipartType> BY_NUMBER = List.of(values());

    public static Optional<MultipartType> of(int number) {
        if (number == EXPERIMENTER_NUMBER) {
            return Optional.of(EXPERIMENTER);
        }
        return number < BY_NUMBER.size() - 1
                ? Optional.of(BY_NUMBER.get(number))
                : Optional.empty();
    }
}
