package io.teleon.tests.house;

import io.teleon.tests.environment.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rows of `tests/FEATURES.md`, in file order.
record FeatureList(List<Row> rows) {

    /// One feature with what proves it; no proofs means "not yet".
    record Row(int line, String id, String what, List<Proof> proofs) {}

    sealed interface Proof {}

    record TestProof(String type, String method) implements Proof {}

    record ScenarioProof(String name) implements Proof {}

    private static final Pattern ROW =
            Pattern.compile("\\|\\s*([A-Z]\\d+)\\s*\\|\\s*(.+?)\\s*\\|\\s*(.+?)\\s*\\|\\s*");
    private static final Pattern TEST = Pattern.compile("`?([A-Z]\\w*)#(\\w+)`?");
    private static final Pattern SCENARIO = Pattern.compile("scenario `?([a-z0-9][a-z0-9-]*)`?");

    private static final Pattern RUNS =
            Pattern.compile(
                    "@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example)\\b");
    private static final Pattern DISABLED = Pattern.compile("@Disabled\\b");
    private static final Pattern DISABLED_CLASS = Pattern.compile("@Disabled\\b[^{;]*?\\bclass\\b");

    FeatureList {
        rows = List.copyOf(rows);
    }

    /// Reads the table; a line that begins like a row but is none is an error with its number.
    static FeatureList parse(String markdown) {
        List<Row> rows = new ArrayList<>();
        List<String> lines = markdown.lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (!line.startsWith("|") || line.startsWith("| id ") || line.startsWith("|---")) {
                continue;
            }
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                throw new IllegalArgumentException(
                        "FEATURES.md:%d: '%s' is not '| ID | what | proof |'"
                                .formatted(index + 1, line));
            }
            rows.add(
                    new Row(
                            index + 1,
                            row.group(1),
                            row.group(2),
                            proofs(row.group(3), index + 1)));
        }
        return new FeatureList(rows);
    }

    private static List<Proof> proofs(String cell, int line) {
        if (cell.equals("not yet")) {
            return List.of();
        }
        return Arrays.stream(cell.split("\\s*,\\s*")).map(proof -> proof(proof, line)).toList();
    }

    private static Proof proof(String text, int line) {
        Matcher test = TEST.matcher(text);
        if (test.matches()) {
            return new TestProof(test.group(1), test.group(2));
        }
        Matcher scenario = SCENARIO.matcher(text);
        if (scenario.matches()) {
            return new ScenarioProof(scenario.group(1));
        }
        throw new IllegalArgumentException(
                "FEATURES.md:%d: '%s' is neither 'not yet', 'Class#method' nor 'scenario name'"
                        .formatted(line, text));
    }

    /// What is wrong with the list, one line each: ids used twice, and proofs that are not there.
    List<String> faults(Iterable<Path> testSources, Path scenarios) {
        List<String> faults = new ArrayList<>();
        TreeSet<String> ids = new TreeSet<>();
        for (Row row : rows) {
            if (!ids.add(row.id())) {
                faults.add(row.id() + ": listed twice, again on line " + row.line());
            }
            for (Proof proof : row.proofs()) {
                boolean there =
                        switch (proof) {
                            case TestProof test -> isLiveTest(test, testSources);
                            case ScenarioProof(String name) ->
                                    Files.isRegularFile(scenarios.resolve(name + ".yaml"));
                        };
                if (!there) {
                    faults.add(row.id() + ": there is no " + proof);
                }
            }
        }
        return faults;
    }

    private static boolean isLiveTest(TestProof proof, Iterable<Path> testSources) {
        for (Path file : testSources) {
            if (file.getFileName().toString().equals(proof.type() + ".java")
                    && declaresTest(Checkout.text(file), proof.method())) {
                return true;
            }
        }
        return false;
    }

    /// Whether a source declares a test method of that name that is not switched off. The
    /// annotations of a method are the text between the end of whatever stands before it and its
    /// name.
    static boolean declaresTest(String source, String method) {
        Matcher declared =
                Pattern.compile("\\b(?:void|boolean)\\s+" + method + "\\s*\\(").matcher(source);
        if (!declared.find() || DISABLED_CLASS.matcher(source).find()) {
            return false;
        }
        String before = source.substring(0, declared.start());
        int end =
                Math.max(
                        before.lastIndexOf("\n    }\n"),
                        Math.max(before.lastIndexOf(";\n"), before.indexOf(" class ")));
        String annotations = before.substring(Math.max(end, 0));
        return RUNS.matcher(annotations).find() && !DISABLED.matcher(annotations).find();
    }
}
