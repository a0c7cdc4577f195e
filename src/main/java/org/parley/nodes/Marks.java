package org.parley.nodes;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Map;
import org.parley.chat.Archive;
import org.parley.chat.Directory;
import org.parley.feed.Feed;
import org.parley.log.EventLog;

/**
 * Read marks that were set at other nodes. A bulletin tells only the version that somebody's personal state has then;
 * the store has the rest. Thread-safe.
 */
public final class Marks {
    private final EventLog log;
    private final Directory directory;
    private final Archive archive;
    private final Feed feed;

    /** The epoch of the log that was asked about. */
    @GuardedBy("this")
    private String epoch = "";

    /** All versions up to this one are known. */
    @GuardedBy("this")
    private long known;

    public Marks(EventLog log, Directory directory, Archive archive, Feed feed) {
        this.log = log;
        this.directory = directory;
        this.archive = archive;
        this.feed = feed;
    }

    /** A user's personal state has this version. */
    void heard(String user, long version) {
        if (directory.heard(user, version)) {
            feed.changed(user, version);
        }
    }

    /** Asks the store for all that this node does not know. Versions follow commits, so nothing older comes later. */
    synchronized void check() {
        String now = log.head().epoch();
        if (!now.equals(epoch)) {
            epoch = now;
            known = 0;
        }
        Map<String, Long> versions = archive.personalVersions(known);
        versions.forEach(this::heard);
        known = versions.values().stream().mapToLong(Long::longValue).reduce(known, Math::max);
    }
}
