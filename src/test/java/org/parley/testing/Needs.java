package org.parley.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs from the machine. Where it is missing the test is skipped with a line that says what to install.
 */
public final class Needs {
    private Needs() {}

    /** With {@code -Dparley.tests.skipping=fail} a missing program fails the test instead. */
    public static void program(String name, String howToInstall) {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        String line = name + " is missing: " + howToInstall;
        if (!there && System.getProperty("parley.tests.skipping", "").equals("fail")) {
            throw new AssertionError(line);
        }
        Assumptions.assumeTrue(there, line);
    }
}
