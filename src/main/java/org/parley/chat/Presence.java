package org.parley.chat;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is there and who is typing, now. Nothing of it is logged; each room's two facts carry the version at which they
 * last changed, so that a reader is told only what is new to him. Thread-safe; times are milliseconds of one monotonic
 * clock.
 */
public final class Presence {
    /** Rooms with more members give a number in place of names. */
    private static final int NAMED = 200;

    private final Directory directory;
    private final long pollLinger;
    private final long typingLinger;

    @GuardedBy("this")
    private final Map<String, Online> online = new HashMap<>();

    @GuardedBy("this")
    private final Map<String, RoomNow> rooms = new HashMap<>();

    @GuardedBy("this")
    private long version;

    /** Somebody's lines, and until when his last poll counts. */
    private static final class Online {
        int lines;
        long until;
    }

    /** What a room's members are told. */
    private static final class RoomNow {
        final Map<String, Long> typing = new TreeMap<>();
        long typingVersion;
        long onlineVersion;

        @Nullable
        Object onlineNow;
    }

    /**
     * What changed.
     *
     * @param version what the reader then knows
     * @param typing for each room that changed, who is typing
     * @param online for each room that changed, who is online: ids, or in a large room their number
     */
    public record Now(long version, Map<String, List<String>> typing, Map<String, Object> online) {
        /** Whether there is nothing to tell. */
        public boolean isEmpty() {
            return typing.isEmpty() && online.isEmpty();
        }
    }

    /**
     * @param pollLinger how long a poller counts as online after a request
     * @param typingLinger how long typing lasts
     * @param origin the first version, above every version of an earlier run
     */
    public Presence(Directory directory, Duration pollLinger, Duration typingLinger, long origin) {
        this.directory = directory;
        this.pollLinger = pollLinger.toMillis();
        this.typingLinger = typingLinger.toMillis();
        this.version = origin;
    }

    /** One more line of this user is open. */
    public synchronized void connected(String user) {
        Online of = online.get(user);
        if (of == null) {
            arrive(user).lines++;
        } else {
            of.lines++;
        }
    }

    /** A line of this user was closed. */
    public synchronized void disconnected(String user, long now) {
        Online of = online.get(user);
        if (of != null && --of.lines <= 0 && of.until <= now) {
            depart(user);
        }
    }

    /** This user sent a poll. */
    public synchronized void polled(String user, long now) {
        Online of = online.get(user);
        if (of == null) {
            of = arrive(user);
        }
        of.until = now + pollLinger;
    }

    /** This user types in a room. */
    public synchronized void typing(String user, String room, long now) {
        RoomNow of = room(room);
        if (of.typing.put(user, now + typingLinger) == null) {
            of.typingVersion = ++version;
        }
    }

    /** This user no longer types in a room: he posted, or left. */
    public synchronized void stopped(String user, String room) {
        RoomNow of = rooms.get(room);
        if (of != null && of.typing.remove(user) != null) {
            of.typingVersion = ++version;
        }
    }

    /** Somebody joined or left a room. */
    public synchronized void moved(String room) {
        changed(room);
    }

    /** Lets typing and polls run out; to be called a few times a second. */
    public synchronized void tick(long now) {
        for (RoomNow room : rooms.values()) {
            if (room.typing.values().removeIf(until -> until <= now)) {
                room.typingVersion = ++version;
            }
        }
        Iterator<Map.Entry<String, Online>> each = online.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, Online> next = each.next();
            if (next.getValue().lines <= 0 && next.getValue().until <= now) {
                each.remove();
                directory.roomsOf(next.getKey()).forEach(this::changed);
            }
        }
    }

    /** The newest version. */
    public synchronized long version() {
        return version;
    }

    /** Whether somebody is online. */
    public synchronized boolean isOnline(String user) {
        return online.containsKey(user);
    }

    /** What changed in a user's rooms since a version; everything since 0. */
    public synchronized Now since(String user, long since) {
        Map<String, List<String>> typing = new TreeMap<>();
        Map<String, Object> present = new TreeMap<>();
        if (since >= version) {
            return new Now(version, typing, present);
        }
        for (String id : directory.roomsOf(user)) {
            RoomNow room = room(id);
            if (room.typingVersion > since && (since > 0 || !room.typing.isEmpty())) {
                typing.put(id, List.copyOf(room.typing.keySet()));
            }
            if (room.onlineVersion > since || since == 0) {
                present.put(id, onlineIn(id, room));
            }
        }
        return new Now(version, typing, present);
    }

    @GuardedBy("this")
    private Object onlineIn(String id, RoomNow room) {
        if (room.onlineNow == null) {
            Set<String> arrived = online.keySet();
            List<String> there = directory.membersOf(id).stream()
                    .filter(arrived::contains)
                    .sorted()
                    .toList();
            room.onlineNow = directory.members(id) > NAMED ? (Object) there.size() : there;
        }
        return room.onlineNow;
    }

    @GuardedBy("this")
    private Online arrive(String user) {
        Online of = new Online();
        online.put(user, of);
        directory.roomsOf(user).forEach(this::changed);
        return of;
    }

    @GuardedBy("this")
    private void depart(String user) {
        online.remove(user);
        directory.roomsOf(user).forEach(this::changed);
    }

    @GuardedBy("this")
    private void changed(String room) {
        RoomNow of = room(room);
        of.onlineVersion = ++version;
        of.onlineNow = null;
    }

    @GuardedBy("this")
    private RoomNow room(String id) {
        return rooms.computeIfAbsent(id, room -> new RoomNow());
    }
}
