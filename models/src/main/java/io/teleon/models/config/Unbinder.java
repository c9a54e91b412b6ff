package io.teleon.models.config;

import io.teleon.models.format.Place;
import io.teleon.models.format.YamlNode;
import io.teleon.models.format.YamlNode.Entry;
import io.teleon.models.format.YamlNode.Mapping;
import io.teleon.models.format.YamlNode.Scalar;
import io.teleon.models.format.YamlNode.Sequence;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.time.DurationText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Turns settings back into the YAML tree that [Binder] would bind to them.
final class Unbinder {

    private Unbinder() {}

    static YamlNode node(Record settings, Place place) {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        for (RecordComponent component : Shape.components(settings.getClass())) {
            Object value = Shape.value(component, settings);
            if (value instanceof Optional<?> optional && optional.isEmpty()) {
                continue;
            }
            YamlNode node = value(component.getGenericType(), value, place);
            if (Shape.isInline(component) && node instanceof Mapping family) {
                entries.putAll(family.entries());
            } else {
                put(entries, Shape.kebab(component.getName()), node, place);
            }
        }
        return new Mapping(place, entries);
    }

    private static YamlNode value(Type type, Object value, Place place) {
        return switch (value) {
            case YamlNode node -> node;
            case Optional<?> optional ->
                    optional.map(v -> value(argument(type), v, place))
                            .orElseGet(() -> new Scalar(place, "", false));
            case List<?> list ->
                    new Sequence(
                            place,
                            list.stream().map(v -> value(argument(type), v, place)).toList());
            case Map<?, ?> map -> {
                SequencedMap<String, Entry> entries = new LinkedHashMap<>();
                map.forEach((k, v) ->
                        put(entries, k.toString(), value(argument(type), v, place), place));
                yield new Mapping(place, entries);
            }
            case Duration duration -> scalar(DurationText.format(duration), place);
            case Bandwidth bandwidth -> scalar(bandwidth.exactText(), place);
            case Enum<?> constant -> scalar(Shape.kebab(constant), place);
            case Record member when type instanceof Class<?> sealed && sealed.isSealed() -> {
                SequencedMap<String, Entry> entries = new LinkedHashMap<>();
                String name = Shape.kebab(member.getClass().getSimpleName());
                put(entries, name, value(member.getClass(), member, place), place);
                yield new Mapping(place, entries);
            }
            case Record text when Shape.parse(text.getClass()).isPresent() ->
                    scalar(text.toString(), place);
            case Record settings -> node(settings, place);
            default -> scalar(value.toString(), place);
        };
    }

    private static Type argument(Type type) {
        Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
        return arguments[arguments.length - 1];
    }

    private static Scalar scalar(String text, Place place) {
        return new Scalar(place, text, true);
    }

    private static void put(
            SequencedMap<String, Entry> entries, String key, YamlNode value, Place place) {
        entries.put(key, new Entry(place, key, value));
    }
}
