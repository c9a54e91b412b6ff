package io.teleon.models.learning.detect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// The state of a detector as bytes: big-endian numbers one after the other, then a CRC-32 of them.
public final class StateWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// What was written, and its checksum.
    byte[] bytes() {
        CRC32 sum = new CRC32();
        sum.update(out.toByteArray());
        putInt((int) sum.getValue());
        return out.toByteArray();
    }

    public void putInt(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    public void putLong(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    public void putDouble(double value) {
        putLong(Double.doubleToLongBits(value));
    }

    public void putFloats(float[] values) {
        putFloats(values, 0, values.length);
    }

    /// How many they are, and they.
    void putFloats(float[] values, int from, int count) {
        putInt(count);
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * count);
        buffer.asFloatBuffer().put(values, from, count);
        out.writeBytes(buffer.array());
    }

    /// How many they are, and they.
    void putBytes(byte[] values, int from, int count) {
        putInt(count);
        out.write(values, from, count);
    }
}
