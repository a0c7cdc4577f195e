package org.parley;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a test needs from the machine. Where it is missing the test is skipped and says how to get it; with
 * {@code -Dparley.tests.skipping=fail}, as in CI, it fails instead.
 */
public final class Needs {

    private Needs() {}

    /**
     * Finds a program on the PATH, or skips the calling test.
     *
     * @param name as one would type it: {@code strace}
     * @param howToGet a command that brings it: {@code apt-get install strace}
     */
    public static Path tool(String name, String howToGet) {
        return find(name).orElseGet(() -> missing(name + " is not on the PATH; get it by: " + howToGet));
    }

    /** The program of this name on the PATH, for who can do without. */
    public static Optional<Path> find(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Skips the calling test with these words, or fails it. */
    public static <T> T missing(String what) {
        return System.getProperty("parley.tests.skipping", "allow").equals("fail") ? fail(what) : abort(what);
    }
}
