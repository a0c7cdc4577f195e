package org.parley.chat;

import java.util.Optional;
import org.parley.log.Entry;

/**
 * Who may see what. Asked at the moment of writing, so that a right that was lost no longer counts, whatever the
 * reader's cursor. Thread-safe.
 */
public final class AccessPolicy {
    private final Directory directory;

    /** Judges by this directory. */
    public AccessPolicy(Directory directory) {
        this.directory = directory;
    }

    /** Whether an event is for a reader. */
    public boolean visible(String user, Entry event) {
        String subject = event.subject();
        if (user.equals(subject)) {
            return true;
        }
        String room = event.room();
        if (room == null) {
            return subject != null && directory.shareRoom(user, subject);
        }
        long since = directory.since(user, room);
        return (since > 0 && since <= event.id()) || announced(event, room);
    }

    /** Whether an event of a room is for everybody, member or not. */
    public boolean announced(Entry event, String room) {
        return event.type().equals(Events.ROOM)
                && directory.room(room).filter(Room::isPublic).isPresent();
    }

    /** A room, if this user may know of it. */
    public Optional<Room> room(String user, String id) {
        return directory.room(id).filter(room -> room.isPublic() || directory.since(user, id) > 0);
    }
}
