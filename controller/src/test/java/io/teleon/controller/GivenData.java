package io.teleon.controller;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/// The public data sets that tests read in place, never copied into the project. Where they are:
/// the environment variable TELEON_DATA. Without it the test is skipped, and fails on CI.
public final class GivenData {

    private GivenData() {}

    public static Path path(String folder) {
        String root = System.getenv("TELEON_DATA");
        if (root != null && Files.isDirectory(Path.of(root, folder))) {
            return Path.of(root, folder);
        }
        String problem = "TELEON_DATA does not name a folder with " + folder;
        return "true".equals(System.getenv("CI")) ? fail(problem) : abort(problem);
    }
}
