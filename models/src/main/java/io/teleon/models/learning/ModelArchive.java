package io.teleon.models.learning;

import io.teleon.models.format.MalformedInput;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The file of a [ForecastModel], which no learning engine is needed to read. All numbers are big
/// endian:
///
/// | what | bytes |
/// |---|---|
/// | magic `TELEONFM` | 8 |
/// | version, 1 | 2 |
/// | length of the card, then the card: UTF-8, a line `key: value` for each entry | 4, ... |
/// | settings: whether weekly, inputs, cells and outputs of the network, all 0 without one | 1, 3 x 4 |
/// | the linear prior, then the six arrays of [LstmWeights]: count, then `float`s | 4, ... each |
/// | SHA-256 of all before | 32 |
///
/// The same model gives the same bytes. What is read is checked before it is believed: first the
/// magic and the version, then the digest, then every length.
public final class ModelArchive {

    private static final byte[] MAGIC = "TELEONFM".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int DIGEST = 32;

    /// Larger files are refused unread.
    public static final int MOST_BYTES = 16 << 20;

    private ModelArchive() {}

    public static byte[] write(ForecastModel model) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        out.writeBytes(ByteBuffer.allocate(2).putShort((short) VERSION).array());
        StringBuilder text = new StringBuilder();
        model.card()
                .forEach(entry ->
                        text.append(entry.key()).append(": ").append(entry.value()).append('\n'));
        byte[] card = text.toString().getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ByteBuffer.allocate(4).putInt(card.length).array());
        out.writeBytes(card);
        ByteBuffer settings = ByteBuffer.allocate(13).put((byte) (model.weekly() ? 1 : 0));
        settings.putInt(model.network().map(LstmWeights::inputs).orElse(0));
        settings.putInt(model.network().map(LstmWeights::hidden).orElse(0));
        settings.putInt(model.network().map(LstmWeights::outputs).orElse(0));
        out.writeBytes(settings.array());
        writeArray(out, model.prior());
        model.network().ifPresent(network -> arrays(network).forEach(a -> writeArray(out, a)));
        out.writeBytes(digest(out.toByteArray(), out.size()));
        return out.toByteArray();
    }

    private static List<float[]> arrays(LstmWeights network) {
        return List.of(
                network.inputWeights(),
                network.hiddenWeights(),
                network.inputBias(),
                network.hiddenBias(),
                network.headWeights(),
                network.headBias());
    }

    private static void writeArray(ByteArrayOutputStream out, float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * values.length).putInt(values.length);
        buffer.asFloatBuffer().put(values);
        out.writeBytes(buffer.array());
    }

    /// @param name of the file, for messages
    /// @throws MalformedInput saying at which byte what was expected, when it is not such a file or
    ///   is damaged
    public static ForecastModel read(String name, byte[] bytes) {
        ArchiveReader in = new ArchiveReader(name, bytes, bytes.length - DIGEST);
        if (bytes.length < MAGIC.length
                || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw in.problem("the beginning of the file is not 'TELEONFM': no forecast model");
        }
        in.skip(MAGIC.length);
        int version = in.readShort("version");
        if (version != VERSION) {
            throw in.problem("version " + version + " is not " + VERSION);
        }
        byte[] said = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - DIGEST), bytes.length);
        if (!Arrays.equals(said, digest(bytes, Math.max(0, bytes.length - DIGEST)))) {
            throw in.problem(
                    "the digest at the end is not that of the "
                            + bytes.length
                            + " bytes of the file: it is damaged or cut off");
        }
        try {
            return readBody(in);
        } catch (IllegalArgumentException e) {
            throw in.problem(String.valueOf(e.getMessage()));
        }
    }

    private static ForecastModel readBody(ArchiveReader in) {
        List<ForecastModel.Entry> card = new ArrayList<>();
        for (String line : in.readText("card").split("\n", -1)) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                card.add(
                        new ForecastModel.Entry(
                                line.substring(0, colon), line.substring(colon + 2)));
            } else if (!line.isEmpty()) {
                throw in.problem(
                        "line " + MalformedInput.quoted(line) + " of the card is not 'key: value'");
            }
        }
        boolean weekly = in.readFlag("weekly");
        int inputs = in.readCount("inputs", LstmWeights.MOST_UNITS);
        int hidden = in.readCount("cells", LstmWeights.MOST_UNITS);
        int outputs = in.readCount("outputs", LstmWeights.MOST_UNITS);
        float[] prior = in.readFloats("prior", Horizons.NEAR * LinearInputs.COUNT);
        Optional<LstmWeights> network = Optional.empty();
        if (inputs > 0 || hidden > 0 || outputs > 0) {
            network =
                    Optional.of(
                            new LstmWeights(
                                    inputs,
                                    hidden,
                                    outputs,
                                    in.readFloats("input weights", 4 * hidden * inputs),
                                    in.readFloats("hidden weights", 4 * hidden * hidden),
                                    in.readFloats("input bias", 4 * hidden),
                                    in.readFloats("hidden bias", 4 * hidden),
                                    in.readFloats("head weights", outputs * hidden),
                                    in.readFloats("head bias", outputs)));
        }
        in.expectEnd();
        return new ForecastModel(card, prior, network, weekly);
    }

    private static byte[] digest(byte[] bytes, int count) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes, 0, count);
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
