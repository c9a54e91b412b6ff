package io.teleon.models.config;

import io.teleon.models.format.MalformedInput;
import io.teleon.models.format.Nearest;
import io.teleon.models.format.Place;
import io.teleon.models.format.SourceText;
import io.teleon.models.format.YamlNode;
import io.teleon.models.format.YamlNode.Entry;
import io.teleon.models.format.YamlNode.Mapping;
import io.teleon.models.format.YamlNode.Scalar;
import io.teleon.models.format.YamlNode.Sequence;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Binds a YAML tree to the type that is asked for.
final class Binder {

    private Binder() {}

    /// @param key what the value is called in messages
    /// @param at where its key stands, for problems of the value as a whole
    static Object bind(Type type, String key, Place at, YamlNode node) {
        return switch (type) {
            case ParameterizedType generic -> generic(generic, key, at, node);
            case Class<?> plain when plain == YamlNode.class -> node;
            case Class<?> plain when plain.isSealed() -> family(plain, key, at, node);
            case Class<?> plain when isScalar(plain, node) -> ScalarBinder.bind(plain, key, node);
            case Class<?> plain when plain.isRecord() -> record(plain, key, at, node);
            default -> throw new IllegalStateException("settings cannot have the type " + type);
        };
    }

    private static boolean isScalar(Class<?> type, YamlNode node) {
        return ScalarBinder.knows(type)
                || (Shape.parse(type).isPresent() && (node instanceof Scalar || !type.isRecord()));
    }

    private static Object generic(ParameterizedType type, String key, Place at, YamlNode node) {
        Type raw = type.getRawType();
        Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (raw == Optional.class) {
            return node instanceof Scalar scalar && scalar.isNull()
                    ? Optional.empty()
                    : Optional.of(bind(last, key, at, node));
        }
        if (raw == List.class) {
            if (!(node instanceof Sequence sequence)) {
                throw MalformedInput.isNot(node.place(), key + " " + node.describe(), "a list");
            }
            return sequence.items().stream()
                    .map(item -> bind(last, key, item.place(), item))
                    .toList();
        }
        if ((raw == Map.class || raw == SequencedMap.class)
                && type.getActualTypeArguments()[0] == String.class) {
            SequencedMap<String, Object> values = new LinkedHashMap<>();
            for (Entry entry : mapping(key, node).entries().values()) {
                values.put(entry.key(), bind(last, entry.key(), entry.keyPlace(), entry.value()));
            }
            return Collections.unmodifiableSequencedMap(values);
        }
        throw new IllegalStateException("settings cannot have the type " + type);
    }

    private static Mapping mapping(String key, YamlNode node) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        throw MalformedInput.isNot(node.place(), key + " " + node.describe(), "a mapping");
    }

    private static Object record(Class<?> type, String key, Place at, YamlNode node) {
        List<RecordComponent> components = Shape.components(type);
        Object[] values = new Object[components.size()];
        if (components.size() == 1 && !(node instanceof Mapping)) {
            values[0] = bind(components.getFirst().getGenericType(), key, at, node);
        } else {
            Mapping mapping = mapping(key, node);
            mapping.requireOnly(Shape.keys(type));
            for (int i = 0; i < values.length; i++) {
                RecordComponent component = components.get(i);
                values[i] =
                        Shape.isInline(component)
                                ? inline(component, mapping, at)
                                : component(type, component, mapping, at);
            }
        }
        try {
            return Shape.construct(type, values);
        } catch (IllegalArgumentException e) {
            throw new MalformedInput(at, key + ": " + e.getMessage());
        }
    }

    private static Object component(
            Class<?> owner, RecordComponent component, Mapping mapping, Place at) {
        String key = Shape.kebab(component.getName());
        Optional<YamlNode> given = mapping.get(key);
        if (given.isPresent()) {
            Entry entry = mapping.entries().get(key);
            Place keyPlace = entry == null ? at : entry.keyPlace();
            return bind(component.getGenericType(), key, keyPlace, given.get());
        }
        Default otherwise = component.getAnnotation(Default.class);
        if (otherwise != null) {
            return byDefault(owner, component, otherwise.value());
        }
        if (component.getType() == Optional.class) {
            return Optional.empty();
        }
        throw new MalformedInput(mapping.place(), "key '" + key + "' is missing");
    }

    private static Object byDefault(Class<?> owner, RecordComponent component, String text) {
        String name = owner.getSimpleName() + "." + component.getName();
        try {
            YamlNode node = YamlNode.parse(new SourceText("default of " + name, text));
            return bind(component.getGenericType(), name, node.place(), node);
        } catch (MalformedInput e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /// A member of a sealed family by a mapping of one key, or by its name alone.
    private static Object family(Class<?> sealed, String key, Place at, YamlNode node) {
        SequencedMap<String, Class<?>> family = Shape.family(sealed);
        if (node instanceof Scalar scalar && !scalar.isNull()) {
            Mapping empty = new Mapping(scalar.place(), new LinkedHashMap<>());
            return member(family, key, new Entry(scalar.place(), scalar.text(), empty));
        }
        if (node instanceof Mapping mapping && mapping.entries().size() == 1) {
            return member(family, key, mapping.entries().firstEntry().getValue());
        }
        throw MalformedInput.isNot(
                node instanceof Scalar ? at : node.place(),
                key + " " + node.describe(),
                "a mapping of one key of " + String.join(", ", family.keySet()));
    }

    private static Object member(SequencedMap<String, Class<?>> family, String key, Entry entry) {
        Class<?> type = family.get(entry.key());
        if (type == null) {
            throw new MalformedInput(
                    entry.keyPlace(),
                    key
                            + " has no kind "
                            + MalformedInput.quoted(entry.key())
                            + Nearest.hint(entry.key(), family.keySet()));
        }
        YamlNode value =
                entry.value() instanceof Scalar scalar && scalar.isNull()
                        ? new Mapping(entry.keyPlace(), new LinkedHashMap<>())
                        : entry.value();
        return bind(type, entry.key(), entry.keyPlace(), value);
    }

    private static Object inline(RecordComponent component, Mapping mapping, Place at) {
        SequencedMap<String, Class<?>> family = Shape.family(component.getType());
        List<Entry> present =
                mapping.entries().values().stream()
                        .filter(entry -> family.containsKey(entry.key()))
                        .toList();
        if (present.size() != 1) {
            throw new MalformedInput(
                    present.isEmpty() ? at : present.get(1).keyPlace(),
                    (present.isEmpty() ? "missing one" : "more than one")
                            + " of the keys "
                            + String.join(", ", family.keySet()));
        }
        return member(family, component.getName(), present.getFirst());
    }
}
