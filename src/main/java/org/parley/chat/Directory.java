package org.parley.chat;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.chat.ChatChange.DropMember;
import org.parley.chat.ChatChange.PutMember;
import org.parley.chat.ChatChange.PutRead;
import org.parley.chat.ChatChange.PutRoom;
import org.parley.chat.ChatChange.PutUser;

/**
 * Who is where: users, rooms and members as of the newest committed event, in memory. Written by the journal's thread
 * before a commit is acknowledged or announced, read by every thread without a lock. Only {@link #heard} is for any
 * thread: what other nodes tell is not in the log.
 */
public final class Directory implements State {
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final Map<String, User> usersByName = new ConcurrentHashMap<>();
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final Map<String, Room> roomsByName = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Long>> members = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> roomsOf = new ConcurrentHashMap<>();
    private final Map<String, Long> versions = new ConcurrentHashMap<>();

    @Override
    public boolean isEmpty() {
        return users.isEmpty();
    }

    @Override
    public Optional<User> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public Optional<User> userNamed(String name) {
        return Optional.ofNullable(usersByName.get(Names.folded(name)));
    }

    /** All users, in no order. */
    public Collection<User> users() {
        return users.values();
    }

    @Override
    public Optional<Room> room(String id) {
        return Optional.ofNullable(rooms.get(id));
    }

    @Override
    public Optional<Room> roomNamed(String name) {
        return Optional.ofNullable(roomsByName.get(Names.folded(name)));
    }

    /** All rooms, in no order. */
    public Collection<Room> rooms() {
        return rooms.values();
    }

    @Override
    public long since(String user, String room) {
        Map<String, Long> of = members.get(room);
        return of == null ? 0 : of.getOrDefault(user, 0L);
    }

    @Override
    public int members(String room) {
        return membersOf(room).size();
    }

    /** The members of a room, in no order; a live view. */
    public Set<String> membersOf(String room) {
        Map<String, Long> of = members.get(room);
        return of == null ? Set.of() : of.keySet();
    }

    /** The rooms a user is a member of, in no order; a live view. */
    public Set<String> roomsOf(String user) {
        return roomsOf.getOrDefault(user, Set.of());
    }

    /** The version of a user's personal state; 0 when he has none. */
    public long version(String user) {
        return versions.getOrDefault(user, 0L);
    }

    /** Another node gave a user's personal state this version. Answers whether it is news. */
    public boolean heard(String user, long version) {
        boolean news = version > version(user);
        versions.merge(user, version, Math::max);
        return news;
    }

    /** Whether two users are members of the same room. */
    public boolean shareRoom(String one, String other) {
        return roomsOf(one).stream().anyMatch(room -> since(other, room) > 0);
    }

    @Override
    public void apply(ChatChange change) {
        if (change instanceof PutUser put) {
            put(put.user());
        } else if (change instanceof PutRoom put) {
            put(put.room());
        } else if (change instanceof PutMember put) {
            members.computeIfAbsent(put.room(), room -> new ConcurrentHashMap<>())
                    .put(put.user(), put.since());
            roomsOf.computeIfAbsent(put.user(), user -> ConcurrentHashMap.newKeySet())
                    .add(put.room());
        } else if (change instanceof DropMember drop) {
            members.getOrDefault(drop.room(), new ConcurrentHashMap<>()).remove(drop.user());
            roomsOf.getOrDefault(drop.user(), ConcurrentHashMap.newKeySet()).remove(drop.room());
        } else if (change instanceof PutRead put) {
            versions.merge(put.user(), put.version(), Math::max);
        }
    }

    private void put(User user) {
        User before = users.put(user.id(), user);
        if (before != null) {
            usersByName.remove(Names.folded(before.name()));
        }
        usersByName.put(Names.folded(user.name()), user);
    }

    private void put(Room room) {
        Room before = rooms.put(room.id(), room);
        if (before != null) {
            roomsByName.remove(Names.folded(before.name()));
        }
        roomsByName.put(Names.folded(room.name()), room);
    }

    /** Takes over what another one says, and forgets the rest; nobody who reads meanwhile finds it empty. */
    void become(Directory other) {
        become(users, other.users);
        become(usersByName, other.usersByName);
        become(rooms, other.rooms);
        become(roomsByName, other.roomsByName);
        become(members, other.members);
        become(roomsOf, other.roomsOf);
        become(versions, other.versions);
    }

    private static <V> void become(Map<String, V> map, Map<String, V> other) {
        map.putAll(other);
        map.keySet().retainAll(other.keySet());
    }
}
