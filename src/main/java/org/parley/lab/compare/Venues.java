package org.parley.lab.compare;

/** Where comparisons are held. */
public interface Venues {
    /** What stands before {@code /transport} and {@code /api} of a venue, within this web application. */
    String PATH = "/lab/compare/log";

    /**
     * Opens a venue. There is one at a time. Blocks, not for long; throws {@link IllegalStateException} if it can't be
     * opened.
     *
     * @param rooms how many there are, 1 or more
     * @param people how many are in each of them
     */
    Venue open(int rooms, int people);
}
