package io.teleon.models.learning.event;

import io.teleon.models.event.SyslogReader;
import java.util.List;
import java.util.Optional;

/// Messages made up for tests, in the manner of several vendors.
final class Events {

    private Events() {}

    static LabelledEvent of(String name, String content) {
        return new LabelledEvent(name, SyslogReader.read("<13>Nov  6 13:36:45 host " + content));
    }

    static List<LabelledEvent> all() {
        return List.of(
                of(
                        "INTERFACE_DOWN",
                        "Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet3, changed state to down"),
                of(
                        "INTERFACE_DOWN",
                        "mib2d[1]: SNMP_TRAP_LINK_DOWN: ifIndex 3, ifName ge-0/0/1 is down"),
                of("INTERFACE_DOWN", "System: port ethernet 1/1, state down"),
                of(
                        "INTERFACE_UP",
                        "Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet9, changed state to up"),
                of("INTERFACE_UP", "mib2d[1]: SNMP_TRAP_LINK_UP: ifIndex 3, ifName ge-0/0/7 is up"),
                of(
                        "OSPF_NEIGHBOR_DOWN",
                        "%OSPF-5-ADJCHG: Process 1, Nbr 10.0.0.1 on Vlan2 from FULL to DOWN, Dead timer expired"),
                of(
                        "OSPF_NEIGHBOR_DOWN",
                        "rpd[9]: RPD_OSPF_NBRDOWN: OSPF neighbor 10.0.0.2 state changed from Full to Down"),
                of(
                        "OSPF_NEIGHBOR_UP",
                        "%OSPF-5-ADJCHG: Process 1, Nbr 10.0.0.1 on Vlan2 from LOADING to FULL, Loading Done"),
                of("USER_LOGIN", "sshd[4]: Accepted password for alice from 10.0.0.9"),
                of(
                        "USER_LOGIN",
                        "aaad: %SEC_LOGIN-5-LOGIN_SUCCESS: Login Success user bob from 10.0.0.8"),
                of("FAN_FAILED", "chassisd[2]: CHASSISD_FAN_FAIL: Fan 3 failed"));
    }

    static EventModel model() {
        return EventTraining.fit(
                List.of("data: made up"),
                all(),
                Optional.empty(),
                EventTraining.Parts.WITHOUT_NETWORK);
    }
}
