package org.parley.feed;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The sessions that ended lately. A line or poll that was on its way to the loop when its session ended comes after the
 * end, and is refused by this. Belongs to the loop's thread.
 */
final class EndedSessions {
    private static final int MOST = 1024;

    private final Set<String> sessions = new LinkedHashSet<>();

    void add(String session) {
        sessions.add(session);
        if (sessions.size() > MOST) {
            sessions.remove(sessions.iterator().next());
        }
    }

    boolean contains(String session) {
        return sessions.contains(session);
    }
}
