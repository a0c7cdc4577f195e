package org.parley.transport.websocket;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.feed.Feed;
import org.parley.feed.TransportMeter;
import org.parley.http.Budget;
import org.parley.transport.Arrivals;
import org.parley.wire.CommandIntake;

/**
 * What endpoints work with. The container makes their instances, so they fetch it from here; one holder for each web
 * application, as each has its own class loader, and one more for the Lab's log.
 *
 * @param feed what they follow
 * @param intake where their commands go
 * @param arrivals where they tell who came
 * @param partial bounds what all half-received messages take
 * @param closers closes sessions, which may wait for the peer
 * @param closeTimeout how long that may be
 * @param meter counts what they do
 */
public record Collaborators(
        Feed feed,
        CommandIntake intake,
        Arrivals arrivals,
        Budget partial,
        Executor closers,
        Duration closeTimeout,
        TransportMeter meter) {
    private static final AtomicReference<@Nullable Collaborators> CURRENT = new AtomicReference<>();
    private static final AtomicReference<@Nullable Collaborators> OF_LAB = new AtomicReference<>();

    /** Opens the endpoints. */
    public void open() {
        CURRENT.set(this);
    }

    /** Closes the endpoints: what comes from now on is turned away. */
    public static void close() {
        CURRENT.set(null);
    }

    /** Opens the Lab's endpoint. */
    public void openInLab() {
        OF_LAB.set(this);
    }

    /** Closes the Lab's endpoint. */
    public static void closeInLab() {
        OF_LAB.set(null);
    }

    static Optional<Collaborators> ofLab() {
        return Optional.ofNullable(OF_LAB.get());
    }

    static Optional<Collaborators> current() {
        return Optional.ofNullable(CURRENT.get());
    }
}
