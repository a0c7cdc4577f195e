package org.parley.chat;

import java.util.List;
import org.parley.log.Change;

/** Changes to the projections of chat. */
public sealed interface ChatChange extends Change {
    /** A new or changed user. */
    record PutUser(User user) implements ChatChange {}

    /** The secret side of a new account: the hash of its password. */
    record PutPassword(String user, String hash) implements ChatChange {
        /** Leaves the hash out, so that no log can show it. */
        @Override
        public String toString() {
            return "PutPassword[" + user + "]";
        }
    }

    /** A new or changed room. */
    record PutRoom(Room room) implements ChatChange {}

    /** A user is a member since the event {@code since}. */
    record PutMember(String room, String user, long since) implements ChatChange {}

    /** A user is no longer a member. */
    record DropMember(String room, String user) implements ChatChange {}

    /** A message as history shows it. */
    record PutMessage(Message message) implements ChatChange {}

    /**
     * A user's read mark in a room; {@code version} is higher than that of each earlier change of his personal state.
     */
    record PutRead(String user, String room, long id, long version) implements ChatChange {}

    /**
     * A message.
     *
     * @param id its event's
     * @param at milliseconds since 1970 UTC
     * @param mentions users named in it
     */
    record Message(long id, String room, String from, long at, String text, List<String> mentions) {}

    /** Somebody said something at another node. Nothing follows from it but that he no longer types. */
    record Posted(String user, String room) implements ChatChange {}
}
