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
    private static final int PAGE = 256;
    private static final int PRUNED_AT_ONCE = 10_000;

    private final Store store;
    private final Decider decider;
    private final Encoding encoding;
    private final Window window;
    private final Journal.Listener listener;
    private final Clock clock;
    private Store.@Nullable Writer writer;

    /** Whether what is in memory may be less than what was committed. */
    private boolean torn;

    Transaction(
            Store store, Decider decider, Encoding encoding, Window window, Journal.Listener listener, Clock clock) {
        this.store = store;
        this.decider = decider;
        this.encoding = encoding;
        this.window = window;
        this.listener = listener;
        this.clock = clock;
    }

    /** Reads the state afresh. */
    void load() {
        window.reset(decider.load().cursor());
    }

    /**
     * Carries out a batch and answers its authors. On an exception nothing was answered, and nothing stays in memory.
     */
    void run(List<Pending> batch) {
        Store.Writer connection = connection();
        mend();
        Head head = catchUp(connection, connection.lock());
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

    /** Something failed between a commit and the end of its announcement: the state is read again. */
    private void mend() {
        if (torn) {
            load();
            torn = false;
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
        Cursor read = window.last();
        if (head.epoch().equals(read.epoch()) && head.id() < read.id()) {
            LOG.error("The log runs backwards (at {}, had read {}): a new epoch begins", head.id(), read.id());
            connection.epoch(newEpoch());
            connection.commit();
            load();
            return catchUp(connection, connection.lock());
        }
        if (!head.epoch().equals(read.epoch())) {
            load();
            read = window.last();
        }
        while (read.id() < head.id()) {
            List<Event> events = connection.after(read.id(), PAGE);
            if (events.isEmpty() || events.get(0).id() != read.id() + 1) {
                load(); // it was pruned before this node read it
                return head;
            }
            decider.observed(events);
            window.add(events.stream().map(event -> Entry.of(event, encoding)).toList());
            read = window.last();
        }
        return head;
    }

    private void publish(List<Pending> batch, Outcome outcome) {
        torn = true;
        decider.committed(outcome.changes());
        window.add(outcome.entries());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer().complete(outcome.answers().get(i));
        }
        listener.advanced(outcome.changes());
        torn = false;
    }

    /** Removes what is too old, a step of it; answers whether there is more. */
    boolean prune(Prune prune) {
        Store.Writer connection = connection();
        connection.lock();
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
