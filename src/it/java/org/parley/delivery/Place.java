package org.parley.delivery;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.parley.testing.Cable;
import org.parley.testing.NatsServer;
import org.parley.testing.ParleyProcess;
import org.parley.testing.PostgresServer;

/**
 * Where one of the nodes is, whichever process it is just now. Clients, the database and NATS know it by ways of its
 * own, which can fail. For one thread.
 */
final class Place implements AutoCloseable {
    private final Path home;
    private final List<String> options;
    private final String natsUrl;
    private final Cable toDatabase;
    private final Cable toNats;
    private final FaultProxy way;
    private ParleyProcess node;

    /** Starts a node that has its home here; it begins with NATS. */
    Place(Path home, PostgresServer database, String url, NatsServer nats, String... options) {
        this.home = home;
        this.toDatabase = Cable.to(database.port());
        this.toNats = Cable.to(nats.port());
        this.natsUrl = toNats.by(nats.url());
        this.options = new ArrayList<>(List.of(options));
        this.options.addAll(List.of("--store-url", toDatabase.by(url)));
        this.node = process(true);
        this.way = FaultProxy.start(node.address(), number -> Fault.NONE);
    }

    /** What its home is called. */
    String name() {
        return home.getFileName().toString();
    }

    /** Where clients come to it. */
    URI address() {
        return way.address();
    }

    /** What lies between it and the database. */
    Cable toDatabase() {
        return toDatabase;
    }

    /** What lies between it and NATS. */
    Cable toNats() {
        return toNats;
    }

    /** Ends in order, and begins again, with NATS or without. */
    void restart(boolean nats) {
        node.stop().awaitExit();
        begin(nats);
    }

    /** Dies, and begins again, with NATS or without. */
    void kill(boolean nats) {
        node.kill();
        begin(nats);
    }

    /** SIGSTOP. */
    void pause() {
        node.pause();
    }

    /** SIGCONT. */
    void resume() {
        node.resume();
    }

    private void begin(boolean nats) {
        node = process(nats);
        way.leadTo(node.address());
    }

    private ParleyProcess process(boolean nats) {
        List<String> all = new ArrayList<>(options);
        if (nats) {
            all.addAll(List.of("--nats-url", natsUrl));
        }
        return ParleyProcess.start(home, all.toArray(String[]::new));
    }

    @Override
    public void close() {
        way.close();
        node.close();
        toDatabase.close();
        toNats.close();
    }
}
