package io.teleon.controller.autonomy;

import io.teleon.controller.report.PolicyText;
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
    public static final List<String> NAMES = List.of("link_heal", "congestion", "scan_guard");

    private Programs() {}

    /// All of them as one.
    public static Program shipped() {
        return shippedSet().program();
    }

    /// All of them with their texts.
    public static ProgramSet shippedSet() {
        List<PolicyText> texts =
                NAMES.stream()
                        .map(name -> new PolicyText(name, shipped(name).orElseThrow().text()))
                        .toList();
        Linked linked =
                Linker.link(texts.stream().map(PolicyText::source).toList(), Programs::shipped);
        return new ProgramSet(
                texts,
                linked.program()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "the shipped programs have errors: "
                                                + linked.diagnostics())));
    }

    /// The names by which people set how far their actions may go.
    public static List<String> actions() {
        return shipped().actions().stream().map(a -> a.name().local()).distinct().sorted().toList();
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
