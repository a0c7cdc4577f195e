package org.parley.log;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, numbers, writes and syncs: the one thread of a node that adds to the log. Commands that arrive while a batch
 * is being synced make up the next one.
 *
 * <pre>
 *   submit ─▶ queue ─▶ lock head ─▶ read what others wrote ─▶ look up keys ─▶ decide ─▶ write ─▶ commit
 *                                                                                              │
 *                                                  wake ◀─ acks ◀─ window ◀─ decider's state ◀─┘
 * </pre>
 *
 * When a transaction fails, its outcome counts as unknown: nothing of it remains in memory, its authors are told
 * {@link Code#UNAVAILABLE}, and the next batch begins on a new connection with what the store then says. That holds for
 * whatever is thrown, be it that memory ran out: this thread ends when it is closed, and never before.
 */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int BATCH = 1024;
    private static final Answer.Refusal UNAVAILABLE =
            Answer.Refusal.of(Code.UNAVAILABLE, "The log can't be written just now. Try again with the same key.");

    /** What a command is answered at once that was not taken because too many wait. */
    public static final Answer.Refusal FULL =
            Answer.Refusal.of(Code.UNAVAILABLE, "Too many commands are waiting. Try again with the same key.");

    private static final Answer.Refusal CLOSED =
            Answer.Refusal.of(Code.UNAVAILABLE, "The server is stopping. Try again with the same key.");

    private final LinkedBlockingQueue<Pending> queue;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Limits limits;
    private final Transaction transaction;
    private final EventLog log;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean ended;
    private boolean failing;

    /** A command and the one who waits for its answer. */
    record Pending(Command command, CompletableFuture<Answer> answer) {}

    /**
     * Bounds of the journal and its window.
     *
     * @param maxCommands most commands that wait
     * @param maxBytes most bytes of commands that wait
     * @param windowEvents most events in memory
     * @param windowBytes most bytes of events in memory
     */
    public record Limits(int maxCommands, long maxBytes, int windowEvents, long windowBytes) {}

    /** Is told, on the journal's thread, that a batch was committed and acknowledged. */
    public interface Listener {
        /** The log went on, or these projections changed. Must return at once. */
        void advanced(List<? extends Change> changes);

        /** This node added to the log, and others are to hear of it. Must return at once. */
        default void wrote(Ring ring) {}

        /** So many commands were carried out and answered in one transaction, which took so long. */
        default void committed(int commands, long nanos) {}
    }

    /**
     * Loads the state and starts the thread. Throws {@link StoreException} when the store can't be read. The timer runs
     * nothing that takes long.
     */
    public Journal(
            Store store,
            Decider decider,
            Encoding encoding,
            Listener listener,
            Limits limits,
            Clock clock,
            ScheduledExecutorService timer) {
        this.limits = limits;
        this.listener = listener;
        this.queue = new LinkedBlockingQueue<>(limits.maxCommands());
        Window window = new Window(limits.windowEvents(), limits.windowBytes());
        this.transaction = new Transaction(store, decider, encoding, window, listener, clock);
        this.log = new EventLog(window, store, encoding, this, timer);
        transaction.load();
        this.thread = new Thread(this::run, "parley-journal");
        thread.setDaemon(true);
        thread.start();
    }

    /** The log that this journal writes. */
    public EventLog log() {
        return log;
    }

    /**
     * Takes a command, from any thread, without waiting. The stage completes on the journal's thread, always normally:
     * with an {@link Answer.Ack} once the command is durable, else with a refusal. What hangs on it must return at
     * once.
     */
    public CompletionStage<Answer> submit(Command command) {
        Pending pending = new Pending(command, new CompletableFuture<>());
        if (closing) {
            pending.answer.complete(CLOSED);
        } else if (waitingBytes.addAndGet(command.size()) > limits.maxBytes() || !queue.offer(pending)) {
            waitingBytes.addAndGet(-command.size());
            pending.answer.complete(FULL);
        } else if (ended) {
            pending.answer.complete(CLOSED);
        }
        return pending.answer;
    }

    /** Removes what is older than the given times, in steps between batches; logs what went. */
    public void prune(long eventsBefore, long keysBefore) {
        submit(Command.internal(new Prune(eventsBefore, keysBefore)));
    }

    /** Reads what other nodes may have committed, soon, without adding anything. From any thread; does not wait. */
    public void look() {
        submit(Command.internal(new Look(null)));
    }

    /** Takes over what another node tells, or reads it, if this node has not read so far already. */
    public void look(Ring ring) {
        if (!transaction.hasRead(ring.head())) {
            submit(Command.internal(new Look(ring), ring.size()));
        }
    }

    /** Takes no more commands, finishes those that wait, and ends the thread; waits for it at most so long. */
    public void close(Duration longest) {
        closing = true;
        queue.offer(new Pending(Command.internal(new Write(List.of())), new CompletableFuture<>()));
        try {
            thread.join(Math.max(1, longest.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("The journal did not end within {} ms; its database may hang", longest.toMillis());
        }
    }

    private void run() {
        List<Pending> batch = new ArrayList<>();
        try {
            while (gather(batch)) {
                commit(batch);
                batch.clear();
            }
            transaction.abandon();
        } finally {
            closing = true;
            ended = true;
            batch.forEach(pending -> pending.answer.complete(CLOSED));
            queue.forEach(pending -> pending.answer.complete(CLOSED));
        }
    }

    /**
     * Waits for the next batch; false when there will be none. What {@link #close} puts into the queue only wakes the
     * thread.
     */
    private boolean gather(List<Pending> batch) {
        if (!closing) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                closing = true;
            }
        }
        queue.drainTo(batch, BATCH - batch.size());
        return !batch.isEmpty();
    }

    private void commit(List<Pending> batch) {
        admit(batch);
        try {
            transaction.hear(rings(batch));
            if (batch.stream().allMatch(pending -> pending.command.request() instanceof Look)) {
                look(batch);
            } else {
                write(batch);
            }
        } catch (Throwable e) { // an error that ended this thread would end all writing, and nobody would know
            transaction.abandon();
            batch.forEach(this::refuse);
            if (!failing) {
                LOG.error("The log can't be used; commands are refused until it can: {}", cause(e), unexpected(e));
            }
            failing = true;
        }
    }

    private void write(List<Pending> batch) {
        long begin = System.nanoTime();
        transaction.run(batch, () -> join(batch));
        listener.committed(batch.size(), System.nanoTime() - begin);
        if (failing) {
            LOG.info("The log can be written again");
        }
        failing = false;
        batch.forEach(this::prune);
    }

    /** Takes along what came while other nodes had their turn. */
    private void join(List<Pending> batch) {
        int before = batch.size();
        queue.drainTo(batch, BATCH - before);
        admit(batch.subList(before, batch.size()));
    }

    /** Looks once for all who ask: as far as rings tell, or as far as the log goes. */
    private void look(List<Pending> batch) {
        List<Ring> rings = rings(batch);
        if (rings.size() < batch.size()) {
            transaction.look();
        } else {
            rings.forEach(ring -> transaction.look(ring.head()));
        }
        batch.forEach(pending -> pending.answer.complete(Answer.Ack.EMPTY));
    }

    /** What other nodes told, in the log's order. */
    private static List<Ring> rings(List<Pending> batch) {
        return batch.stream()
                .map(pending -> pending.command.request() instanceof Look look ? look.ring() : null)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(ring -> ring.head().id()))
                .toList();
    }

    /** Tells that the outcome is unknown, unless it is known: then it was something after the answer that failed. */
    private void refuse(Pending pending) {
        if (pending.answer.complete(UNAVAILABLE)) {
            pending.command.line().block(pending.command.key());
        }
    }

    /** Shortens the log by a step; the next one follows after the commands that wait. */
    private void prune(Pending pending) {
        if (pending.command.request() instanceof Prune prune && transaction.prune(prune)) {
            submit(pending.command);
        }
    }

    /** Leaves out what stands behind a command that could not be written; none of it waits any more. */
    private void admit(List<Pending> batch) {
        batch.forEach(pending -> waitingBytes.addAndGet(-pending.command.size()));
        batch.removeIf(pending -> {
            boolean held = !pending.command.line().admits(pending.command.key());
            if (held) {
                pending.answer.complete(UNAVAILABLE);
            }
            return held;
        });
    }

    /** Faults of the database are explained in the line; only a fault of ours is worth a stack trace. */
    private static @Nullable Throwable unexpected(Throwable e) {
        return e instanceof StoreException ? null : e;
    }

    private static String cause(Throwable e) {
        return e.getCause() == null
                ? e instanceof StoreException ? String.valueOf(e.getMessage()) : e.toString()
                : e.getMessage() + ": " + e.getCause().getMessage();
    }
}
