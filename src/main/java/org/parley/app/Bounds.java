package org.parley.app;

import java.util.OptionalInt;
import org.parley.feed.FeedLimits;
import org.parley.lab.Echoes;
import org.parley.log.Journal;
import org.parley.store.SqliteStore;
import org.parley.transport.upgrade.Connections;

/** What the settings mean to each part of a {@link Node}. */
final class Bounds {
    private Bounds() {}

    /** What the store may cost. */
    static SqliteStore.Options store(Settings settings) {
        return new SqliteStore.Options(
                settings.storeSynchronous() == Settings.Synchronous.FULL, settings.storeMaxSize());
    }

    /** What waits for the journal, and what it keeps in memory. */
    static Journal.Limits journal(Settings settings) {
        return new Journal.Limits(
                settings.journalMaxCommands(),
                settings.journalMaxBytes(),
                settings.windowMaxEvents(),
                settings.windowMaxBytes());
    }

    /** What the feed gives its readers, and how long it waits for them. */
    static FeedLimits feed(Settings settings) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new FeedLimits(
                settings.feedLoops() == 0 ? cores : settings.feedLoops(),
                settings.batchMaxEvents(),
                settings.batchMaxBytes(),
                settings.laneMaxEntries(),
                settings.laneMaxBytes(),
                settings.pollMaxParked(),
                settings.socketsPerUser(),
                settings.heartbeat(),
                settings.writeStall(),
                settings.lagMaxEvents(),
                settings.nowInterval());
    }

    /** When hand-made WebSockets end. */
    static Connections.Deadlines connections(Settings settings) {
        return new Connections.Deadlines(
                settings.openTimeout(), settings.socketIdle(), settings.writeStall(), settings.closeTimeout());
    }

    /** From how many bytes on messages are compressed; empty for never. */
    static OptionalInt compressFrom(Settings settings) {
        return settings.compression() ? OptionalInt.of(settings.compressionMinBytes()) : OptionalInt.empty();
    }

    /** What the echoes may cost. */
    static Echoes.Limits echoes(Settings settings) {
        return new Echoes.Limits(
                settings.labEchoConnections(),
                settings.labEchoMaxMessage(),
                Math.max(settings.labEchoMaxBuffered(), 4L * settings.labEchoMaxMessage()),
                settings.socketIdle(),
                settings.writeStall());
    }
}
