package org.parley.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.chat.AccessPolicy;
import org.parley.chat.Directory;
import org.parley.chat.Events;
import org.parley.log.Entry;

/**
 * A loop's own index of who is concerned by what: room → the users with lines here. Kept up to date by the joins and
 * leaves that it passes; it names candidates, {@link AccessPolicy} has the last word. Belongs to the loop's thread.
 */
final class Index {
    private final Directory directory;
    private final AccessPolicy access;
    private final Map<String, Slot> slots = new HashMap<>();
    private final Map<String, Set<Slot>> byRoom = new HashMap<>();

    Index(Directory directory, AccessPolicy access) {
        this.directory = directory;
        this.access = access;
    }

    /** Everybody with lines here. */
    Iterable<Slot> slots() {
        return slots.values();
    }

    /** Whether nobody has a line here. */
    boolean isEmpty() {
        return slots.isEmpty();
    }

    /** The user's slot, made if he has none. */
    Slot open(String user) {
        return slots.computeIfAbsent(user, name -> {
            Slot slot = new Slot(name, directory.roomsOf(name), directory.version(name));
            slot.rooms.forEach(room -> enter(slot, room));
            return slot;
        });
    }

    /** The user's slot, for looking at; an empty one if he has none. */
    Slot peek(String user) {
        Slot slot = slots.get(user);
        return slot == null ? new Slot(user, Set.of(), 0) : slot;
    }

    /** Drops the slot if nothing is left in it. */
    void tidy(Slot slot) {
        if (slot.isEmpty() && slots.remove(slot.user, slot)) {
            slot.rooms.forEach(room -> leave(slot, room));
        }
    }

    /** Looks up afresh who is where: a part of the log was passed over, or another log began. */
    void refresh() {
        byRoom.clear();
        for (Slot slot : slots.values()) {
            slot.judged = 0;
            slot.bundle = null;
            slot.rooms.clear();
            slot.rooms.addAll(directory.roomsOf(slot.user));
            slot.rooms.forEach(room -> enter(slot, room));
        }
    }

    /** Walks over events and answers who may see something; what, stands in each one's {@link Slot#bundle}. */
    List<Slot> walk(List<Entry> events) {
        Bundle nothing = new Bundle();
        List<Slot> touched = new ArrayList<>();
        for (Entry event : events) {
            pass(event, true);
            for (Slot slot : candidates(event)) {
                judge(slot, event, nothing, touched);
            }
            pass(event, false);
        }
        return touched;
    }

    private void judge(Slot slot, Entry event, Bundle nothing, List<Slot> touched) {
        if (slot.judged == event.id() || !access.visible(slot.user, event)) {
            return;
        }
        slot.judged = event.id();
        if (slot.bundle == null) {
            touched.add(slot);
        }
        slot.bundle = (slot.bundle == null ? nothing : slot.bundle).plus(event);
    }

    private Iterable<Slot> candidates(Entry event) {
        String room = event.room();
        if (room == null) {
            return acquaintances(event);
        } else if (access.announced(event, room)) {
            return slots.values();
        }
        Set<Slot> members = byRoom.getOrDefault(room, Set.of());
        Slot subject = event.subject() == null ? null : slots.get(event.subject());
        if (subject == null || members.contains(subject)) {
            return members;
        }
        List<Slot> all = new ArrayList<>(members);
        all.add(subject);
        return all;
    }

    /** Those who share a room with the event's subject, and himself. */
    private Set<Slot> acquaintances(Entry event) {
        Set<Slot> found = new HashSet<>();
        String subject = event.subject();
        if (subject != null) {
            directory.roomsOf(subject).forEach(room -> found.addAll(byRoom.getOrDefault(room, Set.of())));
            Slot self = slots.get(subject);
            if (self != null) {
                found.add(self);
            }
        }
        return found;
    }

    /** A join counts from its own event on, a leave after it. */
    private void pass(Entry event, boolean before) {
        Slot slot = event.subject() == null ? null : slots.get(event.subject());
        if (slot == null || event.room() == null) {
            return;
        }
        if (before && event.type().equals(Events.JOIN) && slot.rooms.add(event.room())) {
            enter(slot, event.room());
        } else if (!before && event.type().equals(Events.LEAVE) && slot.rooms.remove(event.room())) {
            leave(slot, event.room());
        }
    }

    private void enter(Slot slot, String room) {
        byRoom.computeIfAbsent(room, id -> new HashSet<>()).add(slot);
    }

    private void leave(Slot slot, String room) {
        Set<Slot> members = byRoom.get(room);
        if (members != null && members.remove(slot) && members.isEmpty()) {
            byRoom.remove(room);
        }
    }
}
