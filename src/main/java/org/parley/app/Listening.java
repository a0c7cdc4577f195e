package org.parley.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.parley.log.Change;
import org.parley.log.Journal;

/** The journal is there before those that it tells about commits; nobody reads before they are. */
final class Listening implements Journal.Listener {
    private final List<Consumer<List<? extends Change>>> listeners = new CopyOnWriteArrayList<>();
    private final Tally tally;

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

    @Override
    public void committed(int commands, long nanos) {
        tally.committed(commands, nanos);
    }

    @Override
    public void advanced(List<? extends Change> changes) {
        listeners.forEach(listener -> listener.accept(changes));
    }
}
