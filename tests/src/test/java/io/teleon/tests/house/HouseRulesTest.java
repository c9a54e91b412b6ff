package io.teleon.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.tests.environment.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Packages tell their story, names say something, and long files are seen.
class HouseRulesTest {

    private final Checkout checkout = Checkout.find();

    @Test
    void everyPackageIsNullMarkedAndTellsItsStory() {
        List<Path> sources = new ArrayList<>(checkout.sources("src/main"));
        checkout.sources("src/test").stream()
                .filter(file -> file.startsWith(checkout.root().resolve("tests")))
                .filter(file -> !isFixture(file))
                .forEach(sources::add);
        assertTrue(sources.size() > 5, "found the sources");

        assertEquals(List.of(), HouseRules.packagesWithoutStory(sources));
    }

    @Test
    void everyNameSaysSomething() {
        List<String> faults = new ArrayList<>();
        for (Path file : allSources()) {
            faults.addAll(HouseRules.emptyNames(checkout.root().relativize(file)));
            HouseRules.hungarianInterfaces(Checkout.text(file))
                    .forEach(fault -> faults.add(file + ": " + fault));
        }
        assertEquals(List.of(), faults);
    }

    /// Reported, never failing: nobody should split a good file to please a number.
    @Test
    void longFilesAreSeen(TestReporter reporter) {
        Map<Path, String> sources = new TreeMap<>();
        allSources()
                .forEach(
                        file -> sources.put(checkout.root().relativize(file), Checkout.text(file)));
        List<String> longFiles = HouseRules.longFiles(sources);

        System.out.printf(
                "%d source files, %d above %d lines%n",
                sources.size(), longFiles.size(), HouseRules.COMFORTABLE_LINES);
        longFiles.forEach(line -> System.out.println("  " + line));
        reporter.publishEntry("longFiles", String.join("\n", longFiles) + " ");
        assertTrue(sources.size() > 5, "found the sources");
    }

    @Test
    void reportsAPackageWithoutStory() {
        assertEquals(
                List.of("not @NullMarked", "does not begin with its story (///)"),
                HouseRules.packageStoryFault("package io.teleon.models;\n"));
        assertEquals(
                List.of(),
                HouseRules.packageStoryFault(
                        "/// Nouns.\n@NullMarked\npackage io.teleon.models;\n"));
    }

    @Test
    void reportsAMissingPackageStory() {
        Path fixture =
                checkout.root()
                        .resolve(
                                "tests/src/test/java/io/teleon/tests/house/fixtures/models/Noun.java");
        assertEquals(
                List.of(fixture.resolveSibling("package-info.java") + ": missing"),
                HouseRules.packagesWithoutStory(List.of(fixture)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models/TopologyUtils.java",
                "models/FlowHelper.java",
                "models/StoreImpl.java",
                "models/IntentManager.java",
                "models/UtilBox.java",
                "models/common/Link.java"
            })
    void reportsNamesThatSayNothing(String file) {
        assertEquals(1, HouseRules.emptyNames(Path.of(file)).size(), file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models/Utilisation.java",
                "models/Implication.java",
                "models/Community.java"
            })
    void leavesGoodNamesAlone(String file) {
        assertEquals(List.of(), HouseRules.emptyNames(Path.of(file)));
    }

    @Test
    void reportsHungarianInterfacesOnly() {
        assertEquals(
                List.of("IForecaster: an interface has the plain name"),
                HouseRules.hungarianInterfaces(
                        "public interface IForecaster {}\npublic interface Intent {}\ninterface IPTD {}"));
    }

    @Test
    void reportsLongFiles() {
        Map<Path, String> sources = new TreeMap<>();
        sources.put(Path.of("Long.java"), "line\n".repeat(301));
        sources.put(Path.of("Short.java"), "line\n".repeat(300));
        assertEquals(List.of("301 lines: Long.java"), HouseRules.longFiles(sources));
    }

    private List<Path> allSources() {
        List<Path> sources = new ArrayList<>(checkout.sources("src/main"));
        checkout.sources("src/test").stream()
                .filter(file -> !isFixture(file))
                .forEach(sources::add);
        return sources;
    }

    private static boolean isFixture(Path file) {
        return file.toString().contains("/house/fixtures/");
    }
}
