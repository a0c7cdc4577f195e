package org.parley.app;

import java.util.List;

/** Classes that closing needs, and maybe nobody before: the WAR may be gone by then. */
final class LastNeeded {
    private static final List<String> NAMES = List.of(
            "org.parley.app.Leaving",
            "org.parley.feed.Bundle",
            "org.parley.feed.Ending",
            "org.parley.feed.Follower",
            "org.parley.feed.Reply$Batch",
            "org.parley.rfc6455.CloseCode",
            "org.parley.transport.upgrade.Connection",
            "org.parley.transport.upgrade.HiddenChannel",
            "org.parley.transport.upgrade.UpgradeHandler");

    private LastNeeded() {}

    /** Loads them. */
    static void load() {
        for (String name : NAMES) {
            try {
                Class.forName(name);
            } catch (ClassNotFoundException e) {
                throw new LinkageError(name, e);
            }
        }
    }
}
