package io.teleon.controller.percept;

/// What percepts are told by, in the words of explanations: `carried(l1) is 3 Gbps, 2 s old, by
/// port counters`.
final class Sources {

    static final String PORT_STATUS = "port status";
    static final String PORT_COUNTERS = "port counters";

    /// Of the rules of intents where they come in and leave.
    static final String FLOW_COUNTERS = "flow counters";

    static final String PROBE = "probe";
    static final String TOPOLOGY = "topology";

    /// Which intents there are, and which ways they have by default.
    static final String INTENTS = "intents";

    static final String TWIN = "twin";

    /// What actions have brought about.
    static final String ACTIONS = "actions";

    /// What people have said.
    static final String OPERATORS = "operators";

    /// The screening of series for what is odd.
    static final String SCREENING = "screening";

    /// Frames that switches handed over.
    static final String PACKET_INS = "packet-ins";

    private Sources() {}

    static String agent(String name) {
        return "agent " + name;
    }
}
