package io.teleon.controller.southbound;

import java.util.List;
import java.util.Optional;

/// OFPT_*, in the order of the wire (OpenFlow 1.3.5 section 7.1).
public enum MessageType {
    HELLO,
    ERROR,
    ECHO_REQUEST,
    ECHO_REPLY,
    EXPERIMENTER,
    FEATURES_REQUEST,
    FEATURES_REPLY,
    GET_CONFIG_REQUEST,
    GET_CONFIG_REPLY,
    SET_CONFIG,
    PACKET_IN,
    FLOW_REMOVED,
    PORT_STATUS,
    PACKET_OUT,
    FLOW_MOD,
    GROUP_MOD,
    PORT_MOD,
    TABLE_MOD,
    MULTIPART_REQUEST,
    MULTIPART_REPLY,
    BARRIER_REQUEST,
    BARRIER_REPLY,
    QUEUE_GET_CONFIG_REQUEST,
    QUEUE_GET_CONFIG_REPLY,
    ROLE_REQUEST,
    ROLE_REPLY,
    GET_ASYNC_REQUEST,
    GET_ASYNC_REPLY,
    SET_ASYNC,
    METER_MOD;

    public static final int HEADER_LENGTH = 8;
    public static final int MAX_LENGTH = 65535;

    private static final List<MessageType> BY_NUMBER = List.of(values());

    public static Optional<MessageType> of(int number) {
        return number < BY_NUMBER.size() ? Optional.of(BY_NUMBER.get(number)) : Optional.empty();
    }
}
