package io.teleon.tests.conformance;

/// One copy of a packet that leaves a switch.
///
/// @param where a port number, or `controller` with the reason
/// @param frame its bytes in hexadecimal digits
record Sent(String where, String frame) implements Comparable<Sent> {

    @Override
    public int compareTo(Sent other) {
        int byPort = where.compareTo(other.where);
        return byPort != 0 ? byPort : frame.compareTo(other.frame);
    }

    @Override
    public String toString() {
        return where + " <- " + frame;
    }
}
