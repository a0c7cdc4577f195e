package org.parley.nodes;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.parley.chat.ChatChange.PutMessage;
import org.parley.chat.ChatChange.PutRead;
import org.parley.chat.Presence;
import org.parley.feed.Feed;
import org.parley.identity.Identity;
import org.parley.log.Bulletins;
import org.parley.log.Change;
import org.parley.log.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other nodes: tells them what happens at this one that the log does not hold, and takes over what they tell.
 *
 * <pre>
 *   online …, typing …           see {@link Roll}
 *   read u1 1042                 a user's personal state has this version now
 *   ended u1 SESSION             a session ended
 *   who                          please tell all who are online
 * </pre>
 *
 * A bulletin that was lost is made up for: presence is told anew, and the store is asked for the rest, whenever some
 * may have been missed, when a node is gone that may not have told all, and now and then. Thread-safe.
 */
public final class Neighbours implements Bulletins.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);
    private static final String READ = "read";
    private static final String ENDED = "ended";
    private static final String WHO = "who";

    /** How long it waits for the feed to say who is connected. */
    private static final Duration LOOPS = Duration.ofSeconds(1);

    private final Bulletins bulletins;
    private final Presence presence;
    private final Feed feed;
    private final Identity identity;
    private final Marks marks;
    private final Executor readers;
    private final Roll roll;
    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile Set<String> others = Set.of();

    /** Nothing is told or heard before {@link #begin}; {@code readers} runs what reads the store. */
    public Neighbours(
            Bulletins bulletins, Presence presence, Feed feed, Identity identity, Marks marks, Executor readers) {
        this.bulletins = bulletins;
        this.presence = presence;
        this.feed = feed;
        this.identity = identity;
        this.marks = marks;
        this.readers = readers;
        this.roll = new Roll(bulletins, presence);
    }

    /** Begins to listen and to tell. Once. */
    public void begin() {
        presence.tell(roll::typing);
        bulletins.listen(this);
    }

    /** Whether there are other nodes, as far as is known. */
    public boolean areThere() {
        return !others.isEmpty();
    }

    /** Tells what is new of presence; to be called about once a second. */
    public void tick() {
        roll.tick(others.isEmpty(), Feed.millis());
    }

    /** Takes note of a commit. On the journal's thread. */
    public void advanced(List<? extends Change> changes) {
        for (Change change : changes) {
            if (change instanceof PutRead put && !others.isEmpty()) {
                bulletins.post(READ, put.user() + ' ' + put.version());
            } else if (change instanceof PutMessage put) {
                roll.stopped(put.message().from(), put.message().room());
            }
        }
    }

    /** Tells that a session ended at this node. */
    public static void ended(Bulletins bulletins, String user, String session) {
        bulletins.post(ENDED, user + ' ' + session);
    }

    @Override
    public void told(String node, String topic, String text) {
        meet(node);
        try {
            take(node, topic, text.split(" "));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            LOG.warn("Node {} told something that is not understood: {} {}", node, topic, text);
        }
    }

    /** What it does not know it passes over: a later version may tell more. */
    private void take(String node, String topic, String[] words) {
        switch (topic) {
            case Roll.ONLINE -> roll.online(node, words);
            case Roll.TYPING -> presence.typingElsewhere(words[1], words[0], Feed.millis());
            case READ -> marks.heard(words[0], Long.parseLong(words[1]));
            case ENDED -> identity.endedElsewhere(words[0], words[1]);
            case WHO -> roll.ask();
            default -> {}
        }
    }

    private void meet(String node) {
        if (!others.contains(node)) {
            Set<String> more = new HashSet<>(others);
            more.add(node);
            others = Set.copyOf(more);
        }
    }

    @Override
    public void missed() {
        roll.ask();
        bulletins.post(WHO, "");
        check();
    }

    @Override
    public void present(Set<String> nodes) {
        if (!others.containsAll(nodes)) {
            roll.ask();
        }
        if (!nodes.containsAll(others)) {
            check();
        }
        others = Set.copyOf(nodes);
        if (!presence.retain(nodes)) {
            bulletins.post(WHO, "");
        }
    }

    /** Asks the store for what may have been missed: read marks, and sessions that ended. Does not wait. */
    public void check() {
        if (checking.getAndSet(true)) {
            return; // the one that waits its turn sees all that is there by then
        }
        try {
            readers.execute(() -> {
                checking.set(false);
                ask();
            });
        } catch (RejectedExecutionException e) {
            checking.set(false);
        }
    }

    private synchronized void ask() {
        try {
            marks.check();
            identity.verify(feed.sessions(LOOPS));
        } catch (StoreException e) {
            LOG.debug("What other nodes did could not be asked for; it is again, soon", e);
        }
    }
}
