package org.parley.cluster;

import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.log.Cursor;
import org.parley.log.Doorbell;
import org.parley.log.Ring;

/**
 * PostgreSQL's LISTEN. The other end is a NOTIFY in the transaction of each batch: it rings if and when the batch is
 * committed.
 */
final class PostgresDoorbell implements Doorbell, Part {
    private final String channel;
    private volatile @Nullable Listener listener;

    /** Whether the listener knows that this connection listens. */
    private boolean told;

    PostgresDoorbell(String channel) {
        this.channel = channel;
    }

    @Override
    public void listen(Listener whom) {
        listener = whom;
    }

    /** The commit did. */
    @Override
    public void ring(Ring ring) {}

    @Override
    public void close() {
        listener = null;
    }

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public void begin() {
        told = false;
    }

    /** The newest ring says all. */
    @Override
    public void heard(List<String> payloads) {
        Listener whom = listener;
        if (whom != null) {
            Cursor.parse(payloads.get(payloads.size() - 1)).map(Ring::at).ifPresent(whom::rung);
        }
    }

    @Override
    public void turn(Connection connection) {
        Listener whom = listener;
        if (whom != null && !told) {
            told = true;
            whom.missed();
        }
    }

    @Override
    public void end(Connection connection) {}
}
