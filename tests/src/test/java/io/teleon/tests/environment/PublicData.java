package io.teleon.tests.environment;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of public data sets named by the environment variable `TELEON_DATA`.
public final class PublicData {

    private PublicData() {}

    /// A file or folder of the data, given as a path below its root. Only for tests marked
    /// [NeedsData].
    public static Path path(String below) {
        String root = System.getenv("TELEON_DATA");
        if (root == null) {
            throw new IllegalStateException(
                    "TELEON_DATA is not set; mark the test @NeedsData(\"" + below + "\")");
        }
        return Path.of(root).resolve(below);
    }

    static Availability availability(String... needed) {
        String root = System.getenv("TELEON_DATA");
        if (root == null || root.isBlank()) {
            return new Availability.Absent("the environment variable TELEON_DATA is not set");
        }
        for (String below : needed) {
            Path path = Path.of(root).resolve(below);
            if (!Files.exists(path)) {
                return new Availability.Absent(path + " does not exist");
            }
        }
        return new Availability.Present(root);
    }
}
