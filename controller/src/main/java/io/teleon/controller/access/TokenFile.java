package io.teleon.controller.access;

import io.teleon.models.config.Settings;
import io.teleon.models.format.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// Where tokens are kept: a YAML file of their hashes that its owner alone can read. It is read
/// anew whenever it changed, so that who is revoked is out at once. Safe for any thread.
///
/// A file that cannot be read lets nobody in.
public final class TokenFile {

    private static final String HEADER =
            "# Tokens of Teleon's API, by their hashes: teleon token create, list, revoke.\n";

    private final Path path;
    private Optional<Read> last = Optional.empty();

    /// @param modified by which a change is noticed, with the size and the file's identity, for
    ///   each change is another file
    private record Read(String modified, TokenList tokens) {}

    public TokenFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /// As the file has them now.
    ///
    /// @throws IOException where it cannot be read, in one line
    /// @throws io.teleon.models.format.MalformedInput where it is not such a file
    public synchronized TokenList read() throws IOException {
        if (!exists()) {
            last = Optional.empty();
            return TokenList.EMPTY;
        }
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        String modified =
                attributes.lastModifiedTime()
                        + "/"
                        + attributes.size()
                        + "/"
                        + attributes.fileKey();
        if (last.isEmpty() || !last.get().modified().equals(modified)) {
            last =
                    Optional.of(
                            new Read(
                                    modified,
                                    Settings.read(SourceText.open(path), TokenList.class)));
        }
        return last.get().tokens();
    }

    /// Takes the place of what the file has. It is written aside and moved, so nobody reads half.
    public synchronized void write(TokenList tokens) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path aside = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(aside);
        try {
            Files.createFile(aside, ownerOnly());
        } catch (FileAlreadyExistsException e) {
            throw new IOException(aside + ": somebody else is writing it", e);
        }
        Files.writeString(
                aside,
                HEADER + Settings.write(tokens),
                StandardCharsets.UTF_8,
                StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(
                aside, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
