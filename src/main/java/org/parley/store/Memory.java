package org.parley.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Everything that a {@link MemoryStore} keeps. Thread-safe: each reading and each commit has it to itself. */
final class Memory {
    @GuardedBy("this")
    private final Tables tables;

    Memory(String epoch) {
        tables = new Tables(new MemoryLog(epoch), new MemoryProjections());
    }

    /** The log and what follows from it. */
    record Tables(MemoryLog log, MemoryProjections projections) {}

    /** Reads one consistent state. */
    synchronized <T> T read(Function<Tables, T> reading) {
        return reading.apply(tables);
    }

    /** Changes all of it at once. */
    synchronized void change(List<Consumer<Tables>> steps) {
        steps.forEach(step -> step.accept(tables));
    }
}
