package org.parley.app;

import java.nio.file.Path;

/** Starts the unpacked WAR on embedded Tomcat. */
public final class Main {

    private Main() {}

    /** Starts {@code webapp} with the given command line. */
    public static void start(Path webapp, String[] arguments) {}
}
