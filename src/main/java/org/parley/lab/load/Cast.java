package org.parley.lab.load;

import java.util.List;

/**
 * Who takes part: rooms, and for each client who it is.
 *
 * @param rooms their ids
 * @param seats one for each client
 * @param speakers how many of a room speak, by turns; 0 for as many as keep each below 10 messages a second
 */
public record Cast(List<String> rooms, List<Seat> seats, int speakers) {
    /** A cast in which as many speak as are needed. */
    public Cast(List<String> rooms, List<Seat> seats) {
        this(rooms, seats, 0);
    }

    /**
     * One client's place.
     *
     * @param token its session's, for {@code Authorization: Bearer}
     * @param room the one it says something in, by its place in {@link Cast#rooms}
     * @param all whether its user is a member of all rooms, not of this alone
     */
    public record Seat(String token, int room, boolean all) {
        boolean hears(int other) {
            return all || other == room;
        }
    }
}
