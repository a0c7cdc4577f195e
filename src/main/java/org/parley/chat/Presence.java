package org.parley.chat;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Collection;
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
    private final long origin;

    @GuardedBy("this")
    private final Map<String, Online> online = new HashMap<>();

    @GuardedBy("this")
    private final Elsewhere elsewhere = new Elsewhere();

    @GuardedBy("this")
    private final Map<String, RoomNow> rooms = new HashMap<>();

    @GuardedBy("this")
    private long version;

    private volatile Typists typists = (user, room) -> {};

    /** Is told who types at this node; must return at once. */
    public interface Typists {
        /** This user types in a room, or goes on with it. */
        void typing(String user, String room);
    }

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
        this.origin = origin;
        this.version = origin;
    }

    /** From now on this one is told who types here. */
    public void tell(Typists whom) {
        typists = whom;
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
    public void typing(String user, String room, long now) {
        typingElsewhere(user, room, now);
        typists.typing(user, room);
    }

    /** This user types in a room at another node. */
    public synchronized void typingElsewhere(String user, String room, long now) {
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

    /** This user came online at another node, or went offline there. */
    public synchronized void movedElsewhere(String node, String user, boolean there) {
        if (elsewhere.moved(node, user, there)) {
            turned(user);
        }
    }

    /**
     * Of the users whose ids lie from {@code from} up to before {@code to} these are online at another node and no
     * others; null stands for the beginning and the end.
     */
    public synchronized void onlineElsewhere(
            String node, @Nullable String from, @Nullable String to, Collection<String> users) {
        elsewhere.replace(node, from, to, users).forEach(this::turned);
    }

    /** Only these other nodes are there. Answers whether all of them have said who is online there. */
    public synchronized boolean retain(Collection<String> nodes) {
        elsewhere.retain(nodes).forEach(this::turned);
        return elsewhere.knows(nodes);
    }

    /** Who is online at this node. */
    public synchronized Set<String> here() {
        return Set.copyOf(online.keySet());
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
                moved(next.getKey(), elsewhere.has(next.getKey()));
            }
        }
    }

    /** The newest version. */
    public synchronized long version() {
        return version;
    }

    /** Whether somebody is online. */
    public synchronized boolean isOnline(String user) {
        return online.containsKey(user) || elsewhere.has(user);
    }

    /**
     * What changed in a user's rooms since a version; everything since 0, or since a version that another node gave.
     */
    public synchronized Now since(String user, long since) {
        Map<String, List<String>> typing = new TreeMap<>();
        Map<String, Object> present = new TreeMap<>();
        boolean foreign = since > version || (since > 0 && since < origin);
        if (since >= version && !foreign) {
            return new Now(version, typing, present);
        }
        for (String id : directory.roomsOf(user)) {
            RoomNow room = room(id);
            if (foreign || (room.typingVersion > since && (since > 0 || !room.typing.isEmpty()))) {
                typing.put(id, List.copyOf(room.typing.keySet()));
            }
            if (foreign || room.onlineVersion > since || since == 0) {
                present.put(id, onlineIn(id, room));
            }
        }
        return new Now(version, typing, present);
    }

    @GuardedBy("this")
    private Object onlineIn(String id, RoomNow room) {
        if (room.onlineNow == null) {
            Set<String> here = online.keySet();
            Elsewhere others = elsewhere;
            List<String> there = directory.membersOf(id).stream()
                    .filter(user -> here.contains(user) || others.has(user))
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
        moved(user, elsewhere.has(user));
        return of;
    }

    @GuardedBy("this")
    private void depart(String user) {
        online.remove(user);
        moved(user, elsewhere.has(user));
    }

    /** Somebody came to other nodes, or left them. */
    @GuardedBy("this")
    private void turned(String user) {
        moved(user, online.containsKey(user));
    }

    /** Somebody came to a place or left it; that changes nothing for others if he is online all the same. */
    @GuardedBy("this")
    private void moved(String user, boolean anyway) {
        if (!anyway) {
            directory.roomsOf(user).forEach(this::changed);
        }
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
