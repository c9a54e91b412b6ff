package io.teleon.models.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTextTest {

    @TempDir private Path folder;

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    @Test
    void unpacksByContentNotByName() throws IOException {
        byte[] text = "\ufeffTromsø\r\n".getBytes(StandardCharsets.UTF_8);

        assertEquals(
                new SourceText("plain.gz", "Tromsø\r\n"), SourceText.open(file("plain.gz", text)));
        assertEquals(
                new SourceText("packed", "Tromsø\r\n"),
                SourceText.open(file("packed", zipped(text))));
        assertEquals(new SourceText("empty", ""), SourceText.open(file("empty", new byte[0])));
    }

    @Test
    void saysInOneLineWhatIsWrongWithAFile() throws IOException {
        refuses(folder.resolve("none"), "none: there is no such file");
        refuses(folder, ": is not a file that can be read");
        byte[] zipped = zipped("x".repeat(1000).getBytes(StandardCharsets.UTF_8));
        refuses(
                file("cut.gz", Arrays.copyOf(zipped, zipped.length - 10)),
                "cut.gz: broken gzip data, it ends too early");
        byte[] wrong = zipped.clone();
        wrong[wrong.length - 5] ^= 1;
        refuses(file("wrong.gz", wrong), "wrong.gz: broken gzip data, Corrupt GZIP trailer");
    }

    private static void refuses(Path path, String message) {
        IOException e = assertThrows(IOException.class, () -> SourceText.open(path));
        assertTrue(String.valueOf(e.getMessage()).endsWith(message), e::toString);
    }

    @Test
    void refusesAFileThatUnpacksToTooMuch() throws IOException {
        Path bomb = folder.resolve("bomb.gz");
        byte[] block = new byte[1 << 20];
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            for (long size = 0; size <= SourceText.MAX_BYTES; size += block.length) {
                out.write(block);
            }
        }
        refuses(bomb, "bomb.gz: unpacks to more than " + SourceText.MAX_BYTES + " bytes");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] latin = "one\ntwo\nTroms\u00f8\n".getBytes(StandardCharsets.ISO_8859_1);

        MalformedInput e =
                assertThrows(MalformedInput.class, () -> SourceText.decode("latin", latin));

        assertEquals("latin:3: byte 0xf8 is not UTF-8 text", e.getMessage());
    }
}
