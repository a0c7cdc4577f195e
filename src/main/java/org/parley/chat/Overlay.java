package org.parley.chat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.chat.ChatChange.DropMember;
import org.parley.chat.ChatChange.PutMember;
import org.parley.chat.ChatChange.PutRoom;
import org.parley.chat.ChatChange.PutUser;

/**
 * The directory with the earlier commands of a batch laid over it; dropped when the batch is committed or has failed.
 */
final class Overlay implements State {
    private final Directory base;
    private final Map<String, User> users = new HashMap<>();
    private final Map<String, User> usersByName = new HashMap<>();
    private final Map<String, Room> rooms = new HashMap<>();
    private final Map<String, Room> roomsByName = new HashMap<>();
    private final Map<Membership, Long> since = new HashMap<>();
    private final Map<String, Integer> grown = new HashMap<>();

    private record Membership(String user, String room) {}

    Overlay(Directory base) {
        this.base = base;
    }

    @Override
    public boolean isEmpty() {
        return users.isEmpty() && base.isEmpty();
    }

    @Override
    public Optional<User> user(String id) {
        return Optional.ofNullable(users.get(id)).or(() -> base.user(id));
    }

    @Override
    public Optional<User> userNamed(String name) {
        return Optional.ofNullable(usersByName.get(Names.folded(name))).or(() -> base.userNamed(name));
    }

    @Override
    public Optional<Room> room(String id) {
        return Optional.ofNullable(rooms.get(id)).or(() -> base.room(id));
    }

    @Override
    public Optional<Room> roomNamed(String name) {
        return Optional.ofNullable(roomsByName.get(Names.folded(name))).or(() -> base.roomNamed(name));
    }

    @Override
    public long since(String user, String room) {
        Long here = since.get(new Membership(user, room));
        return here == null ? base.since(user, room) : here;
    }

    @Override
    public int members(String room) {
        return base.members(room) + grown.getOrDefault(room, 0);
    }

    @Override
    public void apply(ChatChange change) {
        if (change instanceof PutUser put) {
            users.put(put.user().id(), put.user());
            usersByName.put(Names.folded(put.user().name()), put.user());
        } else if (change instanceof PutRoom put) {
            rooms.put(put.room().id(), put.room());
            roomsByName.put(Names.folded(put.room().name()), put.room());
        } else if (change instanceof PutMember put) {
            member(put.user(), put.room(), put.since());
        } else if (change instanceof DropMember drop) {
            member(drop.user(), drop.room(), 0);
        }
    }

    private void member(String user, String room, long from) {
        int before = since(user, room) > 0 ? 1 : 0;
        since.put(new Membership(user, room), from);
        grown.merge(room, (from > 0 ? 1 : 0) - before, Integer::sum);
    }
}
