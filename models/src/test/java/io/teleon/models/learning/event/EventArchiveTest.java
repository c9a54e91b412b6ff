package io.teleon.models.learning.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.format.MalformedInput;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.ModelArchive;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventArchiveTest {

    private static final int EVERY = 7;

    @Test
    void whatIsWrittenIsReadAgainAndSaysTheSame() {
        for (EventModel model : List.of(Events.model(), EventArchive.shipped())) {
            byte[] bytes = EventArchive.write(model);
            EventModel read = EventArchive.read("test", bytes);

            assertArrayEquals(bytes, EventArchive.write(read));
            assertEquals(model.card(), read.card());
            for (LabelledEvent event : Events.all()) {
                assertEquals(
                        new EventClassifier(model).classify(event.message()),
                        new EventClassifier(read).classify(event.message()));
            }
        }
    }

    @Test
    void damageIsNoticed() {
        byte[] bytes = EventArchive.write(Events.model());
        for (int i = 0; i < bytes.length; i += EVERY) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= (byte) (1 << i % 8);
            String message =
                    assertThrows(MalformedInput.class, () -> EventArchive.read("m", damaged))
                            .getMessage();
            assertTrue(message.startsWith("m:1: at byte "), message);
        }
        for (int length = 0; length < bytes.length; length += EVERY) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(MalformedInput.class, () -> EventArchive.read("m", cut));
        }
    }

    @Test
    void whatIsSealedButWrongIsRefusedOrReadButNeverThrowsOtherwise() {
        byte[] bytes = EventArchive.write(Events.model());
        int refused = 0;
        for (int i = 10; i < bytes.length - 32; i++) {
            byte[] forged = bytes.clone();
            forged[i] = (byte) 0x7f;
            seal(forged);
            try {
                EventArchive.read("m", forged);
            } catch (MalformedInput problem) {
                refused++;
                assertTrue(problem.getMessage().startsWith("m:1: at byte "), problem.getMessage());
            }
        }
        assertTrue(refused > 100, refused + " refused");
    }

    @Test
    void anotherKindOfModelIsNamedAsForeign() {
        byte[] forecast = ModelArchive.write(ForecastModel.baseline());
        assertEquals(
                "m:1: at byte 0: the beginning of the file is not 'TELEONEM': no model of events",
                assertThrows(MalformedInput.class, () -> EventArchive.read("m", forecast))
                        .getMessage());
    }

    @Test
    void noTextOfAMessageIsInIt() {
        String archive =
                new String(EventArchive.write(Events.model()), StandardCharsets.ISO_8859_1);
        assertTrue(archive.contains("INTERFACE_DOWN"));
        for (String word : List.of("alice", "protocol", "ifName", "timer")) {
            assertFalse(archive.contains(word), word);
        }
    }

    private static void seal(byte[] bytes) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes, 0, bytes.length - 32);
            System.arraycopy(sha.digest(), 0, bytes, bytes.length - 32, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
