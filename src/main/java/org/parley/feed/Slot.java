package org.parley.feed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One user's lines and parked polls at a loop. Belongs to the loop's thread. */
final class Slot {
    final String user;
    final Set<String> rooms;
    final List<Follower> followers = new ArrayList<>(2);
    final List<Waiter> waiters = new ArrayList<>(1);

    /** What he may see of the present round. */
    @Nullable
    Bundle bundle;

    /** The last event that was judged for him, so that none is judged twice. */
    long judged;

    /** The version of his personal state that the lines here were told. */
    long told;

    /** The version that it has; what lies between is to be told. */
    long changed;

    /** Whether it is being read. */
    boolean recalling;

    Slot(String user, Set<String> rooms, long told) {
        this.user = user;
        this.rooms = new HashSet<>(rooms);
        this.told = told;
        this.changed = told;
    }

    boolean isEmpty() {
        return followers.isEmpty() && waiters.isEmpty();
    }
}
