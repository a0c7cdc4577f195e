package org.parley.transport.upgrade;

import java.util.Arrays;
import org.parley.feed.Follower;
import org.parley.rfc6455.CloseCode;
import org.parley.rfc6455.Message;
import org.parley.transport.Arrival;
import org.parley.transport.SocketCommands;

/** A connection that follows the log: commands up, what the feed has down. */
final class FeedConversation implements Conversation {
    private final Connection connection;
    private final Arrival arrival;
    private final Follower follower;
    private final SocketCommands commands;

    FeedConversation(Connection connection, Arrival arrival, Follower follower, SocketCommands commands) {
        this.connection = connection;
        this.arrival = arrival;
        this.follower = follower;
        this.commands = commands;
    }

    @Override
    public void heard(byte[] bytes, int count) {
        follower.heard();
    }

    @Override
    public void text(Message message) {
        byte[] bytes = message.array();
        commands.received(bytes.length == message.length() ? bytes : Arrays.copyOf(bytes, message.length()));
    }

    @Override
    public void binary(Message message) {
        arrival.closed(CloseCode.UNACCEPTABLE);
        connection.close(CloseCode.UNACCEPTABLE, "text only");
    }

    @Override
    public void ping(byte[] payload) {
        connection.pong(payload);
    }

    @Override
    public void writable() {
        follower.ready();
    }

    @Override
    public void closing(int code) {
        arrival.closed(code);
    }

    @Override
    public void gone() {
        arrival.closed(Arrival.WITHOUT_A_WORD);
        follower.gone();
    }
}
