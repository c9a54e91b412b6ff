package io.teleon.models.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.format.MalformedInput;
import io.teleon.models.learning.network.Architecture;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ModelArchiveTest {

    private static final byte[] FAMILY = ModelArchive.write(family());

    private static ForecastModel small() {
        return new ForecastModel(
                List.of(
                        new ForecastModel.Entry("name", "small"),
                        new ForecastModel.Entry("data", "none: a test, with ümlauts")),
                ForecastModel.shipped().prior(),
                List.of(Networks.drawn(Architecture.LSTM, 3, 2)),
                true);
    }

    /// One network of each kind.
    private static ForecastModel family() {
        return new ForecastModel(
                List.of(new ForecastModel.Entry("name", "family")),
                ForecastModel.shipped().prior(),
                Stream.of(Architecture.values())
                        .map(one -> Networks.drawn(one, one.word().length(), 2))
                        .toList(),
                false);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (ForecastModel model :
                List.of(small(), family(), ForecastModel.shipped(), ForecastModel.baseline())) {
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
        bytes[9] = 3;

        assertEquals(
                "m:1: at byte 10: version 3 is not 1 or 2",
                assertThrows(MalformedInput.class, () -> ModelArchive.read("m", bytes))
                        .getMessage());
    }

    @Property(tries = 300)
    void anyBytesFlippedInAFamilyAreNoticedSealedOrNot(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 1_000_000) Integer> places,
            @ForAll boolean sealed) {
        byte[] bytes = FAMILY.clone();
        for (int place : places) {
            // Its settings stand at the beginning; most of a file is weights.
            int within = place % 2 == 0 ? 1200 : bytes.length - 32;
            bytes[place % within] ^= (byte) (1 << place % 8);
        }
        if (Arrays.equals(bytes, FAMILY)) {
            return;
        }
        if (!sealed) {
            assertThrows(MalformedInput.class, () -> ModelArchive.read("m", bytes));
            return;
        }
        seal(bytes);
        try {
            byte[] again = ModelArchive.write(ModelArchive.read("m", bytes));
            assertArrayEquals(again, ModelArchive.write(ModelArchive.read("m", again)));
        } catch (MalformedInput problem) {
            assertTrue(problem.getMessage().startsWith("m:1: at byte "), problem.getMessage());
        }
    }

    @Test
    void foreignFilesAreNamedAsSuch() {
        // What Java serialisation begins with: it is never even looked into.
        for (byte[] foreign :
                List.of(
                        new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 0x73, 0x72, 0, 4, 'E', 'v'},
                        "PK\u0003\u0004model.zip".getBytes(StandardCharsets.US_ASCII),
                        new byte[0])) {
            assertEquals(
                    "m:1: at byte 0: the beginning of the file is not 'TELEONFM': no forecast model",
                    assertThrows(MalformedInput.class, () -> ModelArchive.read("m", foreign))
                            .getMessage());
        }
    }

    @Test
    void anArchitectureThatThereIsNotIsNamed() {
        byte[] bytes = FAMILY.clone();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[text.indexOf("lstm-stacked")] = 'x';
        seal(bytes);

        assertTrue(
                assertThrows(MalformedInput.class, () -> ModelArchive.read("m", bytes))
                        .getMessage()
                        .endsWith("there is no architecture 'xstm-stacked'"));
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
