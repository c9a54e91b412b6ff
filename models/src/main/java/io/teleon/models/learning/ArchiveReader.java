package io.teleon.models.learning;

import io.teleon.models.format.MalformedInput;
import io.teleon.models.format.Place;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads the fields of an archive such as a [ModelArchive], and says at which byte one is not what
/// it should be.
public final class ArchiveReader {

    private final String name;
    private final ByteBuffer in;

    /// @param count of the bytes that are fields
    public ArchiveReader(String name, byte[] bytes, int count) {
        this.name = name;
        in = ByteBuffer.wrap(bytes, 0, Math.max(0, count));
    }

    /// A file of bytes has no lines: the place is that of line 1.
    public MalformedInput problem(String what) {
        return new MalformedInput(new Place(name, 1), "at byte " + in.position() + ": " + what);
    }

    public void skip(int count) {
        require("beginning", count);
        in.position(in.position() + count);
    }

    public int readShort(String field) {
        require(field, 2);
        return in.getShort();
    }

    public int readCount(String field, int most) {
        require(field, 4);
        int count = in.getInt(in.position());
        if (count < 0 || count > most) {
            throw problem(field + " of " + count + " is not in [0, " + most + "]");
        }
        return in.getInt();
    }

    public boolean readFlag(String field) {
        require(field, 1);
        byte flag = in.get(in.position());
        if (flag != 0 && flag != 1) {
            throw problem(field + " of " + flag + " is not 0 or 1");
        }
        return in.get() == 1;
    }

    public String readText(String field) {
        int count = readCount("length of the " + field, ModelArchive.MOST_BYTES);
        require(field, count);
        byte[] bytes = new byte[count];
        in.get(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw problem("the " + field + " before it is not UTF-8");
        }
    }

    public float[] readFloats(String field, int expected) {
        int count = readCount("count of the " + field, ModelArchive.MOST_BYTES);
        if (count != expected) {
            throw problem("there are " + count + " " + field + ", not " + expected);
        }
        require(field, 4L * count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.getFloat();
            if (!Float.isFinite(values[i])) {
                throw problem("one of the " + field + " is " + values[i]);
            }
        }
        return values;
    }

    /// @param most of them
    public int[] readIntegers(String field, int most) {
        int count = readCount("count of the " + field, most);
        require(field, 4L * count);
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.getInt();
        }
        return values;
    }

    public void expectEnd() {
        if (in.hasRemaining()) {
            throw problem("there are " + in.remaining() + " bytes more than the file should have");
        }
    }

    private void require(String field, long count) {
        if (count > in.remaining()) {
            throw new MalformedInput(
                    new Place(name, 1),
                    "at byte "
                            + in.position()
                            + ": the file ends within the "
                            + field
                            + ": "
                            + in.remaining()
                            + " bytes of "
                            + count);
        }
    }
}
