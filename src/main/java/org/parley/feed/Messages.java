package org.parley.feed;

import org.parley.chat.Archive.Personal;
import org.parley.chat.Presence.Now;
import org.parley.log.Cursor;

/** The messages that a feed sends, as JSON in UTF-8 (docs/protocol.md, Down). Thread-safe. */
public interface Messages {
    /** The first message on a socket or stream. */
    byte[] hello(Cursor cursor, String user);

    /** A delivery. */
    byte[] batch(Reply.Batch batch);

    /** Personal state that changed. */
    byte[] mine(Personal mine);

    /** Presence that changed. */
    byte[] now(Now now);

    /** The cursor can't be served. */
    byte[] gone(Reply.Gone gone);
}
