package org.parley.identity;

import org.parley.log.Change;

/** Changes to the sessions in the store. */
public sealed interface SessionChange extends Change {
    /** A new session, or the time an old one was last used. */
    record PutSession(Session session) implements SessionChange {}

    /** A session was used; one that ended meanwhile stays ended. */
    record TouchSession(String id, long seen) implements SessionChange {}

    /** A session ended. */
    record DropSession(String id) implements SessionChange {}

    /** Sessions that were not used since a time end. */
    record DropSessionsBefore(long seen) implements SessionChange {}
}
