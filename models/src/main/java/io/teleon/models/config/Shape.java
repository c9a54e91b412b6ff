package io.teleon.models.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// What reflection can say about a type of settings, and the names of its parts in files.
final class Shape {

    private Shape() {}

    /// `pollInterval` and `PollInterval` give `poll-interval`; a run of capitals is one word.
    static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The records of a sealed family by their names in files, in the order of its declaration.
    static SequencedMap<String, Class<?>> family(Class<?> sealed) {
        SequencedMap<String, Class<?>> family = new LinkedHashMap<>();
        for (Class<?> member : sealed.getPermittedSubclasses()) {
            if (member.isSealed()) {
                family.putAll(family(member));
            } else if (member.isRecord()) {
                family.put(kebab(member.getSimpleName()), member);
            } else {
                throw new IllegalStateException(
                        "settings cannot have " + member + " in the family " + sealed);
            }
        }
        return family;
    }

    static List<RecordComponent> components(Class<?> type) {
        return List.of(type.getRecordComponents());
    }

    static boolean isInline(RecordComponent component) {
        return component.isAnnotationPresent(Inline.class);
    }

    static boolean hasDefault(RecordComponent component) {
        return component.isAnnotationPresent(Default.class)
                || component.getType() == Optional.class;
    }

    /// The keys that a mapping for this record may have.
    static List<String> keys(Class<?> type) {
        List<String> keys = new ArrayList<>();
        for (RecordComponent component : components(type)) {
            if (isInline(component)) {
                keys.addAll(family(component.getType()).keySet());
            } else {
                keys.add(kebab(component.getName()));
            }
        }
        return keys;
    }

    static Optional<Method> parse(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(m -> m.getName().equals("parse") && Modifier.isStatic(m.getModifiers()))
                .filter(m -> List.of(m.getParameterTypes()).equals(List.of(String.class)))
                .filter(m -> m.getReturnType() == type)
                .findFirst();
    }

    /// @throws IllegalArgumentException as the method threw it
    static Object call(Method parse, String text) {
        try {
            parse.setAccessible(true);
            return parse.invoke(null, text);
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws IllegalArgumentException as the constructor threw it
    static Object construct(Class<?> type, Object[] values) {
        try {
            Class<?>[] types =
                    components(type).stream()
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical.newInstance(values);
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Object value(RecordComponent component, Record owner) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(owner);
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RuntimeException unwrapped(InvocationTargetException e) {
        return e.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException(e);
    }
}
