package org.parley.chat;

import java.util.Optional;

/** Who and what there is, as a decision needs to see it. */
interface State {
    /** Whether there is no account yet. */
    boolean isEmpty();

    Optional<User> user(String id);

    Optional<User> userNamed(String name);

    Optional<Room> room(String id);

    Optional<Room> roomNamed(String name);

    /** The id of the user's newest join of the room; 0 when he is not a member. */
    long since(String user, String room);

    /** How many members a room has. */
    int members(String room);

    /** Takes over a change. */
    void apply(ChatChange change);
}
