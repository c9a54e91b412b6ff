package io.teleon.models.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The text of a file and the name it goes by in messages. What every reader starts from.
public record SourceText(String file, String text) {

    /// A file that unpacks to more is refused.
    public static final int MAX_BYTES = 128 << 20;

    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;

    /// Reads a file, unpacking it where its first bytes say gzip.
    ///
    /// @throws IOException in one clear line, when the file cannot be read or is above [#MAX_BYTES]
    /// @throws MalformedInput when it is not UTF-8 text
    public static SourceText open(Path path) throws IOException {
        Path last = path.getFileName();
        String file = last == null ? path.toString() : last.toString();
        if (!Files.exists(path)) {
            throw new IOException(path + ": there is no such file");
        }
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new IOException(path + ": is not a file that can be read");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return decode(file, bounded(path, unpacked(in)));
        } catch (EOFException e) {
            throw new IOException(path + ": broken gzip data, it ends too early", e);
        } catch (ZipException e) {
            throw new IOException(path + ": broken gzip data, " + e.getMessage(), e);
        }
    }

    /// Decodes UTF-8, with or without a byte order mark.
    public static SourceText decode(String file, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw MalformedInput.isNot(
                    new Place(file, line),
                    String.format("byte 0x%02x", bytes[in.position()]),
                    "UTF-8 text");
        }
        String text = out.flip().toString();
        return new SourceText(file, text.startsWith("\ufeff") ? text.substring(1) : text);
    }

    Lines lines() {
        return new Lines(this);
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == GZIP_MAGIC_1 && in.read() == GZIP_MAGIC_2;
        in.reset();
        return gzip ? new GZIPInputStream(in) : in;
    }

    private static byte[] bounded(Path path, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new IOException(path + ": unpacks to more than " + MAX_BYTES + " bytes");
        }
        return bytes;
    }
}
