package org.parley.lab.load;

import java.util.Optional;

/** What the server takes, as far as it tells. */
public interface ServerCosts {
    /** A server that does not tell. */
    ServerCosts UNKNOWN = Optional::empty;

    /**
     * What it has taken so far; may take a moment.
     *
     * @param cpuSeconds CPU time, user and system
     * @param allocated bytes on the heap, less than 0 if unknown
     */
    record Sample(double cpuSeconds, double allocated) {
        Sample since(Sample earlier) {
            return new Sample(cpuSeconds - earlier.cpuSeconds, allocated - earlier.allocated);
        }
    }

    /** What it has taken until now; empty when it does not tell. */
    Optional<Sample> sample();
}
