package io.teleon.simulator.scenario;

import io.teleon.models.config.Settings;
import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.format.Nearest;
import io.teleon.models.format.SourceText;
import io.teleon.models.format.TopologyFiles;
import io.teleon.models.network.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds scenarios and what they refer to: the shipped ones by name, all others as files.
public final class ScenarioFiles {

    private static final String INDEX = "index.txt";
    private static final String AUTONOMY_INDEX = "autonomy-index.txt";

    private ScenarioFiles() {}

    /// A scenario with the name it goes by and the folder its files are relative to.
    public record Found(String name, Scenario scenario, Path folder) {}

    /// The names of the shipped scenarios.
    public static List<String> shipped() {
        return names(INDEX);
    }

    /// The names of the shipped scenarios that autonomy is proved by.
    public static List<String> ofAutonomy() {
        return names(AUTONOMY_INDEX);
    }

    private static List<String> names(String index) {
        return resource(index)
                .orElseThrow(() -> new IllegalStateException(index + " is not packaged"))
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static List<String> all() {
        return Stream.concat(shipped().stream(), ofAutonomy().stream()).toList();
    }

    /// @throws IOException in one clear line, when there is no such scenario
    /// @throws io.teleon.models.format.MalformedInput when it is not a scenario
    public static Found find(String nameOrFile) throws IOException {
        Optional<String> text =
                all().contains(nameOrFile) ? resource(nameOrFile + ".yaml") : Optional.empty();
        if (text.isPresent()) {
            SourceText source = new SourceText(nameOrFile + ".yaml", text.get());
            return new Found(nameOrFile, Settings.read(source, Scenario.class), Path.of(""));
        }
        Path file = Path.of(nameOrFile);
        if (!Files.exists(file)) {
            throw new IOException(
                    "there is neither a file nor a shipped scenario '"
                            + nameOrFile
                            + "'"
                            + Nearest.hint(nameOrFile, all()));
        }
        Scenario scenario = Settings.read(SourceText.open(file), Scenario.class);
        String last = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        return new Found(last, scenario, Optional.ofNullable(file.getParent()).orElse(Path.of("")));
    }

    private static Optional<String> resource(String name) {
        try (InputStream in = ScenarioFiles.class.getResourceAsStream(name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("resource " + name + " cannot be read", e);
        }
    }

    /// A built-in topology by name, or a file.
    ///
    /// @throws IOException in one clear line, when there is neither
    public static Topology topology(String nameOrFile, Path folder) throws IOException {
        Optional<Topology> builtIn = BuiltInTopologies.named(nameOrFile);
        if (builtIn.isPresent()) {
            return builtIn.get();
        }
        Path file = folder.resolve(nameOrFile);
        if (!Files.exists(file)) {
            throw new IOException(
                    "there is neither a file nor a built-in topology '"
                            + nameOrFile
                            + "'"
                            + Nearest.hint(nameOrFile, BuiltInTopologies.names()));
        }
        return TopologyFiles.read(file);
    }
}
