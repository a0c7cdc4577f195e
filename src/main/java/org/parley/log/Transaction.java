package org.parley.log;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.log.Journal.Pending;
import org.parley.log.Store.CommandKey;
import org.parley.log.Store.Known;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One batch after the other, each in one transaction of the store. Used by the journal's thread only. */
final class Transaction {
    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);
    private static final int PRUNED_AT_ONCE = 10_000;

    private final Store store;
    private final Decider decider;
    private final Encoding encoding;
    private final Reading reading;
    private final Journal.Listener listener;
    private final Clock clock;
    private Store.@Nullable Writer writer;

    /** Whether the connection was not yet used: since the last one the log may have been put back. */
    private boolean fresh;

    /** Whether what is in memory may be less than what was committed. */
    private boolean torn;

    /** Up to where whoever waits was told that this node has read. A batch that failed may have read on. */
    private @Nullable Cursor told;

    Transaction(
            Store store, Decider decider, Encoding encoding, Window window, Journal.Listener listener, Clock clock) {
        this.store = store;
        this.decider = decider;
        this.encoding = encoding;
        this.reading = new Reading(decider, encoding, window);
        this.listener = listener;
        this.clock = clock;
    }

    /** Reads the state, before anybody waits. */
    void load() {
        reading.load();
        told = reading.position();
    }

    /**
     * Carries out a batch and answers its authors. On an exception nothing was answered, and nothing stays in memory.
     *
     * @param turn may add to the batch when this node has its turn
     */
    void run(List<Pending> batch, Runnable turn) {
        mend();
        Head locked = lock();
        Store.Writer connection = connection();
        Head head = catchUp(connection, locked);
        turn.run();
        Outcome outcome = new Outcome(head, Math.max(head.at(), clock.millis()), decider.round(), encoding);
        Map<CommandKey, Known> known = connection.known(keys(batch));
        batch.forEach(pending -> outcome.decide(pending.command(), known));
        if (outcome.isEmpty()) {
            connection.rollback();
        } else {
            connection.write(outcome.batch());
            connection.commit();
        }
        publish(batch, outcome);
    }

    /** Takes over what others tell of their commits, as far as it follows what was read, and wakes whoever waits. */
    void hear(List<Ring> rings) {
        if (!rings.isEmpty()) {
            mend();
            torn = true;
            rings.forEach(reading::hear);
            tellOthersNews();
            torn = false;
        }
    }

    /** Reads what others committed, without waiting for the lock of the head, and tells whoever wants to know. */
    void look() {
        mend();
        Head head = store.head();
        Cursor read = reading.position();
        if (!head.epoch().equals(read.epoch())) {
            reading.load();
        } else if (head.id() < read.id() || !reading.follow(head.id(), store::after)) {
            abandon(); // the old connection may lead to what was the database before
            Store.Writer connection = connection();
            catchUp(connection, connection.lock());
            connection.rollback();
        }
        tellOthersNews();
    }

    /**
     * The same, up to where another node told that the log has come. It is enough to read what follows: that says by
     * itself whether it goes on from what this node has read.
     */
    void look(Cursor rung) {
        mend();
        if (hasRead(rung) || (isOurs(rung) && reading.reaches(rung.id(), store::after))) {
            tellOthersNews();
        } else {
            look();
        }
    }

    private boolean isOurs(Cursor rung) {
        return rung.epoch().equals(reading.position().epoch());
    }

    private void tellOthersNews() {
        if (!reading.position().equals(told)) {
            tell(List.of());
        }
    }

    private void tell(List<Change> own) {
        listener.advanced(join(reading.takeNews(), own));
        told = reading.position();
    }

    /** Whether the log is known to have come so far. From any thread. */
    boolean hasRead(Cursor head) {
        Cursor read = reading.position();
        return read.epoch().equals(head.epoch()) && read.id() >= head.id();
    }

    /** Something failed between a commit and the end of its announcement: the state is read again. */
    private void mend() {
        if (torn) {
            reading.load();
            torn = false;
        }
    }

    /**
     * Begins a transaction. Where the connection broke since the last one, as when the database was restarted, nothing
     * was lost with it: another one is tried at once.
     */
    private Head lock() {
        Store.Writer connection = connection();
        try {
            return connection.lock();
        } catch (StoreException e) {
            if (fresh || !connection.isBroken()) {
                throw e;
            }
            LOG.debug("The journal's connection broke", e);
            abandon();
            return connection().lock();
        }
    }

    /** Drops the connection; the next batch opens a new one and reads the head again. */
    void abandon() {
        if (writer != null) {
            try {
                writer.close();
            } catch (StoreException e) {
                LOG.debug("The broken connection could not be closed", e);
            }
            writer = null;
        }
    }

    private Store.Writer connection() {
        Store.Writer connection = writer;
        if (connection == null) {
            connection = store.writer();
            writer = connection;
            fresh = true;
        }
        return connection;
    }

    private static List<CommandKey> keys(List<Pending> batch) {
        List<CommandKey> keys = new ArrayList<>();
        for (Pending pending : batch) {
            String key = pending.command().key();
            if (key != null) {
                keys.add(new CommandKey(pending.command().user(), key));
            }
        }
        return keys;
    }

    /** Takes over what others committed up to the head, so that decisions are made on everything before them. */
    private Head catchUp(Store.Writer connection, Head head) {
        Cursor read = reading.position();
        if (!head.epoch().equals(read.epoch())) {
            reading.load();
        } else if (head.id() < read.id()
                || (fresh && !reading.standsIn(connection::after))
                || !reading.follow(head.id(), connection::after)) {
            LOG.error("The log is not what it was (at {}, had read {}): a new epoch begins", head.id(), read.id());
            connection.epoch(newEpoch());
            connection.commit();
            reading.load();
            return catchUp(connection, connection.lock());
        }
        fresh = false;
        return head;
    }

    private void publish(List<Pending> batch, Outcome outcome) {
        torn = true;
        if (!outcome.batch().events().isEmpty()) {
            listener.wrote(reading.ring(outcome.batch()));
        }
        decider.committed(outcome.changes());
        reading.wrote(outcome.batch().events(), outcome.entries());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer().complete(outcome.answers().get(i));
        }
        tell(outcome.changes());
        torn = false;
    }

    private static List<Change> join(List<Change> others, List<Change> own) {
        if (others.isEmpty()) {
            return own;
        }
        List<Change> all = new ArrayList<>(others);
        all.addAll(own);
        return all;
    }

    /** Removes what is too old, a step of it; answers whether there is more. */
    boolean prune(Prune prune) {
        lock();
        Store.Writer connection = connection();
        int gone = connection.prune(prune.eventsBefore(), prune.keysBefore(), PRUNED_AT_ONCE);
        connection.commit();
        if (gone > 0) {
            LOG.info("Pruned {} events from the log", gone);
        }
        return gone == PRUNED_AT_ONCE;
    }

    /** A name for a new history of the log: 60 random bits. */
    static String newEpoch() {
        return Long.toString(new SecureRandom().nextLong() >>> 4, 36);
    }
}
