package org.parley.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The list of nodes: keeps this one's place in it, and tells who else is there. */
final class NodeList implements Part {
    private final Leases leases;
    private volatile @Nullable Consumer<Set<String>> listener;
    private long next;

    NodeList(String node) {
        this.leases = new Leases(node);
    }

    /** Who is told, again and again; null for nobody any more. */
    void listen(@Nullable Consumer<Set<String>> whom) {
        listener = whom;
    }

    @Override
    public @Nullable String channel() {
        return null;
    }

    @Override
    public void begin() {
        next = System.nanoTime();
        leases.begin(next);
    }

    @Override
    public void heard(List<String> payloads) {}

    @Override
    public void turn(Connection connection) throws SQLException {
        long now = System.nanoTime();
        if (now - next >= 0) {
            next = now + Leases.RENEWAL.toNanos();
            leases.renew(connection);
            Consumer<Set<String>> whom = listener;
            if (whom != null) {
                whom.accept(leases.others(connection, now));
            }
        }
    }

    @Override
    public void end(Connection connection) throws SQLException {
        leases.end(connection);
    }
}
