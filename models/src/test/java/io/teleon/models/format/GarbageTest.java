package io.teleon.models.format;

import static io.teleon.models.format.Refusals.acceptsOrRefuses;

import io.teleon.models.network.Topology;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// No input makes a reader fail in another way than [MalformedInput] with a line of the file.
class GarbageTest {

    private static final String REPETITA =
            """
            NODES 2
            label x y
            A 1 2
            B 3 4

            EDGES 2
            label src dest weight bw delay
            e0 0 1 10 1000 500
            e1 1 0 10 1000 500
            """;

    private static final String DEMANDS = "DEMANDS 2\nlabel src dest bw\nd0 0 1 1500\nd1 1 0 7\n";

    private static final String CSV =
            "time,A>B,B>A\n2004-03-01T00:00,1.5,0\n2004-03-01T00:05:00Z,,2\n";

    private static final String YAML =
            """
            nodes:
              - {name: A, location: [1, 2]}
              - {name: "B", id: a1}
            links:
              - {between: [A, B], ports: [2, 7], weight: 10, capacity: 2.5 Gbit/s, delay: 1.5 ms}
              - from: B
                to: A
            """;

    private static final Topology TOPOLOGY =
            RepetitaGraph.read(new SourceText("two.graph", REPETITA));

    private static final Map<String, Consumer<SourceText>> READERS = readers();

    private static Map<String, Consumer<SourceText>> readers() {
        Map<String, Consumer<SourceText>> readers = new LinkedHashMap<>();
        readers.put(REPETITA, RepetitaGraph::read);
        readers.put(DEMANDS, s -> RepetitaDemands.read(s, List.of("A", "B")).series(TOPOLOGY));
        readers.put(CSV, s -> TrafficCsv.read(s).series(TOPOLOGY));
        readers.put(YAML, TopologyYaml::read);
        readers.put(Examples.GML, ZooGml::read);
        readers.put(Examples.GRAPHML, ZooGraphml::read);
        readers.put(Examples.SNDLIB, both(SndlibNative::readTopology, SndlibNative::readDemands));
        readers.put(Examples.SNDLIB_XML, both(SndlibXml::readTopology, SndlibXml::readDemands));
        readers.put(Examples.TSV, TopologyTsv::read);
        return readers;
    }

    private static Consumer<SourceText> both(
            Consumer<SourceText> first, Consumer<SourceText> second) {
        return source -> {
            first.accept(source);
            second.accept(source);
        };
    }

    @Test
    void everyExampleIsRead() {
        READERS.forEach((text, reader) -> reader.accept(new SourceText("input", text)));
    }

    @Property(tries = 300)
    void survivesAnyText(@ForAll String text) {
        READERS.values().forEach(reader -> acceptsOrRefuses(reader, text));
        acceptsOrRefuses(TopologyFiles::read, text);
        acceptsOrRefuses(source -> TrafficFiles.read(source, TOPOLOGY), text);
    }

    @Property(tries = 300)
    void survivesAnyEnd(@ForAll String text, @ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        READERS.forEach((example, reader) ->
                acceptsOrRefuses(
                        reader, example.substring(0, random.nextInt(example.length())) + text));
    }

    @Property(tries = 1000)
    void survivesMutations(@ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        READERS.forEach((example, reader) -> acceptsOrRefuses(reader, mutated(example, random)));
    }

    @Property(tries = 300)
    void survivesAnyBytes(@ForAll byte[] bytes) {
        acceptsOrRefuses(
                source ->
                        TopologyFiles.read(
                                SourceText.decode(
                                        "input",
                                        source.text().getBytes(StandardCharsets.ISO_8859_1))),
                new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static final List<String> POISON =
            List.of(
                    "-1",
                    "0",
                    "1e999",
                    "NaN",
                    "Infinity",
                    "0x10",
                    "99999999999999999999",
                    "1e18",
                    "\u0000",
                    "\ud800",
                    "\u2028",
                    "\"",
                    "'",
                    "[",
                    "]",
                    "{",
                    "}",
                    "(",
                    ")",
                    "<",
                    ">",
                    "&",
                    "&amp;",
                    "&#0;",
                    "&x;",
                    "<!--",
                    "<![CDATA[",
                    "<?xml version='1.1'?>",
                    ":",
                    ",",
                    "#",
                    "|",
                    "&a ",
                    "*a",
                    "!!int ",
                    "---\n",
                    "\t",
                    "\n",
                    "\r\n",
                    " ");

    private static String mutated(String example, RandomGenerator random) {
        StringBuilder text = new StringBuilder(example);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(1, 12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, POISON.get(random.nextInt(POISON.size())));
                case 2 -> text.replace(at, to, POISON.get(random.nextInt(POISON.size())));
                case 3 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, to));
                default -> replaceWord(text, random);
            }
        }
        return text.toString();
    }

    /// Puts poison in the place of a whole word or number.
    private static void replaceWord(StringBuilder text, RandomGenerator random) {
        List<int[]> words = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (inside && from < 0) {
                from = i;
            } else if (!inside && from >= 0) {
                words.add(new int[] {from, i});
                from = -1;
            }
        }
        if (!words.isEmpty()) {
            int[] word = words.get(random.nextInt(words.size()));
            text.replace(word[0], word[1], POISON.get(random.nextInt(POISON.size())));
        }
    }
}
