package org.parley.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that shares a {@link Conversation}, on whose thread all of this runs. */
interface Part {
    /** The channel that is listened to: a word; null for none. */
    @Nullable
    String channel();

    /** A connection begins: what was said before on this channel may have been missed. */
    void begin();

    /** What was said on the channel, in order. */
    void heard(List<String> payloads);

    /** Has its turn at the connection, several times a second. */
    void turn(Connection connection) throws SQLException;

    /** Has its last turn, as the link ends in order. */
    void end(Connection connection) throws SQLException;
}
