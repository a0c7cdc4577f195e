package org.parley.chat;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is online at other nodes, as each of them said last. A node is known once it has said all; what it says of single
 * users before is passed over. Not thread-safe.
 */
final class Elsewhere {
    private final Map<String, SortedSet<String>> nodes = new HashMap<>();

    /** At how many nodes somebody is. */
    private final Map<String, Integer> counts = new HashMap<>();

    boolean has(String user) {
        return counts.containsKey(user);
    }

    boolean knows(Collection<String> names) {
        return nodes.keySet().containsAll(names);
    }

    /** Somebody came to a node, or left it; answers whether that is the first, or the last, that has him. */
    boolean moved(String node, String user, boolean there) {
        SortedSet<String> users = nodes.get(node);
        return users != null && (there ? users.add(user) && added(user) : users.remove(user) && removed(user));
    }

    /**
     * Of the users whose ids lie from {@code from} up to before {@code to} a node has these and no others; null stands
     * for the beginning and the end. Answers who came to the first node that has him, or left the last.
     */
    Set<String> replace(String node, @Nullable String from, @Nullable String to, Collection<String> there) {
        SortedSet<String> users = nodes.computeIfAbsent(node, name -> new TreeSet<>());
        Set<String> gone = new HashSet<>(range(users, from, to));
        Set<String> moved = new HashSet<>();
        for (String user : there) {
            if (!gone.remove(user) && moved(node, user, true)) {
                moved.add(user);
            }
        }
        for (String user : gone) {
            if (moved(node, user, false)) {
                moved.add(user);
            }
        }
        return moved;
    }

    private static Set<String> range(SortedSet<String> users, @Nullable String from, @Nullable String to) {
        SortedSet<String> range = from == null ? users : users.tailSet(from);
        return to == null ? range : range.headSet(to);
    }

    /** Only these nodes are there still; answers who left the last node that had him. */
    Set<String> retain(Collection<String> names) {
        Set<String> moved = new HashSet<>();
        for (String node : Set.copyOf(nodes.keySet())) {
            if (!names.contains(node)) {
                moved.addAll(replace(node, null, null, Set.of()));
                nodes.remove(node);
            }
        }
        return moved;
    }

    private boolean added(String user) {
        return counts.merge(user, 1, Integer::sum) == 1;
    }

    private boolean removed(String user) {
        return counts.merge(user, -1, (count, less) -> count + less == 0 ? null : count + less) == null;
    }
}
