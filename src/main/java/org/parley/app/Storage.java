package org.parley.app;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parley.cluster.Link;
import org.parley.cluster.NatsAccess;
import org.parley.cluster.NatsLink;
import org.parley.cluster.PostgresLink;
import org.parley.identity.MemoryTickets;
import org.parley.identity.Tickets;
import org.parley.log.Bulletins;
import org.parley.log.Doorbell;
import org.parley.log.Journal;
import org.parley.log.Ring;
import org.parley.store.Database;
import org.parley.store.PostgresSource;
import org.parley.store.PostgresStore;
import org.parley.store.SqliteStore;

/**
 * Where an installation keeps its data: in SQLite below the home, or in PostgreSQL, which several nodes may share.
 *
 * @param node a name for this node: another one at each start, where there may be others
 * @param database the data
 * @param tickets makes the tickets that all nodes know, with what runs those who read and write
 * @param link leads to other nodes that may add to it; null where there can be none
 */
record Storage(
        String node,
        Database database,
        Function<Executor, Tickets> tickets,
        @Nullable Link link) implements AutoCloseable {
    /** Where a container puts a database for this application, if its administrator says so. */
    static final String JNDI = "java:comp/env/jdbc/parley";

    /** Where a container that has names at all has those of this application. */
    private static final String ROOT = "java:comp/env";

    /** What a JNDI name begins with: Payara and GlassFish allow no colon in those that their administrators give. */
    private static final List<String> NAMES = List.of("java:", "jdbc/");

    /** Opens it. Throws {@link org.parley.log.StoreException} or {@link StartException}. */
    static Storage open(Settings settings) {
        DataSource source = source(settings);
        Optional<NatsAccess> nats = NatsSettings.access(settings);
        if (source == null) {
            if (nats.isPresent()) {
                throw new StartException("nats.url is for several nodes, which need PostgreSQL (store.url)");
            }
            Tickets tickets = new MemoryTickets(Clock.systemUTC());
            return new Storage(
                    "n1", new SqliteStore(settings.home(), Bounds.store(settings)), readers -> tickets, null);
        }
        boolean durable = settings.storeSynchronous() == Settings.Synchronous.FULL;
        PostgresStore store = nats.isPresent()
                ? PostgresStore.silent(source, settings.home(), durable)
                : new PostgresStore(source, settings.home(), durable);
        String node = "n" + Long.toString(new SecureRandom().nextInt(1 << 30), 36);
        return new Storage(
                node,
                store,
                store::tickets,
                nats.<Link>map(access -> NatsLink.open(access, store.secret(), source, store.installation(), node))
                        .orElseGet(() -> PostgresLink.open(source, PostgresStore.CHANNEL, store.installation(), node)));
    }

    /** Whether there may be other nodes. */
    boolean shared() {
        return link != null;
    }

    /** What other nodes tell, and are told, besides the log. */
    Bulletins bulletins() {
        return link == null ? Bulletins.none() : link.bulletins();
    }

    /** Tells the others what this node added to the log. */
    void ring(Ring ring) {
        if (link != null) {
            link.doorbell().ring(ring);
        }
    }

    /**
     * Lets a journal learn what other nodes write: at each ring, and by looking every second. Only where it is shared.
     */
    void attend(Journal journal, Threads threads) {
        Objects.requireNonNull(link).doorbell().listen(new Doorbell.Listener() {
            @Override
            public void rung(Ring ring) {
                journal.look(ring);
            }

            @Override
            public void missed() {
                journal.look();
            }
        });
        threads.every(Duration.ofSeconds(1), journal::look);
    }

    /** Leaves the other nodes; the data stays open. */
    void leave() {
        if (link != null) {
            link.close();
        }
    }

    @Override
    public void close() {
        leave();
        database.close();
    }

    private static @Nullable DataSource source(Settings settings) {
        String url = settings.storeUrl();
        if (url.isEmpty()) {
            return named(JNDI, false);
        }
        return NAMES.stream().anyMatch(url::startsWith)
                ? named(url, true)
                : PostgresSource.of(url, settings.storeUser(), settings.storePassword());
    }

    /** The container's DataSource of this name; null if there is none and none is required. */
    @SuppressWarnings("BanJNDI") // names that begin so are the container's own, and only those get here
    private static @Nullable DataSource named(String name, boolean required) {
        try {
            Object found = new InitialContext().lookup(name);
            if (found instanceof DataSource source) {
                return source;
            }
            throw new StartException(name + " is not a DataSource, but a "
                    + (found == null ? "null" : found.getClass().getName()));
        } catch (NamingException e) {
            if (!required && isAbsence(e)) {
                return null;
            }
            throw new StartException("The DataSource " + name + " could not be had: " + e);
        }
    }

    /** Whether nothing stands under the name, or there are no names at all: then their root can't be had either. */
    private static boolean isAbsence(NamingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof NameNotFoundException || cause instanceof NoInitialContextException) {
                return true;
            }
        }
        return !hasNames();
    }

    @SuppressWarnings("BanJNDI")
    private static boolean hasNames() {
        try {
            return new InitialContext().lookup(ROOT) != null;
        } catch (NamingException e) {
            return false;
        }
    }
}
