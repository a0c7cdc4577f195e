package org.parley.lab.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One thread that plays some of the clients: reads and writes what their sockets allow, says what is due, and runs what
 * was put off. Other threads hand it tasks.
 */
final class Worker implements Runnable {
    private static final int OPENING_AT_ONCE = 64;

    final Script script;
    final Score score;
    final Requests requests;
    final Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
    private final Selector selector;
    private final List<Client> clients = new ArrayList<>();
    private final ArrayDeque<Client> closed = new ArrayDeque<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>();
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer shared = ByteBuffer.allocateDirect(64 * 1024);
    private final Stage stage;
    private volatile boolean over;

    private record Later(long at, Runnable task) implements Comparable<Later> {
        @Override
        public int compareTo(Later other) {
            return Long.compare(at - other.at, 0);
        }
    }

    /** What a worker tells about its clients. From its thread. */
    interface Stage {
        /** A client opened its line, or was turned away: it will not be told again. */
        void settled(Client client);

        /** A message was acknowledged. */
        void acked(int n);
    }

    Worker(Target target, Script script, Score score, Stage stage) throws IOException {
        this.script = script;
        this.score = score;
        this.stage = stage;
        this.requests = new Requests(target, script.load);
        this.selector = Selector.open();
    }

    /** Before it starts: one more client. */
    Client add(Cast.Seat seat, Trace trace) {
        Client client = new Client(this, seat, new Ear(script, score, latencies), trace);
        clients.add(client);
        closed.add(client);
        return client;
    }

    List<Client> clients() {
        return clients;
    }

    /** Hands it a task. From any thread. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Ends the thread. From any thread. */
    void end() {
        over = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        for (int i = 0; i < OPENING_AT_ONCE; i++) {
            openNext();
        }
        try {
            while (!over) {
                select();
                runTasks();
            }
            clients.forEach(Client::close);
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for sockets until something is due; selectors wait whole milliseconds, so the last one is not slept away.
     */
    private void select() throws IOException {
        Later next = later.peek();
        long pause = next == null ? 1000 : TimeUnit.NANOSECONDS.toMillis(next.at() - System.nanoTime());
        if (pause > 0) {
            selector.select(this::ready, pause);
        } else {
            selector.selectNow(this::ready);
        }
    }

    private void ready(SelectionKey key) {
        ((Tcp.Ready) key.attachment()).run(shared);
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        for (Later next = later.peek(); next != null && next.at() - System.nanoTime() <= 0; next = later.peek()) {
            later.remove();
            next.task().run();
        }
    }

    private void openNext() {
        Client next = closed.poll();
        if (next != null) {
            next.open();
        }
    }

    void settled(Client client) {
        stage.settled(client);
        after(0, this::openNext);
    }

    void acked(int n) {
        stage.acked(n);
    }

    void after(long nanos, Runnable task) {
        later.add(new Later(System.nanoTime() + nanos, task));
    }

    Tcp connect(Client client, Tcp.Owner owner) throws IOException {
        return new Tcp(selector, requests.target(), score, client.trace, owner);
    }

    Line line(Client client) throws IOException {
        Load load = script.load;
        return switch (load.transport()) {
            case UPGRADE, WEBSOCKET -> new SocketLine(client);
            case SSE -> new SseLine(client);
            case LONG_POLLING -> new PollLine(client, "&wait=" + load.hold(), 0);
            case POLLING -> new PollLine(client, "", load.pollInterval().toNanos());
        };
    }
}
