package io.teleon.models.learning.event;

import io.teleon.models.event.SyslogMessage;
import io.teleon.models.event.SyslogReader;
import io.teleon.models.time.Chance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Made-up messages of many kinds, told in several ways, with drawn variable parts: what the
/// network learns to read from, for of real messages there are too few.
///
/// A kind is something that happens to a subject. The ways to say it come from `happenings.txt`;
/// addresses, interfaces, numbers and names are drawn, so are the form of the header and of the
/// tag, and some words are abbreviated as vendors do.
public final class GeneratedEvents {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final List<String> INTERFACES =
            List.of(
                    "ge-0/0/%d",
                    "xe-1/2/%d.0",
                    "ae%d",
                    "Ethernet%d",
                    "Ethernet1/%d",
                    "GigabitEthernet0/%d",
                    "TenGigE0/1/0/%d",
                    "et%d",
                    "Port-channel%d",
                    "Vlan%d");
    private static final List<String> SYLLABLES =
            List.of("ka", "lo", "mi", "ra", "tu", "ben", "sor", "vi", "del", "no", "fra", "hex");
    private static final List<String> FILLERS =
            List.of(
                    "<n>",
                    "<ip>",
                    "<if>",
                    "id",
                    "type",
                    "default",
                    "vrf",
                    "instance",
                    "event",
                    "code",
                    "external",
                    "normal",
                    "unicast",
                    "<af>",
                    "source",
                    "host",
                    "?<n>",
                    "?timer",
                    "?expire",
                    "?interface",
                    "?down",
                    "area",
                    "unit",
                    "current",
                    "count",
                    "message",
                    "system");
    private static final double LOST = 0.12;
    private static final double ADDED = 0.15;
    private static final double ABBREVIATED = 0.08;
    private static final double WITHOUT_TAG = 0.2;

    private final List<Kind> kinds = new ArrayList<>();
    private final RandomGenerator random;

    private record Phrases(String name, List<String> tags, List<String> texts) {}

    private record Kind(Phrases subject, Phrases happening) {}

    private GeneratedEvents(RandomGenerator random) {
        this.random = random;
        List<Phrases> happenings = new ArrayList<>();
        List<String[]> subjects = new ArrayList<>();
        for (String line : lines()) {
            String[] parts = line.split("\\|", -1);
            if (line.startsWith("happening ")) {
                happenings.add(phrases(parts));
            } else {
                subjects.add(parts);
            }
        }
        for (String[] parts : subjects) {
            for (String name : parts[3].strip().split(" +", -1)) {
                kinds.add(new Kind(phrases(parts), named(happenings, name)));
            }
        }
    }

    private static Phrases named(List<Phrases> happenings, String name) {
        return happenings.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing happens as '" + name + "'"));
    }

    private static Phrases phrases(String[] parts) {
        return new Phrases(
                parts[0].strip().split(" +", -1)[1],
                List.of(parts[1].strip().split(" *; *", -1)),
                List.of(parts[2].strip().split(" *; *", -1)));
    }

    private static List<String> lines() {
        try (InputStream in = GeneratedEvents.class.getResourceAsStream("happenings.txt")) {
            if (in == null) {
                throw new IllegalStateException("resource happenings.txt is not packaged");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// So many examples of each kind.
    public static List<EncoderTrainer.Example> draw(long seed, int each) {
        GeneratedEvents events = new GeneratedEvents(new Chance(seed).stream("generated events"));
        List<EncoderTrainer.Example> examples = new ArrayList<>();
        for (int kind = 0; kind < events.kinds.size(); kind++) {
            for (int i = 0; i < each; i++) {
                SyslogMessage message = SyslogReader.read(events.line(events.kinds.get(kind)));
                examples.add(
                        new EncoderTrainer.Example(
                                events.disturbed(EventText.of(message).all()), kind));
            }
        }
        return examples;
    }

    /// Some words lost, some that say nothing added: real messages are longer and stranger.
    private List<String> disturbed(List<String> words) {
        List<String> disturbed = new ArrayList<>();
        for (String word : words) {
            if (random.nextDouble() >= LOST) {
                disturbed.add(word);
            }
            if (random.nextDouble() < ADDED) {
                disturbed.add(random.nextInt(3) == 0 ? value("name") : one(FILLERS));
            }
        }
        return disturbed.isEmpty() ? words : disturbed;
    }

    private String line(Kind kind) {
        String text = filled(said(kind));
        String tags = one(kind.subject().tags()) + " " + one(kind.happening().tags());
        if (random.nextDouble() < WITHOUT_TAG) {
            return "<13>Nov  6 13:36:45 host daemon: " + text;
        }
        String name = tags.toUpperCase(Locale.ROOT);
        return switch (random.nextInt(4)) {
            case 0 ->
                    "<13>Nov  6 13:36:45 host agent: %"
                            + name.replaceFirst(" ", "-" + random.nextInt(8) + "-")
                                    .replace(' ', '_')
                            + ": "
                            + text;
            case 1 ->
                    "<13>Nov  6 13:36:45 host rpd["
                            + random.nextInt(9999)
                            + "]: "
                            + name.replace(' ', '_')
                            + ": "
                            + text;
            case 2 ->
                    "<13>Nov  6 13:36:45 host "
                            + one(kind.subject().tags()).replace(' ', '_')
                            + "d[1]: "
                            + text;
            default -> "<13>Nov  6 13:36:45 host x: %" + name.replace(' ', '_') + ": " + text;
        };
    }

    private String said(Kind kind) {
        String subject = one(kind.subject().texts());
        String happening = one(kind.happening().texts());
        String said =
                happening.contains("{s}")
                        ? happening.replace("{s}", subject)
                        : random.nextDouble() < 0.15
                                ? happening + ": " + subject
                                : subject + (random.nextDouble() < 0.3 ? ", " : " ") + happening;
        StringBuilder words = new StringBuilder();
        for (String word : said.split(" ", -1)) {
            words.append(words.isEmpty() ? "" : " ").append(abbreviated(word));
        }
        return words.toString();
    }

    /// Now and then without its vowels, or cut.
    private String abbreviated(String word) {
        if (word.length() < 6 || word.contains("{") || random.nextDouble() >= ABBREVIATED) {
            return word;
        }
        return random.nextBoolean()
                ? word.charAt(0) + word.substring(1).replaceAll("[aeiou]", "")
                : word.substring(0, 4);
    }

    private String filled(String text) {
        Matcher variable = VARIABLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (variable.find()) {
            variable.appendReplacement(filled, value(variable.group(1)));
        }
        return variable.appendTail(filled).toString();
    }

    private String value(String name) {
        return switch (name) {
            case "ip" ->
                    random.nextInt(5) == 0
                            ? "2001:db8::" + Integer.toHexString(random.nextInt(1, 65_536))
                            : "10." + random.nextInt(256) + "." + random.nextInt(256) + ".1";
            case "if" -> String.format(Locale.ROOT, one(INTERFACES), random.nextInt(48));
            case "n" -> Integer.toString(random.nextInt(10_000));
            case "pct" -> random.nextInt(100) + "%";
            case "mac" -> String.format(Locale.ROOT, "00:1b:%02x:00:00:01", random.nextInt(256));
            default -> one(SYLLABLES) + one(SYLLABLES) + one(SYLLABLES);
        };
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
