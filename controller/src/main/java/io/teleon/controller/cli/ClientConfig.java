package io.teleon.controller.cli;

import io.teleon.models.config.Default;
import io.teleon.models.config.Settings;
import io.teleon.models.format.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which controllers the commands of a user know: `~/.config/teleon/client.yaml`, or the file named
/// by `TELEON_CONFIG`. It holds tokens, so only its owner can read it.
///
/// @param current the context that is used where none is named
public record ClientConfig(Optional<String> current, @Default("{}") Map<String, Context> contexts) {

    static final ClientConfig NONE = new ClientConfig(Optional.empty(), Map.of());

    /// One controller.
    ///
    /// @param server its URL
    /// @param token that is shown to it
    /// @param ca a PEM file with the certificate it is trusted by, where the system knows none
    public record Context(String server, Optional<String> token, Optional<Path> ca) {}

    public ClientConfig {
        contexts = new LinkedHashMap<>(contexts);
        if (current.isPresent() && !contexts.containsKey(current.get())) {
            throw new IllegalArgumentException(
                    "the current context '" + current.get() + "' is not among the contexts");
        }
    }

    static Path file() {
        String named = System.getenv("TELEON_CONFIG");
        return named != null && !named.isEmpty()
                ? Path.of(named)
                : Path.of(System.getProperty("user.home", "."), ".config", "teleon", "client.yaml");
    }

    static ClientConfig read(Path file) throws IOException {
        return Files.exists(file) ? Settings.read(SourceText.open(file), ClientConfig.class) : NONE;
    }

    void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (!Files.exists(file)) {
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            }
        }
        Files.writeString(file, Settings.write(this), StandardCharsets.UTF_8);
    }

    /// The context of this name, or the current one.
    Optional<Context> context(Optional<String> name) {
        if (name.isPresent() && !contexts.containsKey(name.get())) {
            throw new IllegalArgumentException(
                    "there is no context '"
                            + name.get()
                            + "' in "
                            + file()
                            + "; teleon context set makes one");
        }
        return name.or(() -> current).flatMap(known -> Optional.ofNullable(contexts.get(known)));
    }

    ClientConfig with(String name, Context context) {
        Map<String, Context> more = new LinkedHashMap<>(contexts);
        more.put(name, context);
        return new ClientConfig(Optional.of(name), more);
    }

    ClientConfig without(String name) {
        Map<String, Context> fewer = new LinkedHashMap<>(contexts);
        fewer.remove(name);
        return new ClientConfig(current.filter(c -> !c.equals(name)), fewer);
    }
}
