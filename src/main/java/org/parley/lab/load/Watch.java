package org.parley.lab.load;

/** Looks at a run while it goes on. */
public interface Watch {
    /** Looks away. */
    Watch NONE = (phase, share, counts) -> {};

    /** What a run is doing. */
    enum Phase {
        OPENING,
        WARMING,
        MEASURING,
        SETTLING
    }

    /**
     * Called every tenth of a second, on the thread that runs. What it throws ends the run.
     *
     * @param share how much of the phase is done, 0 to 1
     * @param counts from the run's beginning
     */
    void look(Phase phase, double share, Counts counts);

    /** Who sees what passes over the connections of a client; asked once for each, by its place in the cast. */
    default Trace trace(int client) {
        return Trace.NONE;
    }
}
