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
        putInt(values.length);
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length);
        buffer.asFloatBuffer().put(values);
        out.writeBytes(buffer.array());
    }

    public void putBytes(byte[] values) {
        putInt(values.length);
        out.writeBytes(values);
    }
}
