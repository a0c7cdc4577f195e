package org.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives the container that runs in this process a port of its own, before Arquillian reads its configuration: tests run
 * in several processes at a time. Where the container is a process of its own, the build has written its port down.
 */
public final class FreePort implements LauncherSessionListener {
    /** Names the system property that tells the container's port. */
    public static final String PROPERTY = "parley.tests.port";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty(PROPERTY, "").isEmpty()) {
            try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                System.setProperty(PROPERTY, Integer.toString(any.getLocalPort()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
