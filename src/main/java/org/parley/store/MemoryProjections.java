package org.parley.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.parley.chat.ChatChange;
import org.parley.chat.ChatChange.DropMember;
import org.parley.chat.ChatChange.Message;
import org.parley.chat.ChatChange.PutMember;
import org.parley.chat.ChatChange.PutMessage;
import org.parley.chat.ChatChange.PutPassword;
import org.parley.chat.ChatChange.PutRead;
import org.parley.chat.ChatChange.PutRoom;
import org.parley.chat.ChatChange.PutUser;
import org.parley.chat.Room;
import org.parley.chat.User;
import org.parley.identity.Session;
import org.parley.identity.SessionChange;
import org.parley.identity.SessionChange.DropSession;
import org.parley.identity.SessionChange.DropSessionsBefore;
import org.parley.identity.SessionChange.PutSession;
import org.parley.identity.SessionChange.TouchSession;
import org.parley.log.Change;

/** What {@code Projections} keeps in tables, in maps. Not thread-safe: guarded by {@link Memory}. */
final class MemoryProjections {
    final Map<String, User> users = new LinkedHashMap<>();
    final Map<String, String> passwords = new HashMap<>();
    final Map<String, Room> rooms = new LinkedHashMap<>();
    final Map<String, Session> sessions = new HashMap<>();

    /** For each room its messages by id. */
    private final Map<String, TreeMap<Long, Message>> messages = new HashMap<>();

    /** For each room its members and the ids of their joins. */
    private final Map<String, Map<String, Long>> members = new HashMap<>();

    /** For each user his newest mark in each room. */
    private final Map<String, Map<String, PutRead>> marks = new HashMap<>();

    void apply(List<? extends Change> changes) {
        for (Change change : changes) {
            if (change instanceof ChatChange chat) {
                apply(chat);
            } else if (change instanceof SessionChange session) {
                apply(session);
            } else {
                throw new IllegalArgumentException(
                        "No place for " + change.getClass().getSimpleName());
            }
        }
    }

    private void apply(ChatChange change) {
        if (change instanceof PutUser put) {
            users.put(put.user().id(), put.user());
        } else if (change instanceof PutPassword put) {
            passwords.put(put.user(), put.hash());
        } else if (change instanceof PutRoom put) {
            rooms.put(put.room().id(), put.room());
        } else if (change instanceof PutMember put) {
            members.computeIfAbsent(put.room(), room -> new LinkedHashMap<>()).put(put.user(), put.since());
        } else if (change instanceof DropMember drop) {
            members.getOrDefault(drop.room(), new HashMap<>()).remove(drop.user());
        } else if (change instanceof PutRead put) {
            marks.computeIfAbsent(put.user(), user -> new HashMap<>()).put(put.room(), put);
        } else if (change instanceof PutMessage put) {
            Message message = put.message();
            messages.computeIfAbsent(message.room(), room -> new TreeMap<>()).put(message.id(), message);
        }
    }

    private void apply(SessionChange change) {
        if (change instanceof PutSession put) {
            sessions.put(put.session().id(), put.session());
        } else if (change instanceof TouchSession touch) {
            sessions.computeIfPresent(
                    touch.id(), (id, found) -> new Session(id, found.user(), found.created(), touch.seen()));
        } else if (change instanceof DropSession drop) {
            sessions.remove(drop.id());
        } else if (change instanceof DropSessionsBefore drop) {
            sessions.values().removeIf(session -> session.seen() < drop.seen());
        }
    }

    /** A room's messages by id. */
    NavigableMap<Long, Message> messages(String room) {
        return messages.getOrDefault(room, new TreeMap<>());
    }

    /** A room's members, and the ids of their joins. */
    Map<String, Long> members(String room) {
        return members.getOrDefault(room, Map.of());
    }

    /** A user's read marks by room. */
    Map<String, PutRead> marks(String user) {
        return marks.getOrDefault(user, Map.of());
    }

    /** Whose marks changed after a version, and the newest of each. */
    Map<String, Long> personalVersions(long after) {
        Map<String, Long> versions = new HashMap<>();
        marks.forEach((user, of) -> of.values().stream()
                .mapToLong(PutRead::version)
                .filter(version -> version > after)
                .max()
                .ifPresent(version -> versions.put(user, version)));
        return versions;
    }

    /** Hands over all that a directory is made of. */
    void directory(Consumer<ChatChange> into) {
        users.values().forEach(user -> into.accept(new PutUser(user)));
        rooms.values().forEach(room -> into.accept(new PutRoom(room)));
        members.forEach((room, all) -> all.forEach((user, since) -> into.accept(new PutMember(room, user, since))));
        marks.values().forEach(of -> of.values().forEach(into));
    }
}
