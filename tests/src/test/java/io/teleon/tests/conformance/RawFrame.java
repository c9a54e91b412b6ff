package io.teleon.tests.conformance;

import io.teleon.controller.openflow.MatchField;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/// A frame that is nothing but its bytes: fields are found by looking, changed in place, and all
/// checksums are computed from scratch after every change. Slow and simple on purpose.
final class RawFrame {

    private byte[] bytes;

    RawFrame(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    RawFrame copy() {
        return new RawFrame(bytes);
    }

    byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }

    private int u8(int at) {
        return bytes[at] & 0xff;
    }

    private int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    private long unsigned(int at, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | u8(at + i);
        }
        return value;
    }

    private void put(int at, int length, long value) {
        for (int i = 0; i < length; i++) {
            bytes[at + i] = (byte) (value >>> (8 * (length - 1 - i)));
        }
    }

    private static boolean isVlan(int type) {
        return type == 0x8100 || type == 0x88a8;
    }

    private static boolean isMpls(int type) {
        return type == 0x8847 || type == 0x8848;
    }

    /// Where the ethertype behind all VLAN tags is.
    private int typeAt() {
        int at = 12;
        while (isVlan(u16(at))) {
            at += 4;
        }
        return at;
    }

    int etherType() {
        return u16(typeAt());
    }

    boolean isTagged() {
        return isVlan(u16(12));
    }

    boolean isLabelled() {
        return isMpls(etherType());
    }

    /// A popped label may leave something else to be called IPv4: its first byte tells.
    private boolean isIpv4() {
        return etherType() == 0x0800 && (u8(bodyAt()) == 0x45 || u8(bodyAt()) == 0x46);
    }

    private boolean isIpv6() {
        return etherType() == 0x86dd && u8(bodyAt()) >>> 4 == 6;
    }

    private boolean isIp() {
        return isIpv4() || isIpv6();
    }

    /// Where the IP or ARP header is that can be seen.
    private int bodyAt() {
        return typeAt() + 2;
    }

    /// Frames here have at most one extension header, of eight bytes.
    private boolean isExtended() {
        return isIpv6() && u8(bodyAt() + 6) == 0;
    }

    private int transportAt() {
        int fixed = isIpv6() ? 40 : (u8(bodyAt()) & 0xf) * 4;
        return bodyAt() + fixed + (isExtended() ? 8 : 0);
    }

    private int protocol() {
        if (isExtended()) {
            return u8(bodyAt() + 40);
        }
        return u8(bodyAt() + (isIpv6() ? 6 : 9));
    }

    private int trafficClass() {
        return isIpv6() ? u16(bodyAt()) >>> 4 & 0xff : u8(bodyAt() + 1);
    }

    private void putTrafficClass(long value) {
        if (isIpv6()) {
            put(bodyAt(), 2, (u16(bodyAt()) & 0xf00f) | value << 4);
        } else {
            put(bodyAt() + 1, 1, value);
        }
    }

    private boolean has(MatchField field) {
        boolean firstFragment = isIpv6() || (isIpv4() && (u16(bodyAt() + 6) & 0x1fff) == 0);
        return switch (field) {
            case IN_PORT, IN_PHY_PORT, METADATA, TUNNEL_ID -> false;
            case ETH_DST, ETH_SRC, ETH_TYPE, VLAN_VID -> true;
            case VLAN_PCP -> isTagged();
            case IP_DSCP, IP_ECN, IP_PROTO -> isIp();
            case IPV4_SRC, IPV4_DST -> isIpv4();
            case TCP_SRC, TCP_DST -> firstFragment && protocol() == 6;
            case UDP_SRC, UDP_DST -> firstFragment && protocol() == 17;
            case SCTP_SRC, SCTP_DST -> firstFragment && protocol() == 132;
            case ICMPV4_TYPE, ICMPV4_CODE -> isIpv4() && firstFragment && protocol() == 1;
            case ARP_OP, ARP_SPA, ARP_TPA, ARP_SHA, ARP_THA -> etherType() == 0x0806;
            case MPLS_LABEL, MPLS_TC, MPLS_BOS -> isLabelled();
        };
    }

    OptionalLong get(MatchField field) {
        if (!has(field)) {
            return OptionalLong.empty();
        }
        int body = bodyAt();
        return OptionalLong.of(
                switch (field) {
                    case IN_PORT, IN_PHY_PORT, METADATA, TUNNEL_ID -> 0;
                    case ETH_DST -> unsigned(0, 6);
                    case ETH_SRC -> unsigned(6, 6);
                    case ETH_TYPE -> etherType();
                    case VLAN_VID -> isTagged() ? 0x1000 | (u16(14) & 0xfff) : 0;
                    case VLAN_PCP -> u16(14) >>> 13;
                    case IP_DSCP -> trafficClass() >>> 2;
                    case IP_ECN -> trafficClass() & 3;
                    case IP_PROTO -> protocol();
                    case IPV4_SRC -> unsigned(body + 12, 4);
                    case IPV4_DST -> unsigned(body + 16, 4);
                    case TCP_SRC, UDP_SRC, SCTP_SRC -> u16(transportAt());
                    case TCP_DST, UDP_DST, SCTP_DST -> u16(transportAt() + 2);
                    case ICMPV4_TYPE -> u8(transportAt());
                    case ICMPV4_CODE -> u8(transportAt() + 1);
                    case ARP_OP -> u16(body + 6);
                    case ARP_SHA -> unsigned(body + 8, 6);
                    case ARP_SPA -> unsigned(body + 14, 4);
                    case ARP_THA -> unsigned(body + 18, 6);
                    case ARP_TPA -> unsigned(body + 24, 4);
                    case MPLS_LABEL -> unsigned(body, 4) >>> 12;
                    case MPLS_TC -> unsigned(body, 4) >>> 9 & 7;
                    case MPLS_BOS -> unsigned(body, 4) >>> 8 & 1;
                });
    }

    void set(MatchField field, long value) {
        if (!has(field) || (field == MatchField.VLAN_VID && !isTagged())) {
            return;
        }
        int body = bodyAt();
        switch (field) {
            case IN_PORT, IN_PHY_PORT, METADATA, TUNNEL_ID, ETH_TYPE, IP_PROTO ->
                    throw new IllegalArgumentException(field + " is not set by actions");
            case ETH_DST -> put(0, 6, value);
            case ETH_SRC -> put(6, 6, value);
            case VLAN_VID -> put(14, 2, (u16(14) & 0xf000) | (value & 0xfff));
            case VLAN_PCP -> put(14, 2, (u16(14) & 0x1fff) | value << 13);
            case IP_DSCP -> putTrafficClass((trafficClass() & 3) | value << 2);
            case IP_ECN -> putTrafficClass((trafficClass() & 0xfc) | value);
            case IPV4_SRC -> put(body + 12, 4, value);
            case IPV4_DST -> put(body + 16, 4, value);
            case TCP_SRC, UDP_SRC, SCTP_SRC -> put(transportAt(), 2, value);
            case TCP_DST, UDP_DST, SCTP_DST -> put(transportAt() + 2, 2, value);
            case ICMPV4_TYPE -> put(transportAt(), 1, value);
            case ICMPV4_CODE -> put(transportAt() + 1, 1, value);
            case ARP_OP -> put(body + 6, 2, value);
            case ARP_SHA -> put(body + 8, 6, value);
            case ARP_SPA -> put(body + 14, 4, value);
            case ARP_THA -> put(body + 18, 6, value);
            case ARP_TPA -> put(body + 24, 4, value);
            case MPLS_LABEL -> put(body, 4, (unsigned(body, 4) & 0xfff) | value << 12);
            case MPLS_TC -> put(body, 4, (unsigned(body, 4) & ~0xe00L) | value << 9);
            case MPLS_BOS -> put(body, 4, (unsigned(body, 4) & ~0x100L) | value << 8);
        }
        fixChecksums();
    }

    int ipTtl() {
        return isIp() ? u8(bodyAt() + (isIpv6() ? 7 : 8)) : -1;
    }

    void setIpTtl(int ttl) {
        if (isIp()) {
            put(bodyAt() + (isIpv6() ? 7 : 8), 1, ttl);
            fixChecksums();
        }
    }

    int labelTtl() {
        return isLabelled() ? u8(bodyAt() + 3) : -1;
    }

    void setLabelTtl(int ttl) {
        if (isLabelled()) {
            put(bodyAt() + 3, 1, ttl);
        }
    }

    void setTypeOfService(int tos) {
        putTrafficClass(tos);
        fixChecksums();
    }

    void pushVlan(int type) {
        int control = isTagged() ? u16(14) & 0xefff : 0;
        insert(12, 4);
        put(12, 2, type);
        put(14, 2, control);
    }

    void setVlanControl(int control) {
        put(14, 2, control);
    }

    void popVlan() {
        if (isTagged()) {
            delete(12, 4);
        }
    }

    void pushMpls(int type) {
        long entry;
        if (isLabelled()) {
            boolean onTop = !isTagged();
            entry = (unsigned(bodyAt(), 4) & ~0x100L) | (onTop ? 0 : 0x100);
        } else {
            entry = 0x100 | Math.max(0, ipTtl());
        }
        insert(14, 4);
        put(12, 2, type);
        put(14, 4, entry);
    }

    void setLabel(long entry) {
        put(bodyAt(), 4, entry);
    }

    void popMpls(int type) {
        if (isLabelled()) {
            int at = typeAt();
            delete(at + 2, 4);
            put(at, 2, type);
        }
    }

    /// What is beneath the labels: version 6 begins with a 6.
    private int innermostType() {
        int at = bodyAt();
        while (isLabelled() && (unsigned(at, 4) >>> 8 & 1) == 0) {
            at += 4;
        }
        return u8(at + 4) >>> 4 == 6 ? 0x86dd : 0x0800;
    }

    /// The same frame with right checksums in the IP packet beneath its labels.
    RawFrame withHiddenChecksums() {
        RawFrame popped = copy();
        int type = etherType();
        int labels = 0;
        while (popped.isLabelled()) {
            boolean bottom = (popped.unsigned(popped.bodyAt(), 4) >>> 8 & 1) == 1;
            popped.popMpls(bottom ? innermostType() : type);
            labels++;
        }
        popped.fixChecksums();
        RawFrame fixed = copy();
        int body = bodyAt() + 4 * labels;
        System.arraycopy(popped.bytes, popped.bodyAt(), fixed.bytes, body, bytes.length - body);
        return fixed;
    }

    private void insert(int at, int count) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + count);
        System.arraycopy(bytes, at, longer, at + count, bytes.length - at);
        bytes = longer;
    }

    private void delete(int at, int count) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - count);
        System.arraycopy(bytes, at + count, shorter, at, bytes.length - at - count);
        bytes = shorter;
    }

    /// Computes all checksums of the IP packet that can be seen, if there is one.
    void fixChecksums() {
        if (!isIp()) {
            return;
        }
        int ip = bodyAt();
        int transport = transportAt();
        int addresses = ip + (isIpv6() ? 8 : 12);
        int end = ip + (isIpv6() ? 40 + u16(ip + 4) : u16(ip + 2));
        if (isIpv4()) {
            put(ip + 10, 2, 0);
            put(ip + 10, 2, checksum(ip, transport - ip, 0));
            if ((u16(ip + 6) & 0x3fff) != 0) {
                return;
            }
        }
        int length = end - transport;
        long pseudo = (long) protocol() + length;
        for (int i = addresses; i < ip + (isIpv6() ? 40 : 20); i += 2) {
            pseudo += u16(i);
        }
        switch (protocol()) {
            case 1 -> {
                put(transport + 2, 2, 0);
                put(transport + 2, 2, checksum(transport, length, 0));
            }
            case 6 -> {
                put(transport + 16, 2, 0);
                put(transport + 16, 2, checksum(transport, length, pseudo));
            }
            case 17 -> {
                put(transport + 6, 2, 0);
                long sum = checksum(transport, length, pseudo);
                put(transport + 6, 2, sum == 0 ? 0xffff : sum);
            }
            case 132 -> {
                put(transport + 8, 4, 0);
                CRC32C crc = new CRC32C();
                crc.update(bytes, transport, length);
                put(transport + 8, 4, Integer.reverseBytes((int) crc.getValue()) & 0xffff_ffffL);
            }
            default -> {}
        }
    }

    private long checksum(int from, int length, long start) {
        ByteBuffer padded = ByteBuffer.allocate(length + length % 2);
        padded.put(bytes, from, length);
        long sum = start;
        for (int i = 0; i < padded.capacity(); i += 2) {
            sum += padded.getShort(i) & 0xffff;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }
}
