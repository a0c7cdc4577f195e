package org.parley.transport.websocket;

import java.nio.charset.StandardCharsets;
import org.parley.feed.Ending;
import org.parley.feed.Follower;
import org.parley.http.Budget;
import org.parley.transport.SocketCommands;

/**
 * A session's text message as it arrives. It comes in parts, so that what has arrived is counted before there is a
 * whole; one that comes in one part, as most do, is not. Belongs to the container's threads, which hand over one part
 * at a time; {@link #release} may be called from any.
 */
final class PartialMessage {
    private static final Ending OVERLOADED = new Ending(1013, "too many messages have arrived in part");

    private final int most;
    private final Budget.Share partial;
    private final Follower follower;
    private final SocketCommands commands;
    private final StringBuilder text = new StringBuilder(0);

    /**
     * Hands whole messages on as commands. What has more than {@code most} bytes of UTF-8, or no place among what all
     * sessions hold, ends the line.
     */
    PartialMessage(int most, Budget.Share partial, Follower follower, SocketCommands commands) {
        this.most = most;
        this.partial = partial;
        this.follower = follower;
        this.commands = commands;
    }

    /** Takes a part. */
    void add(String part, boolean last) {
        follower.heard();
        boolean counts = !last || !text.isEmpty();
        text.append(part);
        if (text.length() > most) { // a character has a byte on the wire, or more
            end(tooBig());
        } else if (counts && !partial.hold(2L * text.length())) { // and two in memory
            end(OVERLOADED);
        } else if (last) {
            command(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The session is over. */
    void release() {
        partial.release();
    }

    private void command(byte[] utf8) {
        forget();
        if (utf8.length > most) {
            end(tooBig());
        } else {
            commands.received(utf8);
        }
    }

    private void end(Ending why) {
        forget();
        follower.close(why);
    }

    private Ending tooBig() {
        return new Ending(1009, "over " + most + " bytes");
    }

    private void forget() {
        text.setLength(0);
        text.trimToSize();
        partial.hold(0);
    }
}
