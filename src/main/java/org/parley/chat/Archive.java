package org.parley.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.parley.log.Cursor;
import org.parley.log.Head;

/**
 * The projections of chat, read from where they are kept. Thread-safe and blocking: for the reader pool. Each method
 * reads one consistent snapshot, and may throw {@link org.parley.log.StoreException}.
 */
public interface Archive {
    /** A count of what is unread goes so far, and then means that there is as much or more. */
    int MOST_COUNTED = 1000;

    /** Most bytes of the texts on a page, in UTF-8; one message alone may have more. */
    long PAGE_BYTES = 512 * 1024;

    /**
     * Hands every user, room, member and newest personal version to {@code into}, and returns the head they belong to.
     */
    Head load(Consumer<ChatChange> into);

    /** A user's rooms with their counts, at the cursor they are true for. */
    Snapshot state(String user);

    /** A page of a room's messages; empty when the page is. */
    History history(String room, Page page);

    /** A user's personal state that changed after a version. */
    Personal personal(String user, long after);

    /** Whose personal state changed after a version, and which version it has now. */
    Map<String, Long> personalVersions(long after);

    /**
     * A user's state.
     *
     * @param cursor what it is true for
     * @param personal his personal state
     * @param rooms the rooms he is a member of, by id
     */
    record Snapshot(Cursor cursor, Personal personal, Map<String, RoomState> rooms) {}

    /**
     * One of a user's rooms.
     *
     * @param room the room
     * @param members how many there are
     * @param since the id of his newest join
     * @param read his read mark; 0 when there is none
     * @param unread messages of others since the mark and the join, {@link #MOST_COUNTED} at most
     * @param mentions those of them that name him, likewise
     * @param head id of the newest message since, or of the join
     * @param from author of the newest message, if any
     */
    record RoomState(
            Room room,
            int members,
            long since,
            long read,
            int unread,
            int mentions,
            long head,
            Optional<String> from) {}

    /**
     * Personal state, or what changed of it.
     *
     * @param version the newest version among it
     * @param read read marks by room
     * @param counts what is unread in these rooms, as far as he is a member
     */
    record Personal(long version, Map<String, Long> read, Map<String, Counts> counts) {
        /** This and what another one says; where they differ, the newer is right. */
        public Personal with(Personal other) {
            if (version < other.version) {
                return other.with(this);
            }
            Map<String, Long> bothRead = new HashMap<>(other.read);
            Map<String, Counts> bothCounts = new HashMap<>(other.counts);
            bothRead.putAll(read);
            bothCounts.putAll(counts);
            return new Personal(version, bothRead, bothCounts);
        }
    }

    /**
     * What somebody has not read of a room.
     *
     * @param unread messages of others since his mark and his join, {@link #MOST_COUNTED} at most
     * @param mentions those of them that name him, likewise
     * @param at the event up to which they were counted
     */
    record Counts(int unread, int mentions, long at) {}

    /**
     * Which messages.
     *
     * @param side on which side of {@code id}
     * @param id an event id
     * @param limit most messages, 1–200; fewer where their texts have more than {@link #PAGE_BYTES}
     */
    record Page(Side side, long id, int limit) {}

    /** Where a page lies. */
    enum Side {
        /** The newest before the id. */
        BEFORE,
        /** The oldest after the id. */
        AFTER,
        /** The id in the middle. */
        AROUND
    }

    /**
     * A page of messages.
     *
     * @param messages oldest first
     * @param before whether there are older ones
     * @param after whether there are newer ones
     */
    record History(List<ChatChange.Message> messages, boolean before, boolean after) {}
}
