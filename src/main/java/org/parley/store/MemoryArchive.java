package org.parley.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Consumer;
import org.parley.chat.Archive;
import org.parley.chat.ChatChange;
import org.parley.chat.ChatChange.Message;
import org.parley.chat.ChatChange.PutRead;
import org.parley.chat.Room;
import org.parley.log.Head;

/** The projections of chat, read from memory. */
final class MemoryArchive implements Archive {
    private final Memory memory;

    MemoryArchive(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Head load(Consumer<ChatChange> into) {
        return memory.read(tables -> {
            tables.projections().directory(into);
            return tables.log().head();
        });
    }

    @Override
    public Snapshot state(String user) {
        return memory.read(tables -> {
            MemoryProjections data = tables.projections();
            Map<String, RoomState> rooms = new LinkedHashMap<>();
            for (Room room : data.rooms.values()) {
                Long since = data.members(room.id()).get(user);
                if (since != null) {
                    rooms.put(room.id(), state(data, user, room, since));
                }
            }
            return new Snapshot(tables.log().head().cursor(), marks(data, user, 0), rooms);
        });
    }

    private static RoomState state(MemoryProjections data, String user, Room room, long since) {
        PutRead mark = data.marks(user).get(room.id());
        long read = mark == null ? 0 : mark.id();
        Counts counts = counts(data, user, room.id(), Math.max(read, since), 0);
        Optional<Message> newest = data.messages(room.id()).tailMap(since, false).descendingMap().values().stream()
                .findFirst();
        return new RoomState(
                room,
                data.members(room.id()).size(),
                since,
                read,
                counts.unread(),
                counts.mentions(),
                newest.map(Message::id).orElse(since),
                newest.map(Message::from));
    }

    private static Counts counts(MemoryProjections data, String user, String room, long from, long at) {
        List<Message> newer = data.messages(room).tailMap(from, false).values().stream()
                .filter(each -> !each.from().equals(user))
                .toList();
        long mentions =
                newer.stream().filter(each -> each.mentions().contains(user)).count();
        return new Counts(Math.min(newer.size(), MOST_COUNTED), (int) Math.min(mentions, MOST_COUNTED), at);
    }

    @Override
    public Personal personal(String user, long after) {
        return memory.read(tables -> {
            MemoryProjections data = tables.projections();
            Personal marks = marks(data, user, after);
            Map<String, Counts> counts = new LinkedHashMap<>();
            marks.read().forEach((room, read) -> {
                Long since = data.members(room).get(user);
                if (since != null) {
                    long at = tables.log().head().id();
                    counts.put(room, counts(data, user, room, Math.max(read, since), at));
                }
            });
            return new Personal(marks.version(), marks.read(), counts);
        });
    }

    @Override
    public Map<String, Long> personalVersions(long after) {
        return memory.read(tables -> tables.projections().personalVersions(after));
    }

    private static Personal marks(MemoryProjections data, String user, long after) {
        Map<String, Long> read = new LinkedHashMap<>();
        long version = after;
        for (PutRead mark : data.marks(user).values()) {
            if (mark.version() > after) {
                read.put(mark.room(), mark.id());
                version = Math.max(version, mark.version());
            }
        }
        return new Personal(version, read, Map.of());
    }

    @Override
    public History history(String room, Page page) {
        return memory.read(tables -> {
            NavigableMap<Long, Message> messages = tables.projections().messages(room);
            return switch (page.side()) {
                case BEFORE -> before(messages, page.id(), page.limit());
                case AFTER -> after(messages, page.id(), page.limit());
                case AROUND -> around(messages, page.id(), page.limit());
            };
        });
    }

    private static History before(NavigableMap<Long, Message> messages, long id, int limit) {
        PageSize size = new PageSize(limit);
        NavigableMap<Long, Message> older = messages.headMap(id, false).descendingMap();
        List<Message> page =
                new ArrayList<>(older.values().stream().takeWhile(size::takes).toList());
        Collections.reverse(page);
        return new History(page, size.isFull(), !messages.tailMap(id, true).isEmpty());
    }

    private static History after(NavigableMap<Long, Message> messages, long id, int limit) {
        PageSize size = new PageSize(limit);
        List<Message> page = messages.tailMap(id, false).values().stream()
                .takeWhile(size::takes)
                .toList();
        return new History(page, !messages.headMap(id, true).isEmpty(), size.isFull());
    }

    private static History around(NavigableMap<Long, Message> messages, long id, int limit) {
        History older = before(messages, id, limit / 2);
        History newer = after(messages, id - 1, limit - limit / 2);
        List<Message> page = new ArrayList<>(older.messages());
        page.addAll(newer.messages());
        return new History(page, older.before(), newer.after());
    }
}
