package io.teleon.controller.autonomy;

import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
import io.teleon.policies.program.Program;
import io.teleon.policies.syntax.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The programs that come with Teleon and that the controller has the percepts and the hands for.
public final class Programs {

    private static final String SHIPPED = "/io/teleon/policies/library/";

    /// In the order in which they are linked.
    public static final List<String> NAMES = List.of("link_heal", "congestion");

    private Programs() {}

    /// All of them as one, so that they share what they hold.
    public static Program shipped() {
        List<Source> sources = NAMES.stream().map(name -> shipped(name).orElseThrow()).toList();
        Linked linked = Linker.link(sources, Programs::shipped);
        return linked.program()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "the shipped programs have errors: " + linked.diagnostics()));
    }

    /// The names by which people set how far their actions may go.
    public static List<String> actions() {
        return shipped().actions().stream().map(a -> a.name().local()).distinct().sorted().toList();
    }

    /// The text of a program that runs here.
    public static Optional<String> text(String name) {
        return NAMES.contains(name) ? shipped(name).map(Source::text) : Optional.empty();
    }

    /// A program or library that comes with Teleon.
    public static Optional<Source> shipped(String name) {
        String file = name + ".tr";
        if (!name.matches("[a-z][a-z0-9_]*")) {
            return Optional.empty(); // no name of the language, so no file of ours
        }
        try (InputStream in = Linker.class.getResourceAsStream(SHIPPED + file)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(
                            new Source(
                                    "policies/library/" + file,
                                    new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
