package io.teleon.models.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.format.MalformedInput;

import org.junit.jupiter.api.Test;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class ModelArchiveTest {

    private static ForecastModel small() {
        return new ForecastModel(
                List.of(
                        new ForecastModel.Entry("name", "small"),
                        new ForecastModel.Entry("data", "none: a test, with ümlauts")),
                ForecastModel.shipped().prior(),
                Optional.of(Networks.drawn(3, 2)),
                true);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (ForecastModel model :
                List.of(small(), ForecastModel.shipped(), ForecastModel.baseline())) {
            byte[] bytes = ModelArchive.write(model);
            ForecastModel read = ModelArchive.read("test", bytes);

            assertEquals(model.card(), read.card());
            assertEquals(model.weekly(), read.weekly());
            assertArrayEquals(bytes, ModelArchive.write(read));
        }
    }

    @Test
    void everyDamagedByteIsNoticed() {
        byte[] bytes = ModelArchive.write(small());
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= (byte) (1 << i % 8);
            MalformedInput problem =
                    assertThrows(MalformedInput.class, () -> ModelArchive.read("m", damaged));
            assertTrue(problem.getMessage().startsWith("m:1: at byte "), problem.getMessage());
        }
    }

    @Test
    void everyTruncationAndEveryAdditionIsNoticed() {
        byte[] bytes = ModelArchive.write(small());
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(MalformedInput.class, () -> ModelArchive.read("m", cut));
        }
        assertThrows(
                MalformedInput.class,
                () -> ModelArchive.read("m", Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void whatIsSealedButWrongIsRefusedWithItsPlace() {
        byte[] bytes = ModelArchive.write(small());
        for (int i = 10; i < bytes.length - 32; i++) {
            byte[] forged = bytes.clone();
            forged[i] = (byte) 0xff;
            seal(forged);
            try {
                ModelArchive.read("m", forged);
            } catch (MalformedInput problem) {
                assertTrue(problem.getMessage().startsWith("m:1: at byte "), problem.getMessage());
            }
        }
        byte[] longer = bytes.clone();
        longer[10] = 0x7f;
        seal(longer);
        String message =
                assertThrows(MalformedInput.class, () -> ModelArchive.read("m", longer))
                        .getMessage();
        assertTrue(message.startsWith("m:1: at byte 10: length of the card of 21307"), message);
        assertTrue(message.endsWith(" is not in [0, 16777216]"), message);
    }

    @Test
    void anotherVersionIsNamed() {
        byte[] bytes = ModelArchive.write(small());
        bytes[9] = 2;

        assertEquals(
                "m:1: at byte 10: version 2 is not 1",
                assertThrows(MalformedInput.class, () -> ModelArchive.read("m", bytes))
                        .getMessage());
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
