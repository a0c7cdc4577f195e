package org.parley.lab.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * One run: opens all clients, lets them talk, and adds up. Used by one thread, which it keeps until the run is over.
 *
 * <pre>
 *   opening ─▶ warming ─▶ measuring ─▶ settling (all is heard, or nothing comes any more) ─▶ ends
 * </pre>
 */
public final class Run {
    /** How the names of the threads begin that play the clients. */
    public static final String THREADS = "parley-load-";

    private static final Duration OPENING = Duration.ofMinutes(2);
    private static final Duration ENDING = Duration.ofMillis(500);

    private final Load load;
    private final Script script;
    private final Score score = new Score();
    private final ServerCosts costs;
    private final Watch watch;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final CountDownLatch unsettled;
    private final Hearers hearers;
    private boolean ended;

    /** Prepares a run; {@code cast} has a seat for each client. */
    public Run(Target target, Load load, Cast cast, ServerCosts costs, Watch watch) throws IOException {
        this.load = load;
        this.script = new Script(load, cast);
        this.costs = costs;
        this.watch = watch;
        this.unsettled = new CountDownLatch(load.clients());
        this.hearers = new Hearers(script, score, unsettled);
        for (int i = 0; i < load.threads(); i++) {
            workers.add(new Worker(target, script, score, hearers));
        }
        for (int i = 0; i < load.clients(); i++) {
            clients.add(workers.get(i % workers.size()).add(cast.seats().get(i), watch.trace(i)));
        }
    }

    /**
     * Runs it.
     *
     * @throws NobodyThere if nobody could open a line, with the reasons
     */
    public Figures go() throws IOException {
        Counts begin = score.now();
        start();
        try {
            open();
            return measure(begin);
        } finally {
            end();
        }
    }

    private void start() {
        for (Worker worker : workers) {
            Thread thread = new Thread(worker, THREADS + threads.size());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void open() throws IOException {
        long deadline = System.nanoTime() + OPENING.toNanos();
        while (unsettled.getCount() > 0 && System.nanoTime() < deadline) {
            watch.look(Watch.Phase.OPENING, 1 - (double) unsettled.getCount() / load.clients(), score.now());
            pause();
        }
        for (int room = 0; room < script.cast.rooms().size(); room++) {
            if (hearers.speakers(room).isEmpty()) {
                throw new NobodyThere(room + 1, script.cast.rooms().size(), score.troubles());
            }
        }
    }

    private Figures measure(Counts begin) {
        hearers.begin();
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        script.begin(start);
        List<List<Client>> speakers = hearers.speakers();
        workers.forEach(worker -> worker.execute(new Prompter(worker, script, speakers)));

        long warm = start + load.warmUp().toNanos();
        until(Watch.Phase.WARMING, start, warm);
        Moment from = moment();
        until(Watch.Phase.MEASURING, warm, warm + load.time().toNanos());
        Moment to = moment();
        settle();
        Optional<ServerCosts.Sample> server =
                from.server.flatMap(earlier -> to.server.map(later -> later.since(earlier)));
        double busy = busiest(from, to);
        end();
        return figures(begin, to.counts.since(from.counts), server, busy);
    }

    private record Moment(Counts counts, Optional<ServerCosts.Sample> server, List<Long> cpu) {}

    private Moment moment() {
        List<Long> cpu = threads.stream().map(ThreadTime::nanos).toList();
        return new Moment(score.now(), costs.sample(), cpu);
    }

    private static double busiest(Moment from, Moment to) {
        double nanos = to.counts.nanos() - from.counts.nanos();
        double busiest = 0;
        for (int i = 0; i < from.cpu.size(); i++) {
            busiest = Math.max(busiest, (to.cpu.get(i) - from.cpu.get(i)) / nanos);
        }
        return busiest;
    }

    private void until(Watch.Phase phase, long from, long to) {
        for (long now = System.nanoTime(); now < to; now = System.nanoTime()) {
            watch.look(phase, Math.max(0, (double) (now - from) / (to - from)), score.now());
            LockSupport.parkNanos(Math.min(to - now, TimeUnit.MILLISECONDS.toNanos(100)));
        }
    }

    private void settle() {
        long before = -1;
        long deadline = 0;
        while (!hearers.isSettled()) {
            long heard = score.heard.sum() + score.acked.sum();
            long now = System.nanoTime();
            if (heard != before) {
                before = heard;
                deadline = now + load.settle().toNanos();
            } else if (now > deadline) {
                return;
            }
            watch.look(Watch.Phase.SETTLING, (double) score.heard.sum() / score.expected.sum(), score.now());
            pause();
        }
    }

    /** Lets everybody go, and waits a moment for what is still on its way. A second time it does nothing. */
    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        for (Worker worker : workers) {
            worker.execute(() -> worker.clients().forEach(Client::leave));
        }
        long deadline = System.nanoTime() + ENDING.toNanos();
        while (score.connections.sum() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        workers.forEach(Worker::end);
        threads.forEach(Run::join);
    }

    private Figures figures(Counts begin, Counts measured, Optional<ServerCosts.Sample> server, double busy) {
        Histogram all = new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
        workers.forEach(worker -> all.add(worker.latencies));
        BitSet acked = hearers.acked();
        return new Figures(
                load,
                (int) clients.stream().filter(Client::wasThere).count(),
                measured,
                score.now().since(begin),
                all,
                score.expected.sum(),
                clients.stream()
                        .filter(Client::wasThere)
                        .mapToLong(client -> lost(client, acked))
                        .sum(),
                score.repeated.sum(),
                score.reordered.sum(),
                load.messages() - score.acked.sum(),
                score.reconnects.sum(),
                score.troubles(),
                server,
                busy);
    }

    private long lost(Client client, BitSet acked) {
        return acked.stream()
                .filter(n -> client.seat.hears(script.room(n)) && !client.ear.has(n))
                .count();
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }

    private static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
