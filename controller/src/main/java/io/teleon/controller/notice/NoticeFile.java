package io.teleon.controller.notice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// A file of lines that is put aside when it is full: `FILE` becomes `FILE.1`, that `FILE.2`, and
/// the oldest goes. Only its owner may read it. Owned by one thread.
final class NoticeFile {

    private static final Set<StandardOpenOption> APPEND =
            EnumSet.of(
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    private final Path file;
    private final long maxBytes;
    private final int keep;

    NoticeFile(Path file, long maxBytes, int keep) {
        this.file = file;
        this.maxBytes = maxBytes;
        this.keep = keep;
    }

    /// Makes the folder and the file, so that what is in the way is told at the start.
    void create() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            open().close();
        } catch (IOException e) {
            throw new IOException("the notices' file " + file + " cannot be written: " + e, e);
        }
    }

    void append(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (Files.exists(file)
                && Files.size(file) > 0
                && Files.size(file) + bytes.length > maxBytes) {
            rotate();
        }
        try (SeekableByteChannel channel = open()) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    private SeekableByteChannel open() throws IOException {
        return Files.newByteChannel(file, APPEND, forItsOwner());
    }

    private static FileAttribute<?>[] forItsOwner() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private void rotate() throws IOException {
        if (keep == 0) {
            Files.delete(file);
            return;
        }
        Files.deleteIfExists(aside(keep));
        for (int n = keep - 1; n >= 1; n--) {
            if (Files.exists(aside(n))) {
                Files.move(aside(n), aside(n + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, aside(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path aside(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }
}
