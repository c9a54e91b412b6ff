package io.teleon.models.learning;

import io.teleon.models.format.MalformedInput;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.network.NetworkLayer;
import io.teleon.models.learning.network.NetworkWeights;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// The file of a [ForecastModel], which no learning engine is needed to read. All numbers are big
/// endian:
///
/// | what | bytes |
/// |---|---|
/// | magic `TELEONFM` | 8 |
/// | version, 1 or 2 | 2 |
/// | length of the card, then the card: UTF-8, a line `key: value` for each entry | 4, ... |
/// | whether weekly | 1 |
/// | version 1: inputs, cells and outputs of one LSTM, all 0 without one | 3 x 4 |
/// | the linear prior: count, then `float`s | 4, ... |
/// | version 2: how many networks, then for each the word of its [Architecture] as length and UTF-8, and its inputs, cells and outputs | 4, 4, ..., 3 x 4 |
/// | the arrays of each network, as [Architecture#shapes] says: count, then `float`s | 4, ... each |
/// | SHA-256 of all before | 32 |
///
/// Version 1, for at most one network that is an LSTM, is still what such a model is written as.
/// The same model gives the same bytes. What is read is checked before it is believed: first the
/// magic and the version, then the digest, then every length.
public final class ModelArchive {

    private static final byte[] MAGIC = "TELEONFM".getBytes(StandardCharsets.US_ASCII);
    private static final int ONE_LSTM = 1;
    private static final int FAMILY = 2;
    private static final int DIGEST = 32;

    /// Larger files are refused unread.
    public static final int MOST_BYTES = 16 << 20;

    private ModelArchive() {}

    public static byte[] write(ForecastModel model) {
        List<NetworkWeights> networks = model.networks();
        boolean family =
                networks.size() > 1
                        || networks.stream()
                                .anyMatch(one -> one.architecture() != Architecture.LSTM);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        short version = (short) (family ? FAMILY : ONE_LSTM);
        out.writeBytes(ByteBuffer.allocate(2).putShort(version).array());
        StringBuilder card = new StringBuilder();
        model.card()
                .forEach(entry ->
                        card.append(entry.key()).append(": ").append(entry.value()).append('\n'));
        writeText(out, card.toString());
        out.write(model.weekly() ? 1 : 0);
        if (family) {
            writeArray(out, model.prior());
            writeInts(out, networks.size());
            for (NetworkWeights network : networks) {
                writeText(out, network.architecture().word());
                writeSizes(out, network);
                network.arrays().forEach(array -> writeArray(out, array));
            }
        } else {
            networks.forEach(network -> writeSizes(out, network));
            if (networks.isEmpty()) {
                writeInts(out, 0, 0, 0);
            }
            writeArray(out, model.prior());
            networks.forEach(network -> network.arrays().forEach(a -> writeArray(out, a)));
        }
        out.writeBytes(digest(out.toByteArray(), out.size()));
        return out.toByteArray();
    }

    /// The SHA-256 at the end of a model's archive, in hexadecimal: what it is known by.
    public static String digest(ForecastModel model) {
        byte[] bytes = write(model);
        return HexFormat.of().formatHex(bytes, bytes.length - DIGEST, bytes.length);
    }

    private static void writeSizes(ByteArrayOutputStream out, NetworkWeights network) {
        writeInts(out, network.inputs(), network.hidden(), network.outputs());
    }

    private static void writeInts(ByteArrayOutputStream out, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
        buffer.asIntBuffer().put(values);
        out.writeBytes(buffer.array());
    }

    private static void writeText(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeInts(out, bytes.length);
        out.writeBytes(bytes);
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
        if (version != ONE_LSTM && version != FAMILY) {
            throw in.problem("version " + version + " is not " + ONE_LSTM + " or " + FAMILY);
        }
        byte[] said = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - DIGEST), bytes.length);
        if (!Arrays.equals(said, digest(bytes, Math.max(0, bytes.length - DIGEST)))) {
            throw in.problem(
                    "the digest at the end is not that of the "
                            + bytes.length
                            + " bytes of the file: it is damaged or cut off");
        }
        try {
            return readBody(in, version);
        } catch (IllegalArgumentException e) {
            throw in.problem(String.valueOf(e.getMessage()));
        }
    }

    private static ForecastModel readBody(ArchiveReader in, int version) {
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
        List<NetworkWeights> networks = new ArrayList<>();
        float[] prior;
        if (version == FAMILY) {
            prior = readPrior(in);
            int count = in.readCount("networks", ForecastModel.MOST_NETWORKS);
            for (int i = 0; i < count; i++) {
                String word = in.readText("architecture");
                Architecture architecture =
                        Architecture.named(word)
                                .orElseThrow(() ->
                                        in.problem(
                                                "there is no architecture "
                                                        + MalformedInput.quoted(word)));
                int[] sizes = readSizes(in);
                networks.add(readNetwork(in, architecture, sizes));
            }
        } else {
            int[] sizes = readSizes(in);
            prior = readPrior(in);
            if (sizes[0] > 0 || sizes[1] > 0 || sizes[2] > 0) {
                networks.add(readNetwork(in, Architecture.LSTM, sizes));
            }
        }
        in.expectEnd();
        return new ForecastModel(card, prior, networks, weekly);
    }

    private static float[] readPrior(ArchiveReader in) {
        return in.readFloats("prior", Horizons.NEAR * LinearInputs.COUNT);
    }

    private static int[] readSizes(ArchiveReader in) {
        return new int[] {
            in.readCount("inputs", NetworkWeights.MOST_UNITS),
            in.readCount("cells", NetworkWeights.MOST_UNITS),
            in.readCount("outputs", NetworkWeights.MOST_UNITS)
        };
    }

    private static NetworkWeights readNetwork(
            ArchiveReader in, Architecture architecture, int[] sizes) {
        List<float[]> arrays = new ArrayList<>();
        for (NetworkLayer.Shape shape : architecture.shapes(sizes[0], sizes[1], sizes[2])) {
            arrays.add(in.readFloats(shape.name(), shape.count()));
        }
        return new NetworkWeights(architecture, sizes[0], sizes[1], sizes[2], arrays);
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
