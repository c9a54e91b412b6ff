package io.teleon.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.tests.environment.Checkout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every finished row of `tests/FEATURES.md` names a test that exists and runs.
class FeaturesTest {

    private static final String NONE = "package x;\nclass T {\n}\n";

    private final Checkout checkout = Checkout.find();
    private final List<Path> testSources = checkout.sources("src/test");
    private final Path scenarios =
            checkout.root().resolve("simulator/src/main/resources/io/teleon/simulator/scenario");

    @Test
    void everyProofExists() {
        FeatureList features =
                FeatureList.parse(Checkout.text(checkout.root().resolve("tests/FEATURES.md")));

        assertFalse(features.rows().isEmpty(), "the list has rows");
        assertEquals(List.of(), features.faults(testSources, scenarios));

        long proven = features.rows().stream().filter(row -> !row.proofs().isEmpty()).count();
        System.out.printf("%d of %d features have a proof%n", proven, features.rows().size());
    }

    @Test
    void acceptsATestThatExists() {
        FeatureList features =
                FeatureList.parse("| X1 | this row | `FeaturesTest#acceptsATestThatExists` |");
        assertEquals(List.of(), features.faults(testSources, scenarios));
    }

    @Test
    void reportsWhatIsMissing() {
        FeatureList features =
                FeatureList.parse(
                        """
                        | id | what | proof |
                        |---|---|---|
                        | X1 | no such class | NoSuchTest#proves |
                        | X2 | no such method | FeaturesTest#neverWritten, FeaturesTest#everyProofExists |
                        | X3 | no such scenario | scenario never-written |
                        | X3 | not yet | not yet |
                        """);
        assertEquals(
                List.of(
                        "X1: there is no TestProof[type=NoSuchTest, method=proves]",
                        "X2: there is no TestProof[type=FeaturesTest, method=neverWritten]",
                        "X3: there is no ScenarioProof[name=never-written]",
                        "X3: listed twice, again on line 6"),
                features.faults(testSources, scenarios));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"| X1 | what |", "| X1 | what | surely works |", "| X1 what | not yet |"})
    void refusesARowItCannotRead(String row) {
        String message =
                String.valueOf(
                        assertThrows(IllegalArgumentException.class, () -> FeatureList.parse(row))
                                .getMessage());
        assertTrue(message.startsWith("FEATURES.md:1: "), message);
    }

    @Test
    void countsOnlyMethodsThatRun() {
        String before = "class T {\n    @Test\n    void first() {\n    }\n\n";
        assertTrue(
                FeatureList.declaresTest(
                        before + "    @Test\n    void proves() {\n    }\n}\n", "proves"));
        assertTrue(
                FeatureList.declaresTest(
                        before
                                + "    @Property(tries = 9)\n    boolean proves(@ForAll int x) {\n    }\n}\n",
                        "proves"));
        assertFalse(FeatureList.declaresTest(NONE, "proves"), "absent");
        assertFalse(
                FeatureList.declaresTest(before + "    void proves() {\n    }\n}\n", "proves"),
                "no test");
        assertFalse(
                FeatureList.declaresTest(
                        before
                                + "    @Disabled(\"slow\")\n    @Test\n    void proves() {\n    }\n}\n",
                        "proves"),
                "switched off");
        assertFalse(
                FeatureList.declaresTest(
                        "@Disabled(\"slow\")\nclass T {\n    @Test\n    void proves() {\n    }\n}\n",
                        "proves"),
                "class switched off");
    }
}
