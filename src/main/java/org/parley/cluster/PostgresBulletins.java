package org.parley.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.log.Bulletins;

/** Bulletins as NOTIFYs of PostgreSQL, several in each. */
final class PostgresBulletins implements Bulletins, Part {
    /** Most notifications of one turn. */
    private static final int AT_ONCE = 64;

    private static final String NOTIFY = "select pg_notify(?, payload) from unnest(?::text[]) as payload";

    private final String channel;
    private final Outbox outbox;
    private final String node;
    private final NodeList nodes;
    private volatile @Nullable Listener listener;

    /** Whether the listener knows that this connection listens. */
    private boolean told;

    PostgresBulletins(String channel, String node, NodeList nodes) {
        this.channel = channel;
        this.node = node;
        this.outbox = new Outbox(node);
        this.nodes = nodes;
    }

    @Override
    public void listen(Listener whom) {
        listener = whom;
        nodes.listen(whom::present);
    }

    @Override
    public void post(String topic, String text) {
        outbox.add(topic, text);
    }

    @Override
    public void close() {
        listener = null;
        nodes.listen(null);
    }

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public void begin() {
        told = false;
    }

    @Override
    public void heard(List<String> payloads) {
        Listener whom = listener;
        if (whom != null && told) {
            payloads.forEach(payload -> heard(Letter.parse(payload), whom));
        }
    }

    private void heard(Letter letter, Listener whom) {
        if (!letter.node().equals(node)) {
            letter.bulletins().forEach(each -> whom.told(letter.node(), each.topic(), each.text()));
            if (letter.incomplete()) {
                whom.missed();
            }
        }
    }

    @Override
    public void turn(Connection connection) throws SQLException {
        Listener whom = listener;
        if (whom != null && !told) {
            told = true;
            whom.missed();
        }
        send(connection);
    }

    /** What could not be sent goes out over the next connection. */
    private void send(Connection connection) throws SQLException {
        List<String> letters = outbox.letters(AT_ONCE);
        if (!letters.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(NOTIFY)) {
                statement.setString(1, channel);
                statement.setArray(2, connection.createArrayOf("text", letters.toArray()));
                statement.execute();
            }
            outbox.sent(letters.size());
        }
    }

    @Override
    public void end(Connection connection) throws SQLException {
        send(connection);
    }
}
