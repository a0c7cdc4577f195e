package org.parley.transport.upgrade;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.parley.http.Budget;
import org.parley.testing.Deadline;

/** What becomes of the channel behind a connection. */
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

    /** It may wait for another request there, which is none of ours. */
    @Test
    void theInputOfAChannelEndsThatTheContainerKeepsOpen() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(null);
                SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
            line.behind = channel;
            line.connection().end();
            assertFalse(
                    channel.socket().isInputShutdown(), "the container closes it, and what it still has to say leaves");
            Deadline.usual().await("the end of the input", channel.socket()::isInputShutdown);
        }
    }

    @Test
    void thatOfOneThatEndsWithTheNodeEndsAtOnce() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(null);
                SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
            line.behind = channel;
            line.stopsTheTimer();
            line.connection().end();
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
