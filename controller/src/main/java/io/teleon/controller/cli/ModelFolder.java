package io.teleon.controller.cli;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.models.format.MalformedInput;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.ModelArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The models that won, one file each, by their digests; the newest [#MOST_FILES] are kept.
final class ModelFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFolder.class);
    private static final int MOST_FILES = 20;
    private static final String ENDING = ".forecast";

    private final Path folder;

    ModelFolder(Path folder) {
        this.folder = folder;
    }

    /// @throws IllegalStateException naming the file that cannot be written
    void keep(ForecastModel model) {
        Path file = file(ModelArchive.digest(model));
        try {
            Files.createDirectories(folder);
            Path half = Files.createTempFile(folder, "model", ".part");
            Files.write(half, ModelArchive.write(model));
            Files.move(
                    half,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            forgetOldest();
        } catch (IOException e) {
            throw new IllegalStateException("model " + file + " cannot be written: " + e, e);
        }
    }

    private Path file(String digest) {
        return folder.resolve(digest + ENDING);
    }

    private void forgetOldest() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> oldest =
                    files.filter(file -> file.toString().endsWith(ENDING))
                            .sorted(Comparator.comparingLong(ModelFolder::written).reversed())
                            .skip(MOST_FILES)
                            .toList();
            for (Path file : oldest) {
                Files.delete(file);
            }
        }
    }

    private static long written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The model that the journal says was in force; empty, with a warning, where it cannot be
    /// read: the shipped one takes its place then.
    Optional<ForecastModel> inForce(List<JournalEntry> journal) {
        for (JournalEntry entry : journal.reversed()) {
            if (entry instanceof JournalEntry.ModelInForce known) {
                return known.digest().equals(ModelArchive.digest(ForecastModel.shipped()))
                        ? Optional.empty()
                        : read(known);
            }
        }
        return Optional.empty();
    }

    private Optional<ForecastModel> read(JournalEntry.ModelInForce known) {
        Path file = file(known.digest());
        try {
            ForecastModel model = ModelArchive.read(file.toString(), Files.readAllBytes(file));
            if (ModelArchive.digest(model).equals(known.digest())) {
                return Optional.of(model);
            }
            LOG.warn("{} is not the model of that digest; the shipped model takes its place", file);
        } catch (IOException | MalformedInput e) {
            LOG.warn(
                    "model '{}' cannot be read, the shipped one takes its place: {}",
                    known.name(),
                    e.toString());
        }
        return Optional.empty();
    }
}
