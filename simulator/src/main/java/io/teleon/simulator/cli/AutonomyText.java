package io.teleon.simulator.cli;

import io.teleon.simulator.world.AutonomyMode;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/// How modes of autonomy are written: `none`, `reactive`, `full`.
final class AutonomyText implements ITypeConverter<AutonomyMode>, Iterable<String> {

    static String of(AutonomyMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> all() {
        return Arrays.stream(AutonomyMode.values()).map(AutonomyText::of).toList();
    }

    @Override
    public AutonomyMode convert(String text) {
        return Arrays.stream(AutonomyMode.values())
                .filter(mode -> of(mode).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException(
                                "'" + text + "' is not one of " + String.join(", ", all())));
    }

    @Override
    public Iterator<String> iterator() {
        return all().iterator();
    }
}
