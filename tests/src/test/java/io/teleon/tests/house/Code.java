package io.teleon.tests.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The compiled code that the rules look at, read once for all rules.
final class Code {

    static final String BASE = "io.teleon";
    static final String FIXTURES = "io.teleon.tests.house.fixtures";

    private static final Pattern FIXTURE =
            Pattern.compile(Pattern.quote(FIXTURES) + "\\.([a-z.]+[A-Z]\\w*)");
    private static final Supplier<JavaClasses> OURS =
            once(() ->
                    new ClassFileImporter()
                            .withImportOption(new ImportOption.DoNotIncludeTests())
                            // The reference interpreter comes in the jar of another module.
                            .withImportOption(location -> !location.contains("-tests.jar"))
                            .importPackages(BASE));
    private static final Supplier<JavaClasses> BAD =
            once(() -> new ClassFileImporter().importPackages(FIXTURES));

    private Code() {}

    /// The production classes of all modules.
    static JavaClasses ours() {
        return OURS.get();
    }

    /// Deliberately bad classes, each of which some rule must report.
    static JavaClasses fixtures() {
        return BAD.get();
    }

    /// The fixture a message speaks of first, as `module.package.Class`.
    static String firstFixture(String message) {
        Matcher matcher = FIXTURE.matcher(message);
        if (!matcher.find()) {
            throw new IllegalArgumentException("names no fixture: " + message);
        }
        return matcher.group(1);
    }

    private static Supplier<JavaClasses> once(Supplier<JavaClasses> read) {
        return new Supplier<>() {
            private volatile boolean done;
            private JavaClasses classes = new ClassFileImporter().importClasses();

            @Override
            public synchronized JavaClasses get() {
                if (!done) {
                    classes = read.get();
                    done = true;
                }
                return classes;
            }
        };
    }
}
