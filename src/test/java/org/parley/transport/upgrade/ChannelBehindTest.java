package org.parley.transport.upgrade;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.parley.http.Budget;

/** What a deadline does to the channel behind a connection. */
class ChannelBehindTest {
    private final FakeLine line;

    ChannelBehindTest() throws IOException {
        line = new FakeLine(connection -> new FakeConversation(), new Budget(1000)).open();
    }

    @Test
    void aDeadlineEndsTheInputOfTheChannelBehind() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(null);
                SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
            line.behind = channel;
            line.connection().drop();
            assertTrue(channel.socket().isInputShutdown());
        }
    }

    /** What the container kept the channel in may hold the next connection's by then. */
    @Test
    void theChannelBehindAConnectionThatTheContainerHasEndedIsLeftAlone() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(null);
                SocketChannel strangers = SocketChannel.open(server.getLocalAddress())) {
            line.behind = strangers;
            line.connection().farewell();
            line.connection().drop();
            assertFalse(strangers.socket().isInputShutdown());
        }
    }
}
