package io.teleon.tests.conformance;

import io.teleon.controller.openflow.MatchField;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Carries out what `ofproto/trace` prints behind "Datapath actions:" on a frame's bytes.
final class DatapathActions {

    private final RawFrame frame;
    private final List<Sent> sent = new ArrayList<>();

    private boolean popped;

    private DatapathActions(RawFrame frame) {
        this.frame = frame;
    }

    /// What leaves the switch, in order; ports are the datapath's.
    static List<Sent> apply(String actions, RawFrame frame) {
        DatapathActions datapath = new DatapathActions(frame.copy());
        if (!actions.equals("drop")) {
            split(actions).forEach(datapath::apply);
        }
        return datapath.sent;
    }

    /// Splits at commas that are in no parentheses.
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private void apply(String action) {
        int open = action.indexOf('(');
        String name = open < 0 ? action : action.substring(0, open);
        String arguments = open < 0 ? "" : action.substring(open + 1, action.length() - 1);
        switch (name) {
            case "set" -> set(arguments);
            case "push_vlan" -> pushVlan(arguments);
            case "pop_vlan" -> frame.popVlan();
            case "push_mpls" -> pushMpls(arguments);
            case "pop_mpls" -> {
                frame.popMpls((int) number(value(arguments, "eth_type").orElseThrow()));
                popped = true;
            }
            case "userspace" -> controller(arguments);
            case "meter" -> {}
            // Behind a popped label it starts anew, here with nothing left to do.
            case "recirc" -> {
                if (!popped) {
                    throw new IllegalArgumentException("starts anew in the middle: " + action);
                }
            }
            case "clone" -> sent.addAll(apply(arguments, frame));
            default ->
                    sent.add(new Sent(Integer.toString(Integer.parseInt(name)), frame.toString()));
        }
    }

    private void controller(String arguments) {
        int at = arguments.indexOf("controller(reason=");
        if (at < 0) {
            throw new IllegalArgumentException("no packet-in: " + arguments);
        }
        String name =
                switch (arguments.charAt(at + "controller(reason=".length())) {
                    // 6 and 7 are Open vSwitch's own words for a miss with and without an entry for
                    // it.
                    case '0', '6', '7' -> "NO_MATCH";
                    case '2' -> "INVALID_TTL";
                    // Above 2 are the finer reasons of OpenFlow 1.4, which 1.3 calls ACTION.
                    default -> "ACTION";
                };
        sent.add(new Sent("controller " + name, frame.toString()));
    }

    private void pushVlan(String arguments) {
        int type = value(arguments, "tpid").map(text -> (int) number(text)).orElse(0x8100);
        frame.pushVlan(type);
        long id = number(value(arguments, "vid").orElseThrow());
        long priority = number(value(arguments, "pcp").orElse("0"));
        frame.setVlanControl((int) (priority << 13 | id));
    }

    private void pushMpls(String arguments) {
        frame.pushMpls((int) number(value(arguments, "eth_type").orElseThrow()));
        setMpls(arguments);
    }

    private void setMpls(String arguments) {
        frame.setLabel(
                number(value(arguments, "label").orElseThrow()) << 12
                        | number(value(arguments, "tc").orElseThrow()) << 9
                        | number(value(arguments, "bos").orElseThrow()) << 8
                        | number(value(arguments, "ttl").orElseThrow()));
    }

    private void set(String argument) {
        int open = argument.indexOf('(');
        String header = argument.substring(0, open);
        String fields = argument.substring(open + 1, argument.length() - 1);
        if (header.equals("mpls")) {
            setMpls(fields);
            return;
        }
        for (String field : fields.split(",", -1)) {
            int equals = field.indexOf('=');
            set(header + "." + field.substring(0, equals), field.substring(equals + 1));
        }
    }

    private void set(String name, String text) {
        switch (name) {
            case "eth.src" -> set(MatchField.ETH_SRC, text);
            case "eth.dst" -> set(MatchField.ETH_DST, text);
            case "ipv4.src" -> set(MatchField.IPV4_SRC, text);
            case "ipv4.dst" -> set(MatchField.IPV4_DST, text);
            case "ipv4.ttl", "ipv6.hlimit" -> frame.setIpTtl((int) number(text));
            case "ipv4.tos", "ipv6.tclass" -> setTypeOfService(text);
            case "tcp.src" -> set(MatchField.TCP_SRC, text);
            case "tcp.dst" -> set(MatchField.TCP_DST, text);
            case "udp.src" -> set(MatchField.UDP_SRC, text);
            case "udp.dst" -> set(MatchField.UDP_DST, text);
            case "sctp.src" -> set(MatchField.SCTP_SRC, text);
            case "sctp.dst" -> set(MatchField.SCTP_DST, text);
            case "icmp.type" -> set(MatchField.ICMPV4_TYPE, text);
            case "icmp.code" -> set(MatchField.ICMPV4_CODE, text);
            case "arp.op" -> set(MatchField.ARP_OP, text);
            case "arp.sip" -> set(MatchField.ARP_SPA, text);
            case "arp.tip" -> set(MatchField.ARP_TPA, text);
            case "arp.sha" -> set(MatchField.ARP_SHA, text);
            case "arp.tha" -> set(MatchField.ARP_THA, text);
            default -> throw new IllegalArgumentException("unknown field " + name + "=" + text);
        }
    }

    private void setTypeOfService(String text) {
        long mask = mask(text).orElse(0xff);
        long old =
                frame.get(MatchField.IP_DSCP).orElseThrow() << 2
                        | frame.get(MatchField.IP_ECN).orElseThrow();
        frame.setTypeOfService((int) ((old & ~mask) | (number(text) & mask)));
    }

    private void set(MatchField field, String text) {
        long mask = mask(text).orElse(-1);
        long old = frame.get(field).orElseThrow();
        frame.set(field, (old & ~mask & field.fullMask()) | (number(text) & mask));
    }

    private static OptionalLong mask(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? OptionalLong.empty()
                : OptionalLong.of(number(text.substring(slash + 1)));
    }

    /// A number, an IPv4 or a MAC address, in front of a mask if there is one.
    private static long number(String text) {
        int slash = text.indexOf('/');
        String value = slash < 0 ? text : text.substring(0, slash);
        if (value.contains(":")) {
            return MacAddress.parse(value).value();
        }
        return value.contains(".")
                ? Integer.toUnsignedLong(Ipv4Address.parse(value).value())
                : Long.decode(value);
    }

    private static Optional<String> value(String arguments, String name) {
        for (String argument : arguments.split(",", -1)) {
            if (argument.startsWith(name + "=")) {
                return Optional.of(argument.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }
}
