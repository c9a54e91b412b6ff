package io.teleon.controller.cli;

import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.syntax.Parser;
import io.teleon.policies.syntax.Source;
import io.teleon.policies.syntax.Tree;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Files of programs, with what they import: a library lies beside one of the files, or it comes
/// with Teleon.
final class PolicyFiles {

    private static final String SHIPPED = "/io/teleon/policies/library/";
    private static final String SUFFIX = ".tr";

    private final List<Path> files;

    PolicyFiles(List<Path> files) {
        this.files = List.copyOf(files);
    }

    static Source read(Path file) throws IOException {
        mustBeFile(file);
        try {
            return new Source(file.toString(), Files.readString(file));
        } catch (NoSuchFileException _) {
            throw new FileNotFoundException(file + ": no such file");
        } catch (AccessDeniedException _) {
            throw new IOException(file + ": it may not be read");
        } catch (CharacterCodingException _) {
            throw new IOException(file + ": not a text in UTF-8");
        }
    }

    static void write(Path file, String text) throws IOException {
        mustBeFile(file);
        try {
            Files.writeString(file, text);
        } catch (NoSuchFileException _) {
            throw new FileNotFoundException(file + ": its folder is not there");
        } catch (AccessDeniedException _) {
            throw new IOException(file + ": it may not be written");
        }
    }

    /// What the system says of a folder does not name it.
    private static void mustBeFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": a folder, expected a file");
        }
    }

    /// All of them as one program.
    Linked link() throws IOException {
        List<Source> libraries = new ArrayList<>();
        List<Source> policies = new ArrayList<>();
        for (Path file : files) {
            Source source = read(file);
            (isLibrary(source) ? libraries : policies).add(source);
        }
        // Libraries first: what imports them then finds these.
        List<Source> sources = new ArrayList<>(libraries);
        sources.addAll(policies);
        return Linker.link(sources, this::library);
    }

    /// A policy by its name, with all that it imports: it lies beside one of the files, or it comes
    /// with Teleon.
    Optional<Linked> policy(String name) {
        return library(name).map(source -> Linker.link(List.of(source), this::library));
    }

    private static boolean isLibrary(Source source) {
        return Parser.parse(source, new Findings())
                .header()
                .map(Tree.Header::library)
                .orElse(false);
    }

    private Optional<Source> library(String name) {
        try {
            for (Path file : files) {
                Path beside = file.resolveSibling(name + SUFFIX);
                if (Files.isRegularFile(beside)) {
                    return Optional.of(read(beside));
                }
            }
            return shipped(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static Optional<Source> shipped(String name) throws IOException {
        try (InputStream in = PolicyFiles.class.getResourceAsStream(SHIPPED + name + SUFFIX)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(
                            new Source(
                                    "policies/library/" + name + SUFFIX,
                                    new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }
}
