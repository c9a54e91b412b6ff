package io.teleon.controller.packet;

/// What an IP packet carries (IANA protocol numbers).
public record IpProtocol(int value) {

    public static final IpProtocol ICMP = new IpProtocol(1);
    public static final IpProtocol TCP = new IpProtocol(6);
    public static final IpProtocol UDP = new IpProtocol(17);

    public IpProtocol {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException("IP protocol " + value + " outside 0..255");
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
