package io.teleon.tests.bench.policy;

/// What is measured of a link: how `care.tr` and Drools call it, what it is on a link that is well,
/// and how far it wanders.
///
/// @see Links
enum Quality {
    ADMIN_STATE("admin_state", "admin", 0, 0, 0),
    OPER_STATE("oper_state", "oper", 0, 0, 0),
    UTILISATION("utilisation", "utilisation", 0.1, 0.55, 0.02),
    QUEUE("queue", "queue", 0.05, 0.4, 0.02),
    LOSS("loss", "loss", 0.0001, 0.0008, 0.0001),
    ERRORS("errors", "errors", 0, 8, 1),
    DELAY("delay", "delay", 0.002, 0.018, 0.001),
    RX_POWER("rx_power", "rxPower", -20, -10, 0.5),
    TEMPERATURE("temperature", "temperature", 30, 60, 1),
    SPARE("spare", "spare", 3e9, 9e9, 1e8);

    private final String percept;
    private final String property;
    private final double least;
    private final double most;
    private final double wander;

    Quality(String percept, String property, double least, double most, double wander) {
        this.percept = percept;
        this.property = property;
        this.least = least;
        this.most = most;
        this.wander = wander;
    }

    String percept() {
        return percept;
    }

    String property() {
        return property;
    }

    /// Between those, on a link that is well.
    double least() {
        return least;
    }

    double most() {
        return most;
    }

    /// The most by which it differs from one measurement to the next.
    double wander() {
        return wander;
    }

    /// Whether it is a word and not a number: 0 is up, 1 is down.
    boolean isState() {
        return most == 0;
    }
}
