package io.teleon.models.learning.detect;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// Reads what [StateWriter] wrote, and says what is wrong with it where it is something else.
public final class StateReader {

    private final ByteBuffer in;

    private StateReader(ByteBuffer in) {
        this.in = in;
    }

    /// @throws IllegalArgumentException where the checksum is not that of the bytes
    static StateReader of(byte[] bytes) {
        int count = bytes.length - Integer.BYTES;
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, Math.max(0, count));
        if (count < 0 || ByteBuffer.wrap(bytes).getInt(count) != (int) sum.getValue()) {
            throw new IllegalArgumentException(
                    "a state of "
                            + bytes.length
                            + " bytes does not have its checksum at the end: it is damaged");
        }
        return new StateReader(ByteBuffer.wrap(bytes, 0, count));
    }

    void expectEnd() {
        if (in.hasRemaining()) {
            throw new IllegalArgumentException(
                    "a state has "
                            + in.remaining()
                            + " bytes more than its detector reads: it is of another kind");
        }
    }

    private void require(int bytes) {
        if (bytes < 0 || in.remaining() < bytes) {
            throw new IllegalArgumentException(
                    "a state ends where "
                            + bytes
                            + " bytes more should be: it is of another kind of detector");
        }
    }

    public int takeInt() {
        require(Integer.BYTES);
        return in.getInt();
    }

    /// @return in [0, most]
    public int takeCount(String what, int most) {
        return inRange(what, takeInt(), most);
    }

    private static int inRange(String what, int count, int most) {
        if (count < 0 || count > most) {
            throw new IllegalArgumentException(
                    what + " of " + count + " in a state is not in [0, " + most + "]");
        }
        return count;
    }

    public long takeLong() {
        require(Long.BYTES);
        return in.getLong();
    }

    public double takeDouble() {
        double value = Double.longBitsToDouble(takeLong());
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("a number in a state is " + value);
        }
        return value;
    }

    /// Fills an array that has the length it had when it was written.
    public void takeFloats(float[] values) {
        takeFloats(values, 0, values.length);
    }

    /// Fills so many places of an array with as many numbers as were written.
    void takeFloats(float[] values, int from, int count) {
        expectCount("numbers", count);
        require(Float.BYTES * count);
        for (int i = 0; i < count; i++) {
            values[from + i] = in.getFloat();
        }
    }

    /// Fills so many places of an array with as many bytes as were written, none negative.
    void takeCounts(String what, byte[] values, int from, int count) {
        expectCount("bytes", count);
        require(count);
        for (int i = 0; i < count; i++) {
            values[from + i] = (byte) inRange(what, in.get(), Byte.MAX_VALUE);
        }
    }

    private void expectCount(String what, int expected) {
        int count = takeInt();
        if (count != expected) {
            throw new IllegalArgumentException(
                    count + " " + what + " in a state, expected " + expected);
        }
    }
}
