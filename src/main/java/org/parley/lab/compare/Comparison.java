package org.parley.lab.compare;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.parley.lab.load.Cast.Seat;
import org.parley.lab.load.Load;
import org.parley.lab.load.Run;
import org.parley.lab.load.ServerCosts;
import org.parley.lab.load.Target;
import org.parley.lab.load.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One comparison: a run over each transport that was chosen, one after the other, so that what the server takes
 * meanwhile is that transport's; each on a log that begins empty.
 */
final class Comparison implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

    /** What opening, and waiting for what is on its way, may take a page. */
    private static final long GRACE_NANOS = 40_000_000_000L;

    private static final long STEP_NANOS = 50_000_000;

    private final String id = UUID.randomUUID().toString();
    private final Choice choice;
    private final Target target;
    private final String starter;
    private final Venues venues;
    final Progress progress;
    private volatile List<String> seats = List.of();

    /** Will compare at {@code target}, this very server; {@code starter} is the user who asked for it. */
    Comparison(Choice choice, Target target, String starter, Venues venues) {
        this.choice = choice;
        this.target = target;
        this.starter = starter;
        this.venues = venues;
        this.progress = new Progress(choice.people());
    }

    String starter() {
        return starter;
    }

    @Override
    public void run() {
        try {
            if (choice.browser()) {
                host();
            } else {
                runAll(OwnCosts.ofThisProcess());
            }
            progress.over("done", null);
        } catch (CancellationException e) {
            progress.over("stopped", null);
        } catch (IOException | RuntimeException e) {
            LOG.warn("A comparison at {} failed: {}", target.authority(), e.toString());
            progress.over("failed", String.valueOf(e.getMessage()));
        } finally {
            if (!progress.isOver()) { // an error; it goes on to whoever runs this
                progress.over("failed", "fault");
            }
        }
    }

    private void runAll(ServerCosts costs) throws IOException {
        for (Transport transport : choice.transports()) {
            run(transport, costs);
        }
    }

    /** Keeps a log open for clients in the page that asked, until it says stop, or has had its time. */
    private void host() {
        long deadline = System.nanoTime() + choice.seconds() * 1_000_000_000L + GRACE_NANOS;
        try (Venue venue = venues.open(choice.people())) {
            seats = venue.cast(choice.senders()).seats().stream()
                    .map(Seat::token)
                    .toList();
            while (!progress.isStopping() && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(STEP_NANOS);
            }
        } finally {
            seats = List.of();
        }
    }

    /** Tokens of the people whom the page that asked plays; nobody else is to have them. Empty before and after. */
    List<String> seats() {
        return seats;
    }

    private void run(Transport transport, ServerCosts costs) throws IOException {
        if (progress.isStopping()) {
            throw new CancellationException("stopped");
        }
        progress.turn(transport);
        Load load = choice.load(transport);
        try (Venue venue = venues.open(choice.people())) {
            progress.done(new Run(target, load, venue.cast(choice.senders()), costs, progress).go());
        }
    }

    /** What is new to whoever knows so many samples and results of the comparison with an id. */
    Map<String, Object> json(String known, long samples, long results) {
        boolean same = known.equals(id);
        Map<String, Object> json = progress.json(same ? samples : 0, same ? results : 0);
        json.put("id", id);
        json.put("choice", choice.json());
        return json;
    }
}
