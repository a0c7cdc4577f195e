package org.parley.feed;

import org.parley.chat.Directory;
import org.parley.chat.Presence;
import org.parley.log.EventLog;

/** What every part of a feed works with. All of it is thread-safe. */
record Parts(
        EventLog log,
        Scan scan,
        Pages pages,
        Messages messages,
        Directory directory,
        Presence presence,
        FeedLimits limits) {}
