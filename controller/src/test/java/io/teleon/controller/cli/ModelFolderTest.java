package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.ModelArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

    private static final ForecastModel MODEL = ForecastModel.baseline();
    private static final String DIGEST = ModelArchive.digest(MODEL);

    @TempDir private Path folder = Path.of("");

    private static List<JournalEntry> journal(String digest) {
        return List.of(
                new JournalEntry.ModelInForce(Instant.EPOCH, "older", "a", "won"),
                new JournalEntry.ModelInForce(Instant.EPOCH.plusSeconds(1), digest, "b", "won"));
    }

    private Optional<String> inForce(String digest) {
        return new ModelFolder(folder).inForce(journal(digest)).map(ForecastModel::name);
    }

    @Test
    void whatWasKeptIsInForceAgainAfterARestart() {
        new ModelFolder(folder).keep(MODEL);

        assertEquals(Optional.of("baseline"), inForce(DIGEST));
        assertEquals(Optional.empty(), new ModelFolder(folder).inForce(List.of()));
    }

    @Test
    void oneThatIsGoneOrDamagedOrAnotherLeavesItsPlaceToTheShippedOne() throws IOException {
        assertEquals(Optional.empty(), inForce(DIGEST));

        new ModelFolder(folder).keep(MODEL);
        Path file = folder.resolve(DIGEST + ".forecast");
        byte[] bytes = Files.readAllBytes(file);
        bytes[40] ^= 1;
        Files.write(file, bytes);
        assertEquals(Optional.empty(), inForce(DIGEST));

        Files.write(file, ModelArchive.write(ForecastModel.shipped()));
        assertEquals(Optional.empty(), inForce(DIGEST));
    }
}
