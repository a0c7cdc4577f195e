package org.parley.lab.compare;

/** Where comparisons are held. */
public interface Venues {
    /** What stands before {@code /transport} and {@code /api} of a venue, within this web application. */
    String PATH = "/lab/compare/log";

    /**
     * Opens a venue. There is one at a time. Blocks, not for long; throws {@link IllegalStateException} if it can't be
     * opened.
     *
     * @param people how many there are
     */
    Venue open(int people);
}
