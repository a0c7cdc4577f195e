package org.parley.launcher;

/** Starts the WAR it lies in. */
public final class Launcher {

    private Launcher() {}

    /** Starts the WAR with the given options. */
    public static void main(String[] arguments) {}
}
