package org.parley.feed;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.parley.log.Cursor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A poll that is held until there is something to say. Answered once. */
final class Waiter implements Feed.Parked {
    private static final Logger LOG = LoggerFactory.getLogger(Waiter.class);

    final Reader reader;
    final long number;
    final From from;
    final Cursor cursor;
    final long deadline;
    private final Loop loop;
    private final Consumer<Reply> done;
    private final AtomicBoolean answered = new AtomicBoolean();

    /** {@code number} grows from poll to poll. */
    Waiter(Loop loop, Reader reader, long number, From from, Cursor cursor, long deadline, Consumer<Reply> done) {
        this.loop = loop;
        this.reader = reader;
        this.number = number;
        this.from = from;
        this.cursor = cursor;
        this.deadline = deadline;
        this.done = done;
    }

    /** Answers, if nobody did before. */
    void answer(Reply reply) {
        if (answered.compareAndSet(false, true)) {
            try {
                done.accept(reply);
            } catch (Throwable e) {
                LOG.warn("A poll could not be answered", e);
            }
        }
    }

    /** Whether the other poll, of this number, is a newer one of the same tab or script. */
    boolean yieldsTo(Reader other, long newer) {
        return number < newer
                && reader.client() != null
                && reader.client().equals(other.client())
                && reader.session().equals(other.session());
    }

    @Override
    public void cancel() {
        if (answered.compareAndSet(false, true)) {
            loop.execute(() -> loop.polls().remove(this));
        }
    }
}
