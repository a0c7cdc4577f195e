package org.parley.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.parley.log.Change;
import org.parley.log.Journal;
import org.parley.log.Ring;

/** The journal is there before those that it tells about commits; nobody reads before they are. */
final class Listening implements Journal.Listener {
    private final List<Consumer<List<? extends Change>>> listeners = new CopyOnWriteArrayList<>();
    private final Tally tally;
    private volatile Consumer<Ring> bell = ring -> {};

    /** Counts commits. */
    interface Tally {
        /** So many commands were carried out and answered in one transaction, which took so long. */
        void committed(int commands, long nanos);
    }

    Listening(Tally tally) {
        this.tally = tally;
    }

    /** One more is told of changes, after those before it. */
    void begin(Consumer<List<? extends Change>> listener) {
        listeners.add(listener);
    }

    /** This is told what others are to hear of. */
    void ring(Consumer<Ring> one) {
        bell = one;
    }

    @Override
    public void wrote(Ring ring) {
        bell.accept(ring);
    }

    @Override
    public void committed(int commands, long nanos) {
        tally.committed(commands, nanos);
    }

    @Override
    public void advanced(List<? extends Change> changes) {
        listeners.forEach(listener -> listener.accept(changes));
    }
}
