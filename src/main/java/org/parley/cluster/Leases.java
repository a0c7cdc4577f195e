package org.parley.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The list of nodes, in the table {@code node}: each says now and then that it is there, and is taken for gone when it
 * does not. All times are the database's. Belongs to the link's thread.
 */
final class Leases {
    /** How often a node says that it is there. */
    static final Duration RENEWAL = Duration.ofMillis(1500);

    /** How long that is believed. */
    private static final Duration LEASE = Duration.ofSeconds(5);

    private static final String RENEW = "insert into node (name, since, seen) values (?, now(), now())"
            + " on conflict (name) do update set seen = excluded.seen";
    private static final String OTHERS =
            "select name from node where name <> ? and seen > now() - make_interval(secs => ?)";
    private static final String OLD = "delete from node where name in"
            + " (select name from node where seen < now() - interval '1 minute' for update skip locked)";
    private static final String END = "delete from node where name = ?";

    private final String node;
    private Set<String> known = Set.of();
    private long begin;

    Leases(String node) {
        this.node = node;
    }

    /** A connection begins. Others had no more of one than this node, maybe, and get their time to come back. */
    void begin(long now) {
        begin = now;
    }

    /** Says that this node is there, and removes what was left by others. */
    void renew(Connection connection) throws SQLException {
        run(connection, RENEW, node);
        try (PreparedStatement statement = connection.prepareStatement(OLD)) {
            statement.executeUpdate();
        }
    }

    /** Which other nodes there are. */
    Set<String> others(Connection connection, long now) throws SQLException {
        Set<String> others = new HashSet<>(now - begin < LEASE.toNanos() ? known : Set.of());
        try (PreparedStatement statement = connection.prepareStatement(OTHERS)) {
            statement.setString(1, node);
            statement.setDouble(2, (double) LEASE.toSeconds());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    others.add(rows.getString(1));
                }
            }
        }
        known = Set.copyOf(others);
        return known;
    }

    /** This node leaves. */
    void end(Connection connection) throws SQLException {
        run(connection, END, node);
    }

    private static void run(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.executeUpdate();
        }
    }
}
