package org.parley.app;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.parley.chat.Chat;
import org.parley.chat.ChatDecider;
import org.parley.chat.Directory;
import org.parley.chat.Presence;
import org.parley.chat.RateLimit;
import org.parley.feed.Feed;
import org.parley.http.Budget;
import org.parley.http.Unread;
import org.parley.identity.Identity;
import org.parley.identity.Origins;
import org.parley.identity.Passwords;
import org.parley.identity.Setup;
import org.parley.identity.Tickets;
import org.parley.lab.Echoes;
import org.parley.lab.compare.Comparisons;
import org.parley.lab.doctor.Reports;
import org.parley.lab.doctor.Settled;
import org.parley.lab.meters.Meters;
import org.parley.log.Answer;
import org.parley.log.Journal;
import org.parley.log.StoreException;
import org.parley.nodes.Marks;
import org.parley.nodes.Neighbours;
import org.parley.store.Database;
import org.parley.transport.Arrivals;
import org.parley.transport.RecentArrivals;
import org.parley.transport.upgrade.Connections;
import org.parley.web.Api;
import org.parley.web.Attempts;
import org.parley.wire.CommandIntake;
import org.parley.wire.JsonEncoding;
import org.parley.wire.JsonMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: one running Parley, built from the log outwards and closed in reverse. */
final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final Deque<Runnable> stops = new ArrayDeque<>();
    final Settings settings;
    final Meters meters = new Meters();
    final Directory directory = new Directory();
    final Threads threads;
    final Database database;
    final JsonMessages messages;
    final Journal journal;
    final Feed feed;
    final Identity identity;
    final Origins origins;
    final Tickets tickets;
    final Arrivals arrivals;
    final CommandIntake intake;
    final Connections connections;
    final Echoes echoes;
    final LabLogs labLogs;
    final Comparisons comparisons;
    final Reports reports;
    final Settled settled;
    final RateLimit reporting = limit(5, Duration.ofMinutes(10), 5);
    final Budget partial;
    final Unread unread;
    final Api api;
    private final @Nullable Neighbours neighbours;
    private final AtomicBoolean drained = new AtomicBoolean();

    /**
     * Opens the store, reads the state, and starts. Throws {@link org.parley.log.StoreException} or
     * {@link StartException}.
     */
    Node(Settings settings, String version) {
        this.settings = settings;
        Clock clock = Clock.systemUTC();
        JsonEncoding encoding = new JsonEncoding();
        Listening listening = new Listening(meters::committed);
        LastNeeded.load();
        stops.push(Records::forget);
        stops.push(Drivers::deregister);
        stops.push(meters::close);

        try {
            Storage storage = Storage.open(settings);
            database = storage.database();
            stops.push(storage::close);
            threads = new Threads();
            stops.push(threads::close);
            ChatDecider decider = new ChatDecider(directory, database.archive(), encoding);
            journal = new Journal(
                    database.store(), decider, encoding, listening, Bounds.journal(settings), clock, threads.timer);
            stops.push(() -> journal.close(settings.drain()));

            Presence presence =
                    new Presence(directory, settings.presenceLinger(), settings.typingLinger(), clock.millis() * 1000);
            messages = new JsonMessages(storage.node(), settings.heartbeat());
            feed = new Feed(
                    journal.log(),
                    directory,
                    presence,
                    database.archive(),
                    messages,
                    threads.readers,
                    Bounds.feed(settings));
            stops.push(feed::close);
            listening.begin(feed::advanced);
            stops.push(storage::leave);
            show();

            origins = Relations.origins(settings);
            tickets = storage.tickets().apply(threads.readers);
            RecentArrivals recent = new RecentArrivals(clock);
            settled = new Settled(clock);
            reports = new Reports(clock);
            arrivals = new Arrivals(clock, List.of(recent, settled));
            Passwords passwords = new Passwords(threads.passwords);
            identity = new Identity(
                    journal,
                    directory,
                    database.accounts(),
                    database.sessions(),
                    passwords,
                    threads.readers,
                    settings.sessionIdle(),
                    clock,
                    (user, session, here) -> {
                        tickets.forget(session);
                        recent.forget(session);
                        settled.forget(session);
                        feed.end(user, session);
                        if (here) {
                            Neighbours.ended(storage.bulletins(), user, session);
                        }
                    });

            RateLimit commands = limit(settings.commandsPerSecond(), Duration.ofSeconds(1), settings.commandsBurst());
            intake = new CommandIntake(
                    journal,
                    directory,
                    presence,
                    commands,
                    settings.messageMaxBytes(),
                    settings.commandMaxBytes(),
                    meters);
            partial = new Budget(settings.partialMessagesMaxBytes());
            unread = new Unread(settings.unreadAnswersMaxBytes());
            connections = new Connections(threads.timer, threads.closers, Bounds.connections(settings));
            stops.push(connections::close);
            echoes = new Echoes(Bounds.echoes(settings), threads.closers);
            stops.push(echoes::close);
            stops.push(this::drain);
            labLogs = new LabLogs(this);
            comparisons = new Comparisons(labLogs, threads.comparisons);
            stops.push(comparisons::close);
            Attempts attempts = new Attempts(
                    limit(settings.signInsPerAccount(), settings.signInsWindow(), settings.signInsPerAccount()),
                    limit(settings.signInsPerAddress(), settings.signInsWindow(), settings.signInsPerAddress()),
                    meters);
            Setup setup = new Setup();
            api = new Api(
                    journal.log(),
                    directory,
                    presence,
                    database.archive(),
                    identity,
                    setup,
                    attempts,
                    intake,
                    recent::attempts,
                    tickets,
                    (caller, transport, reason) -> {
                        meters.passedOver(caller, transport, reason);
                        settled.passedOver(caller, transport, reason);
                    },
                    database.installation(),
                    version,
                    settings.messageMaxBytes(),
                    threads.readers,
                    partial,
                    unread);

            threads.every(Duration.ofSeconds(1), connections::tick);
            threads.every(settings.nowInterval(), () -> presence.tick(Feed.millis()));
            threads.every(Duration.ofMinutes(1), () -> {
                commands.sweep();
                attempts.sweep();
                recent.sweep();
                settled.sweep();
                reporting.sweep();
            });
            threads.every(
                    shorter(Duration.ofMinutes(1), settings.sessionIdle().dividedBy(4)),
                    () -> identity.sweep(feed.sessions(Duration.ofSeconds(1)).keySet()));
            threads.every(shorter(Duration.ofMinutes(1), settings.logKeep().dividedBy(4)), () -> prune(clock));
            neighbours = storage.shared() ? meet(storage, listening, presence) : null;
            install(journal);
            if (directory.isEmpty()) {
                LOG.info(
                        "There is no account yet. The first one administers; from elsewhere it needs the set-up code"
                                + " {}",
                        setup.code());
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Lets the nodes of one installation learn of each other's commits, and of what is not in the log. */
    private Neighbours meet(Storage storage, Listening listening, Presence presence) {
        listening.ring(storage::ring);
        storage.attend(journal, threads);
        Marks marks = new Marks(journal.log(), directory, database.archive(), feed);
        Neighbours neighbours =
                new Neighbours(reports.among(storage.bulletins()), presence, feed, identity, marks, threads.readers);
        listening.begin(neighbours::advanced);
        neighbours.begin();
        threads.every(settings.nowInterval(), neighbours::tick);
        threads.every(Duration.ofSeconds(30), neighbours::check);
        return neighbours;
    }

    private void show() {
        meters.gauge("parley.lag", "Events that the line furthest behind lacks", feed, Feed::lag);
        meters.gauge(
                "parley.log.head",
                "Id of the newest event",
                journal.log(),
                log -> log.head().id());
    }

    /** Runs a task when a peer had its time to close; for what does not end by itself. */
    void afterCloseTimeout(Runnable task) {
        threads.after(settings.closeTimeout(), task);
    }

    /**
     * Lets nobody new in, tells everybody to come back later or to other nodes, and finishes what was accepted, all in
     * the time that is set for it. Once; later calls do nothing.
     */
    void drain() {
        if (!drained.getAndSet(true)) {
            new Leaving(this).go(neighbours != null && neighbours.areThere());
        }
    }

    /**
     * Undoes what was built, the newest first: finishes what was accepted, tells everybody to come back later, and
     * closes the store. What fails does not keep the rest from being closed, be it for want of a class: on Open Liberty
     * the WAR may be gone by now.
     */
    @Override
    public void close() {
        for (Runnable stop : stops) {
            try {
                stop.run();
            } catch (RuntimeException | LinkageError e) {
                LOG.error("Something could not be closed", e);
            }
        }
    }

    private static void install(Journal journal) {
        if (Chat.install(journal).toCompletableFuture().join() instanceof Answer.Refusal refusal) {
            throw new StoreException("The first room could not be written: " + refusal.message(), null);
        }
    }

    private void prune(Clock clock) {
        long now = clock.millis();
        journal.prune(
                now - settings.logKeep().toMillis(), now - settings.keysKeep().toMillis());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static RateLimit limit(int count, Duration per, int burst) {
        return new RateLimit(count, per, burst, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }
}
