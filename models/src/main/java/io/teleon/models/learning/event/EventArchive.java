package io.teleon.models.learning.event;

import io.teleon.models.format.MalformedInput;
import io.teleon.models.learning.ArchiveReader;
import io.teleon.models.learning.event.EventModel.EventClass;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.network.NetworkWeights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The file of an [EventModel], which no learning engine is needed to read. All numbers are big
/// endian; an array is its count and its values, a text its length and its UTF-8:
///
/// | what | form |
/// |---|---|
/// | magic `TELEONEM` | 8 bytes |
/// | version, 1 | 2 bytes |
/// | the card, a line `key: value` for each entry | text |
/// | size of embedded parts, cells and outputs of the network, all 0 without one | 3 x 4 bytes |
/// | the network, when there is one: parts, the six arrays of each direction, output weights and bias | arrays of floats |
/// | known messages; words and their counts | 4 bytes, 2 arrays of integers |
/// | weights, threshold | array of floats, array of one |
/// | count of classes, then each: name, count of examples, the examples | |
/// | an example: its [EventTraits] in order, its embedding | 7 arrays of integers, array of floats |
/// | SHA-256 of all before | 32 bytes |
///
/// The same model gives the same bytes. What is read is checked before it is believed: first the
/// magic and the version, then the digest, then every length.
public final class EventArchive {

    private static final byte[] MAGIC = "TELEONEM".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int DIGEST = 32;
    private static final String SHIPPED = "shipped.events";

    /// Larger files are refused unread.
    public static final int MOST_BYTES = 16 << 20;

    private static final int MOST_CLASSES = 10_000;
    private static final int MOST_EXAMPLES = 10_000;
    private static final int MOST_WORDS = 1_000_000;
    private static final int MOST_UNITS = 1024;

    private EventArchive() {}

