package io.teleon.controller.southbound;

/// Numbers of the OpenFlow header that are needed before, or instead of, the library (section 7.1).
final class WireType {

    static final int HEADER_LENGTH = 8;
    static final int MAX_LENGTH = 65535;

    static final int HELLO = 0;
    static final int ERROR = 1;
    static final int EXPERIMENTER = 4;

    private WireType() {}
}
