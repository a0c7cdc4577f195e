package org.parley.nodes;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.parley.chat.Presence;
import org.parley.log.Bulletins;

/**
 * Who is online and who types: tells other nodes at each tick what changed at this one since the last, and now and then
 * all of it; and takes over what they tell.
 *
 * <pre>
 *   online + u1                  came online
 *   online - u1                  went offline
 *   online = u1 u4 u1 u3         of those from u1 up to before u4 these are online; a dot is the beginning or the end
 *   typing r1 u1                 types
 * </pre>
 */
final class Roll {
    static final String ONLINE = "online";
    static final String TYPING = "typing";

    /** All of it is told as often as this, should something have been lost. */
    private static final long ALL = Duration.ofSeconds(30).toMillis();

    /** About so many characters of a list go in one bulletin. */
    private static final int SLICE = 6000;

    private static final String OPEN = ".";

    private final Bulletins bulletins;
    private final Presence presence;
    private final AtomicBoolean asked = new AtomicBoolean(true);

    /** Room and user of those who typed since the last tick. */
    private final Set<String> typing = ConcurrentHashMap.newKeySet();

    private Set<String> announced = Set.of();
    private long nextAll;

    Roll(Bulletins bulletins, Presence presence) {
        this.bulletins = bulletins;
        this.presence = presence;
    }

    /** Somebody wants to know all. */
    void ask() {
        asked.set(true);
    }

    /** Somebody types at this node. */
    void typing(String user, String room) {
        typing.add(room + ' ' + user);
    }

    /** Somebody posted: he no longer types. */
    void stopped(String user, String room) {
        typing.remove(room + ' ' + user);
    }

    /** Tells what is new, unless nobody is there to hear it. On one thread; {@code now} is in milliseconds. */
    void tick(boolean alone, long now) {
        if (alone) {
            typing.clear();
            return;
        }
        Set<String> here = presence.here();
        if (asked.getAndSet(false) || now >= nextAll) {
            nextAll = now + ALL;
            tellAll(here);
        } else {
            tellChanges(here);
        }
        announced = here;
        tellTyping();
    }

    private void tellAll(Set<String> here) {
        String from = OPEN;
        StringBuilder users = new StringBuilder();
        for (String user : here.stream().sorted().toList()) {
            if (users.length() + user.length() >= SLICE) {
                bulletins.post(ONLINE, "= " + from + ' ' + user + users);
                from = user;
                users.setLength(0);
            }
            users.append(' ').append(user);
        }
        bulletins.post(ONLINE, "= " + from + ' ' + OPEN + users);
    }

    private void tellChanges(Set<String> here) {
        here.stream().filter(user -> !announced.contains(user)).forEach(user -> bulletins.post(ONLINE, "+ " + user));
        announced.stream().filter(user -> !here.contains(user)).forEach(user -> bulletins.post(ONLINE, "- " + user));
    }

    private void tellTyping() {
        for (Iterator<String> each = typing.iterator(); each.hasNext(); ) {
            bulletins.post(TYPING, each.next());
            each.remove();
        }
    }

    /** Another node told who is online there. */
    void online(String node, String[] words) {
        if (words[0].equals("=")) {
            List<String> users = Arrays.asList(words).subList(3, words.length);
            presence.onlineElsewhere(node, end(words[1]), end(words[2]), users);
        } else {
            presence.movedElsewhere(node, words[1], words[0].equals("+"));
        }
    }

    private static @Nullable String end(String word) {
        return word.equals(OPEN) ? null : word;
    }
}
