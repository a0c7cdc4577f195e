package org.parley.feed;

import java.time.Duration;

/**
 * Bounds of a feed.
 *
 * @param loops threads that serve followers; at least 1
 * @param batchEvents most events in a batch
 * @param batchBytes most bytes of events in a batch; one event always fits
 * @param laneEntries most control messages that wait for one follower
 * @param laneBytes most bytes of them
 * @param parked most parked polls of one session
 * @param lines most sockets and streams of one user
 * @param heartbeat the longest silence on a line
 * @param stall how long a line may take nothing
 * @param lag how many events a line that had caught up may fall behind
 * @param now the shortest time between two messages about presence
 */
public record FeedLimits(
        int loops,
        int batchEvents,
        int batchBytes,
        int laneEntries,
        int laneBytes,
        int parked,
        int lines,
        Duration heartbeat,
        Duration stall,
        long lag,
        Duration now) {}
