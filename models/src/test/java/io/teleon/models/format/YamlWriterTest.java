package io.teleon.models.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.models.format.YamlNode.Entry;
import io.teleon.models.format.YamlNode.Mapping;
import io.teleon.models.format.YamlNode.Scalar;
import io.teleon.models.format.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class YamlWriterTest {

    private static final Place NOWHERE = new Place("nowhere", 1);

    private static final List<String> TRICKY =
            List.of(
                    "", "null", "~", "- a", "a: b", "a #b", "true", "1.5 ms", " x", "x ", "[", "'",
                    "\"", "%", "---", "...", "a\nb", "?", "|", "@", "`", "!t", "&a", "*a", ".5",
                    "/");

    @Property
    void readsBackWhatItWrote(
            @ForAll @Size(min = 1, max = 10) List<String> words, @ForAll long seed) {
        List<String> all = new ArrayList<>(words);
        all.addAll(TRICKY);
        YamlNode tree = tree(all, new SplittableRandom(seed), 0);

        String text = YamlWriter.write(tree);

        assertEquals(plain(tree), plain(YamlNode.parse(new SourceText("written", text))), text);
    }

    private static YamlNode tree(List<String> words, RandomGenerator random, int depth) {
        int size = random.nextInt(4);
        return switch (depth > 4 ? 0 : random.nextInt(3)) {
            case 0 -> new Scalar(NOWHERE, word(words, random), true);
            case 1 -> {
                List<YamlNode> items = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    items.add(tree(words, random, depth + 1));
                }
                yield new Sequence(NOWHERE, items);
            }
            default -> {
                SequencedMap<String, Entry> entries = new LinkedHashMap<>();
                for (int i = 0; i < size; i++) {
                    String key = word(words, random);
                    YamlNode value = tree(words, random, depth + 1);
                    entries.put(key, new Entry(NOWHERE, key, value));
                }
                yield new Mapping(NOWHERE, entries);
            }
        };
    }

    private static String word(List<String> words, RandomGenerator random) {
        return words.get(random.nextInt(words.size()));
    }

    /// The tree without its places.
    private static Object plain(YamlNode node) {
        return switch (node) {
            case Scalar scalar -> scalar.isNull() ? List.of("null") : scalar.text();
            case Sequence sequence -> sequence.items().stream().map(i -> plain(i)).toList();
            case Mapping mapping -> {
                SequencedMap<String, Object> entries = new LinkedHashMap<>();
                mapping.entries().forEach((k, e) -> entries.put(k, plain(e.value())));
                yield entries;
            }
        };
    }
}