    /// The model that comes with Teleon.
    public static EventModel shipped() {
        try (InputStream in = EventArchive.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("resource " + SHIPPED + " is not packaged");
            }
            return read(SHIPPED, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] write(EventModel model) {
        ArchiveWriter out = new ArchiveWriter();
        out.bytes(MAGIC);
        out.shortNumber(VERSION);
        out.text(String.join("\n", model.card()));
        out.number(model.network().map(EncoderWeights::size).orElse(0));
        out.number(model.network().map(EncoderWeights::hidden).orElse(0));
        out.number(model.network().map(EncoderWeights::outputs).orElse(0));
        model.network().ifPresent(network -> write(out, network));
        List<int[]> words = model.words().counts();
        out.number(model.words().messageCount());
        out.integers(words.stream().mapToInt(row -> row[0]).toArray());
        out.integers(words.stream().mapToInt(row -> row[1]).toArray());
        out.floats(model.weights());
        out.floats(new float[] {model.threshold()});
        out.number(model.classes().size());
        for (EventClass known : model.classes()) {
            out.text(known.name());
            out.number(known.examples().size());
            known.examples().forEach(example -> write(out, example));
        }
        out.bytes(digest(out.toBytes(), out.toBytes().length));
        return out.toBytes();
    }

    private static void write(ArchiveWriter out, EncoderWeights network) {
        out.floats(network.parts());
        for (NetworkWeights direction : List.of(network.forward(), network.backward())) {
            direction.arrays().forEach(out::floats);
        }
        out.floats(network.outputWeights());
        out.floats(network.outputBias());
    }

    private static void write(ArchiveWriter out, KnownEvent example) {
        EventTraits traits = example.traits();
        out.integers(traits.tag());
        out.integers(traits.text());
        out.integers(traits.reason());
        out.integers(traits.pairs());
        out.integers(traits.subjects());
        out.integers(traits.answers());
        out.integers(new int[] {traits.tagName(), traits.speaker()});
        out.floats(example.embedding());
    }

    /// @param name of the file, for messages
    /// @throws MalformedInput saying at which byte what was expected, when it is not such a file or
    ///   is damaged
    public static EventModel read(String name, byte[] bytes) {
        ArchiveReader in = new ArchiveReader(name, bytes, bytes.length - DIGEST);
        if (bytes.length < MAGIC.length
                || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw in.problem("the beginning of the file is not 'TELEONEM': no model of events");
        }
        in.skip(MAGIC.length);
        int version = in.readShort("version");
        if (version != VERSION) {
            throw in.problem("version " + version + " is not " + VERSION);
        }
        int end = Math.max(0, bytes.length - DIGEST);
        if (!Arrays.equals(Arrays.copyOfRange(bytes, end, bytes.length), digest(bytes, end))) {
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

    private static EventModel readBody(ArchiveReader in) {
        List<String> card = in.readText("card").lines().toList();
        int size = in.readCount("size of parts", MOST_UNITS);
        int hidden = in.readCount("cells", MOST_UNITS);
        int outputs = in.readCount("outputs", EncoderWeights.MOST_OUTPUTS);
        Optional<EncoderWeights> network =
                size + hidden + outputs > 0
                        ? Optional.of(readNetwork(in, size, hidden, outputs))
                        : Optional.empty();
        int messageCount = in.readCount("known messages", MOST_CLASSES * MOST_EXAMPLES);
        int[] words = in.readIntegers("words", MOST_WORDS);
        int[] counts = in.readIntegers("counts", MOST_WORDS);
        if (words.length != counts.length) {
            throw in.problem(
                    "there are " + counts.length + " counts of " + words.length + " words");
        }
        Map<Integer, Integer> byWord = new HashMap<>();
        for (int i = 0; i < words.length; i++) {
            if (counts[i] < 1 || counts[i] > messageCount) {
                throw in.problem("a word is in " + counts[i] + " messages of " + messageCount);
            }
            byWord.put(words[i], counts[i]);
        }
        float[] weights = in.readFloats("weights", Likeness.COUNT);
        float threshold = in.readFloats("threshold", 1)[0];
        int classCount = in.readCount("count of classes", MOST_CLASSES);
        List<EventClass> classes = new ArrayList<>();
        for (int i = 0; i < classCount; i++) {
            String name = in.readText("name of a class");
            int exampleCount = in.readCount("count of examples", MOST_EXAMPLES);
            List<KnownEvent> examples = new ArrayList<>();
            for (int j = 0; j < exampleCount; j++) {
                examples.add(readExample(in, outputs));
            }
            classes.add(new EventClass(name, examples));
        }
        in.expectEnd();
        return new EventModel(
                card, network, classes, new WordWeights(messageCount, byWord), weights, threshold);
    }

    private static EncoderWeights readNetwork(ArchiveReader in, int size, int hidden, int outputs) {
        return new EncoderWeights(
                in.readFloats("parts", WordParts.BUCKETS * size),
                readDirection(in, size, hidden),
                readDirection(in, size, hidden),
                in.readFloats("output weights", outputs * 2 * hidden),
                in.readFloats("output bias", outputs));
    }

    private static NetworkWeights readDirection(ArchiveReader in, int size, int hidden) {
        return new NetworkWeights(
                Architecture.LSTM,
                size,
                hidden,
                1,
                List.of(
                        in.readFloats("input weights", 4 * hidden * size),
                        in.readFloats("hidden weights", 4 * hidden * hidden),
                        in.readFloats("input bias", 4 * hidden),
                        in.readFloats("hidden bias", 4 * hidden),
                        in.readFloats("attention weights", hidden),
                        in.readFloats("attention bias", 1)));
    }

    private static KnownEvent readExample(ArchiveReader in, int outputs) {
        int[] tag = in.readIntegers("words of a tag", MOST_WORDS);
        int[] text = in.readIntegers("words of a text", MOST_WORDS);
        int[] reason = in.readIntegers("words of a reason", MOST_WORDS);
        int[] pairs = in.readIntegers("pairs of words", MOST_WORDS);
        int[] subjects = in.readIntegers("subjects", MOST_WORDS);
        int[] answers = in.readIntegers("answers", MOST_WORDS);
        int questions = EventVocabulary.shipped().questionCount();
        if (answers.length != questions) {
            throw in.problem("there are " + answers.length + " answers, not " + questions);
        }
        int[] rest = in.readIntegers("tag and speaker", 2);
        if (rest.length != 2) {
            throw in.problem("a tag and a speaker are " + rest.length + " numbers, not 2");
        }
        return new KnownEvent(
                new EventTraits(tag, text, reason, pairs, subjects, answers, rest[0], rest[1]),
                in.readFloats("embedding", outputs));
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

    /// Collects the fields of an archive.
    private static final class ArchiveWriter {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        void bytes(byte[] bytes) {
            out.writeBytes(bytes);
        }

        void shortNumber(int value) {
            bytes(ByteBuffer.allocate(2).putShort((short) value).array());
        }

        void number(int value) {
            bytes(ByteBuffer.allocate(4).putInt(value).array());
        }

        void text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            number(bytes.length);
            bytes(bytes);
        }

        void integers(int[] values) {
            ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * values.length).putInt(values.length);
            buffer.asIntBuffer().put(values);
            bytes(buffer.array());
        }

        void floats(float[] values) {
            ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * values.length).putInt(values.length);
            buffer.asFloatBuffer().put(values);
            bytes(buffer.array());
        }

        byte[] toBytes() {
            return out.toByteArray();
        }
    }
}
