package io.teleon.controller.openflow;

import io.teleon.models.network.PortNumber;

/// What is done to a packet (OpenFlow 1.3.5 section 5.12).
public sealed interface Action {

    /// Send it out of a port, or up to the controller with its first `maxLength` bytes (0xffff: the
    /// whole frame, unbuffered).
    record Output(PortNumber port, int maxLength) implements Action {

        /// The whole frame, never buffered in the switch (OFPCML_NO_BUFFER).
        public static final int WHOLE_FRAME = 0xffff;

        public Output {
            if (maxLength < 0 || maxLength > WHOLE_FRAME) {
                throw new IllegalArgumentException(
                        "output length " + maxLength + " outside 0..65535");
            }
        }

        public Output(PortNumber port) {
            this(port, WHOLE_FRAME);
        }
    }

    /// Process it by a group; the id is unsigned.
    record Group(int groupId) implements Action {}

    record SetQueue(int queueId) implements Action {}

    /// Put a new outermost VLAN header in front, of ethertype 0x8100 or 0x88a8.
    record PushVlan(int etherType) implements Action {}

    record PopVlan() implements Action {}

    /// Put a new outermost MPLS shim in front, of ethertype 0x8847 or 0x8848.
    record PushMpls(int etherType) implements Action {}

    /// Remove the outermost MPLS shim; what follows is of this ethertype.
    record PopMpls(int etherType) implements Action {}

    /// Overwrite one header field.
    record SetField(MatchField field, long value) implements Action {

        public SetField {
            if ((value & ~field.fullMask()) != 0) {
                throw new IllegalArgumentException(
                        field
                                + " has "
                                + field.bits()
                                + " bits, value 0x"
                                + Long.toHexString(value));
            }
        }
    }

    record SetMplsTtl(int ttl) implements Action {}

    record DecMplsTtl() implements Action {}

    record SetNwTtl(int ttl) implements Action {}

    record DecNwTtl() implements Action {}

    record CopyTtlOut() implements Action {}

    record CopyTtlIn() implements Action {}
}
