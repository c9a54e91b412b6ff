package io.teleon.tests.house;

import io.teleon.tests.environment.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rules about sources rather than classes. Each returns one line for each offender; none means
/// that it holds.
final class HouseRules {

    static final int COMFORTABLE_LINES = 300;

    private static final Pattern EMPTY_WORD =
            Pattern.compile(
                    "(Util|Utils|Utility|Utilities|Helper|Helpers|Impl|Manager|Common|Misc)(?=[A-Z0-9]|$)");
    private static final Pattern HUNGARIAN = Pattern.compile("I[A-Z][a-z]\\w*");
    private static final Pattern INTERFACE =
            Pattern.compile("(?m)^\\s*(?:public |private |sealed |non-sealed )*interface (\\w+)");
    private static final List<String> EMPTY_PACKAGES =
            List.of(
                    "util",
                    "utils",
                    "utility",
                    "helper",
                    "helpers",
                    "impl",
                    "common",
                    "misc",
                    "manager",
                    "managers");

    private HouseRules() {}

    /// Every folder with sources has a `package-info.java` that is `@NullMarked` and tells its
    /// story.
    static List<String> packagesWithoutStory(List<Path> sources) {
        NavigableMap<Path, Boolean> folders = new TreeMap<>();
        sources.forEach(
                file -> folders.put(file.resolveSibling("package-info.java"), Boolean.TRUE));
        List<String> offenders = new ArrayList<>();
        for (Path story : folders.keySet()) {
            if (!Files.isRegularFile(story)) {
                offenders.add(story + ": missing");
            } else {
                packageStoryFault(Checkout.text(story))
                        .forEach(fault -> offenders.add(story + ": " + fault));
            }
        }
        return offenders;
    }

    static List<String> packageStoryFault(String text) {
        List<String> faults = new ArrayList<>();
        if (!text.contains("\n@NullMarked\n")) {
            faults.add("not @NullMarked");
        }
        if (!text.startsWith("/// ")) {
            faults.add("does not begin with its story (///)");
        }
        return faults;
    }

    /// The reason why a type's or package's name says nothing, or nothing when the name is fine.
    static List<String> emptyNames(Path file) {
        String type = file.getFileName().toString().replace(".java", "");
        List<String> faults = new ArrayList<>();
        Matcher word = EMPTY_WORD.matcher(type);
        if (word.find()) {
            faults.add(file + ": '" + word.group(1) + "' says nothing; name what it is");
        }
        for (Path part : file) {
            if (EMPTY_PACKAGES.contains(part.toString())) {
                faults.add(
                        file
                                + ": package '"
                                + part
                                + "' says nothing; packages are nouns of the field");
            }
        }
        return faults;
    }

    /// Interfaces whose name begins with the letter I only to say that they are interfaces.
    static List<String> hungarianInterfaces(String source) {
        List<String> faults = new ArrayList<>();
        Matcher declared = INTERFACE.matcher(source);
        while (declared.find()) {
            if (HUNGARIAN.matcher(declared.group(1)).matches()) {
                faults.add(declared.group(1) + ": an interface has the plain name");
            }
        }
        return faults;
    }

    /// Lines of each file above the comfortable length, longest first.
    static List<String> longFiles(Map<Path, String> sources) {
        record Length(Path file, long lines) {}
        return sources.entrySet().stream()
                .map(entry -> new Length(entry.getKey(), entry.getValue().lines().count()))
                .filter(length -> length.lines() > COMFORTABLE_LINES)
                .sorted((a, b) -> Long.compare(b.lines(), a.lines()))
                .map(length -> length.lines() + " lines: " + length.file())
                .toList();
    }
}
