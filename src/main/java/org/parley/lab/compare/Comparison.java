package org.parley.lab.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.parley.lab.load.Cast;
import org.parley.lab.load.Cast.Seat;
import org.parley.lab.load.NobodyThere;
import org.parley.lab.load.Run;
import org.parley.lab.load.ServerCosts;
import org.parley.lab.load.Target;
import org.parley.lab.load.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One comparison: a run over each transport that was chosen. All at the same time, each in a room of its own on one
 * log; or one after the other, each on a log that begins empty, so that what the server takes meanwhile is that
 * transport's.
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
    private final Executor executor;
    final Progress progress;
    private volatile List<String> seats = List.of();

    /** Will compare at {@code target}, this very server; {@code starter} is the user who asked for it. */
    Comparison(Choice choice, Target target, String starter, Venues venues, Executor executor) {
        this.choice = choice;
        this.target = target;
        this.starter = starter;
        this.venues = venues;
        this.executor = executor;
        this.progress = new Progress();
    }

    /** What links to its results name it by. */
    String id() {
        return id;
    }

    /** Whether its clients, and so its results, are in the page that asked, and nowhere else. */
    boolean isInBrowser() {
        return choice.browser();
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
                runAll();
            }
            progress.over(progress.hasNothing() ? "failed" : "done", progress.hasNothing() ? "nobody" : null);
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

    private void runAll() throws IOException {
        for (List<Transport> round : choice.rounds()) {
            run(round);
        }
    }

    /** Keeps a log open for clients in the page that asked, until it says stop, or has had its time. */
    private void host() {
        long deadline = System.nanoTime() + choice.seconds() * 1_000_000_000L + GRACE_NANOS;
        try (Venue venue = venues.open(1, choice.people())) {
            seats = venue.cast(0, choice.senders()).seats().stream()
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

    /**
     * Runs these at the same time. Over which of them nobody can talk is told, and the others go on; what else fails
     * ends all, and is what went wrong.
     */
    private void run(List<Transport> round) throws IOException {
        // What the server takes can't be divided among transports that are run at the same time.
        ServerCosts costs = round.size() == 1 ? OwnCosts.ofThisProcess() : ServerCosts.UNKNOWN;
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        try (Venue venue = venues.open(round.size(), choice.people())) {
            List<CompletableFuture<Void>> runs = new ArrayList<>();
            for (Transport transport : round) {
                Cast cast = venue.cast(runs.size(), choice.senders());
                runs.add(CompletableFuture.runAsync(() -> run(transport, cast, costs, failures), executor));
            }
            runs.forEach(CompletableFuture::join);
        }
        Exception first = failures.peek();
        if (first instanceof IOException failure) {
            throw failure;
        } else if (first instanceof RuntimeException failure) {
            throw failure;
        }
    }

    private void run(Transport transport, Cast cast, ServerCosts costs, Queue<Exception> failures) {
        try {
            Turn turn = progress.turn(transport, choice.transports().indexOf(transport), choice.people());
            progress.done(turn, new Run(target, choice.load(transport), cast, costs, turn).go());
        } catch (NobodyThere e) {
            LOG.info("Nothing of {} is compared: {}", transport.wire(), e.getMessage());
            progress.failed(transport, e.isUnsupported() ? "unsupported" : String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            failures.add(e);
            progress.stop();
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
