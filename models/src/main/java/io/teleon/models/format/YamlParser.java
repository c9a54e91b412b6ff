package io.teleon.models.format;

import io.teleon.models.format.YamlNode.Entry;
import io.teleon.models.format.YamlNode.Mapping;
import io.teleon.models.format.YamlNode.Scalar;
import io.teleon.models.format.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.Event.ID;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Builds [YamlNode] trees from the events of SnakeYAML Engine.
///
/// From events, not from its node graph: so depth is bounded before anything recurses, and an alias
/// can be refused before it multiplies.
final class YamlParser {

    private static final int MAX_DEPTH = 64;

    private final SourceText source;
    private final Iterator<Event> events;

    private YamlParser(SourceText source) {
        this.source = source;
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(source.file())
                        .setCodePointLimit(SourceText.MAX_BYTES)
                        .setUseMarks(true)
                        .build();
        events = new Parse(settings).parseString(source.text()).iterator();
    }

    static YamlNode parse(SourceText source) {
        try {
            return new YamlParser(source).document();
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw new MalformedInput(
                    mark.map(m -> place(source, m)).orElseGet(() -> new Place(source.file(), 1)),
                    "not YAML: " + e.getProblem());
        } catch (ReaderException e) {
            String before =
                    source.text().substring(0, Math.min(e.getPosition(), source.text().length()));
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            throw new MalformedInput(
                    new Place(source.file(), line),
                    String.format("character U+%04X is not allowed in YAML", e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw new MalformedInput(new Place(source.file(), 1), "not YAML: " + e.getMessage());
        }
    }

    private YamlNode document() {
        events.next();
        Event first = events.next();
        if (first.getEventId() == ID.StreamEnd) {
            return new Scalar(new Place(source.file(), 1, 1), "", false);
        }
        YamlNode root = node(events.next(), 0);
        events.next();
        Event last = events.next();
        if (last.getEventId() != ID.StreamEnd) {
            throw MalformedInput.isNot(place(last), "a second document", "expected");
        }
        return root;
    }

    private YamlNode node(Event event, int depth) {
        Place place = place(event);
        if (depth > MAX_DEPTH) {
            throw MalformedInput.isNot(
                    place, "nesting of more than " + MAX_DEPTH, "expected in a file for people");
        }
        if (event instanceof AliasEvent
                || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
            throw MalformedInput.isNot(place, "an anchor or alias", "read: write the value out");
        }
        if (event instanceof ScalarEvent scalar) {
            requireNoTag(scalar.getTag(), place);
            return new Scalar(place, scalar.getValue(), !scalar.isPlain());
        }
        if (!(event instanceof CollectionStartEvent collection)) {
            throw MalformedInput.isNot(place, "event " + event, "a value");
        }
        requireNoTag(collection.getTag(), place);
        return event.getEventId() == ID.SequenceStart
                ? sequence(place, depth)
                : mapping(place, depth);
    }

    private Sequence sequence(Place place, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next();
                event.getEventId() != ID.SequenceEnd;
                event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Sequence(place, items);
    }

    private Mapping mapping(Place place, int depth) {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next();
                event.getEventId() != ID.MappingEnd;
                event = events.next()) {
            YamlNode key = node(event, depth + 1);
            if (!(key instanceof Scalar scalar)) {
                throw MalformedInput.isNot(key.place(), key.describe(), "a key: keys are words");
            }
            YamlNode value = node(events.next(), depth + 1);
            Entry before =
                    entries.putIfAbsent(
                            scalar.text(), new Entry(scalar.place(), scalar.text(), value));
            if (before != null) {
                throw new MalformedInput(
                        scalar.place(),
                        "key "
                                + MalformedInput.quoted(scalar.text())
                                + " is there twice, first in line "
                                + before.keyPlace().line());
            }
        }
        return new Mapping(place, entries);
    }

    private static void requireNoTag(Optional<String> tag, Place place) {
        if (tag.isPresent()) {
            throw MalformedInput.isNot(
                    place, "tag " + MalformedInput.quoted(tag.get()), "read: types are known");
        }
    }

    private Place place(Event event) {
        return event.getStartMark()
                .map(mark -> place(source, mark))
                .orElseGet(() -> new Place(source.file(), 1));
    }

    private static Place place(SourceText source, Mark mark) {
        return new Place(source.file(), mark.getLine() + 1, mark.getColumn() + 1);
    }
}
