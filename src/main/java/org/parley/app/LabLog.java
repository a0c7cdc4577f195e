package org.parley.app;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.parley.chat.Chat;
import org.parley.chat.ChatDecider;
import org.parley.chat.ChatRequest;
import org.parley.chat.ChatRequest.CreateAccount;
import org.parley.chat.ChatRequest.CreateRoom;
import org.parley.chat.ChatRequest.Join;
import org.parley.chat.ChatRequest.Leave;
import org.parley.chat.Directory;
import org.parley.chat.Presence;
import org.parley.chat.RateLimit;
import org.parley.chat.Room;
import org.parley.chat.User;
import org.parley.feed.Feed;
import org.parley.feed.TransportMeter;
import org.parley.http.Departure;
import org.parley.identity.Identity;
import org.parley.identity.MemoryTickets;
import org.parley.identity.Passwords;
import org.parley.lab.compare.Venue;
import org.parley.lab.load.Cast;
import org.parley.lab.load.Cast.Seat;
import org.parley.log.Answer;
import org.parley.log.Command;
import org.parley.log.Journal;
import org.parley.log.Line;
import org.parley.store.MemoryStore;
import org.parley.transport.Arrivals;
import org.parley.transport.longpolling.LongPollingServlet;
import org.parley.transport.polling.PollingServlet;
import org.parley.transport.sse.SseServlet;
import org.parley.transport.upgrade.UpgradeServlet;
import org.parley.transport.websocket.Collaborators;
import org.parley.transport.websocket.Doorstep;
import org.parley.web.Api;
import org.parley.web.GuardFilter;
import org.parley.wire.CommandIntake;
import org.parley.wire.CommandMeter;
import org.parley.wire.JsonEncoding;
import org.parley.wire.JsonMessages;

/**
 * A second, smaller composition root: what {@link Node} builds around its database, around a log in memory, with people
 * who have sessions but no passwords. The same code serves both. Nothing of it is counted by the node's meters.
 */
final class LabLog implements Venue {
    /** Who makes rooms and accounts. */
    private static final String SYSTEM = "system";

    private static final int UNLIMITED = 1_000_000;
    private static final Duration ENDING = Duration.ofSeconds(1);

    private final Directory directory = new Directory();
    private final MemoryStore database = new MemoryStore();
    private final Runnable closed;
    private final Journal journal;
    private final Feed feed;
    private final Identity identity;
    private final Filter guard;
    private final Filter doorstep;
    private final Map<String, HttpServlet> servlets;
    private final List<List<String>> tokens = new ArrayList<>();

    /** Opens it, empty; tells when it is {@code closed}. */
    LabLog(Node node, Runnable closed) {
        this.closed = closed;
        Clock clock = Clock.systemUTC();
        JsonEncoding encoding = new JsonEncoding();
        Listening listening = new Listening((commands, nanos) -> {});
        ChatDecider decider = new ChatDecider(directory, database.archive(), encoding);
        journal = new Journal(
                database.store(),
                decider,
                encoding,
                listening,
                Bounds.journal(node.settings),
                clock,
                node.threads.timer);
        Presence presence = new Presence(
                directory,
                node.settings.presenceLinger(),
                node.settings.typingLinger(),
                TimeUnit.MILLISECONDS.toMicros(clock.millis()));
        JsonMessages messages = new JsonMessages("lab", node.settings.heartbeat());
        feed = new Feed(
                journal.log(),
                directory,
                presence,
                database.archive(),
                messages,
                node.threads.readers,
                Bounds.feed(node.settings));
        listening.begin(feed::advanced);
        identity = new Identity(
                journal,
                directory,
                database.accounts(),
                database.sessions(),
                new Passwords(node.threads.passwords),
                node.threads.readers,
                node.settings.sessionIdle(),
                clock,
                (user, session, here) -> feed.end(user, session));
        Arrivals arrivals = new Arrivals(clock, List.of());
        MemoryTickets tickets = new MemoryTickets(clock);
        guard = GuardFilter.closed(identity, database.installation(), node.origins, tickets, arrivals::turnedAway);
        doorstep = new Doorstep(arrivals);

        RateLimit unlimited =
                new RateLimit(UNLIMITED, Duration.ofSeconds(1), UNLIMITED, () -> System.nanoTime() / 1_000_000);
        CommandIntake intake = new CommandIntake(
                journal,
                directory,
                presence,
                unlimited,
                node.settings.messageMaxBytes(),
                node.settings.commandMaxBytes(),
                CommandMeter.NONE);
        servlets = Map.of(
                "/transport/upgrade",
                new UpgradeServlet(
                        feed,
                        intake,
                        arrivals,
                        node.connections,
                        node.partial,
                        TransportMeter.NONE,
                        Bounds.compressFrom(node.settings)),
                "/transport/sse",
                new SseServlet(
                        feed,
                        arrivals,
                        node::afterCloseTimeout,
                        new Departure(node.threads::after),
                        TransportMeter.NONE),
                "/transport/long-polling",
                new LongPollingServlet(
                        feed, messages, arrivals, node.settings.pollMaxHold(), TransportMeter.NONE, node.unread),
                "/transport/polling",
                new PollingServlet(feed, messages, arrivals, TransportMeter.NONE, node.unread),
                "/api",
                Api.commands(intake, identity, tickets, node.partial, node.unread));
        new Collaborators(
                        feed,
                        intake,
                        arrivals,
                        node.partial,
                        node.threads.closers,
                        node.settings.closeTimeout(),
                        TransportMeter.NONE)
                .openInLab();
    }

    /** So many people come into each of so many rooms. Once, before anybody connects. Blocks for some milliseconds. */
    void enter(int rooms, int people) {
        Stream<CompletionStage<Answer>> more =
                IntStream.range(1, rooms).mapToObj(room -> ask(SYSTEM, new CreateRoom("room " + room, Room.PUBLIC)));
        done(Stream.concat(Stream.of(Chat.install(journal)), more));
        for (int room = 0; room < rooms; room++) {
            List<User> here = accounts(room * people, people);
            if (room > 0) { // everybody begins in the first one
                String own = id(room);
                done(here.stream()
                        .flatMap(user -> Stream.of(ask(user.id(), new Join(own)), ask(user.id(), new Leave(id(0))))));
            }
            tokens.add(here.stream()
                    .map(user -> identity.open(user).toCompletableFuture().join())
                    .map(opened -> opened.orElseThrow().token())
                    .toList());
        }
    }

    private List<User> accounts(int after, int number) {
        List<String> names = IntStream.rangeClosed(after + 1, after + number)
                .mapToObj(n -> "p" + n)
                .toList();
        done(names.stream().map(name -> ask(SYSTEM, new CreateAccount(name, "none", true))));
        return names.stream()
                .map(name -> directory.userNamed(name).orElseThrow())
                .toList();
    }

    private CompletionStage<Answer> ask(String user, ChatRequest request) {
        return journal.submit(new Command(user, null, "", 256, request, new Line()));
    }

    /** Submits all, and waits for all. */
    private static void done(Stream<CompletionStage<Answer>> asked) {
        for (CompletionStage<Answer> answer : asked.toList()) {
            if (answer.toCompletableFuture().join() instanceof Answer.Refusal refusal) {
                throw new IllegalStateException("the log of the Lab can't be begun: " + refusal.message());
            }
        }
    }

    /** Rooms are named by their events, which are the log's first. */
    private static String id(int room) {
        return "r" + (room + 1);
    }

    @Override
    public Cast cast(int room, int speakers) {
        List<Seat> seats = tokens.get(room).stream()
                .map(token -> new Seat(token, 0, false))
                .toList();
        return new Cast(List.of(id(room)), seats, speakers);
    }

    /** Lets a request of one of the people pass. */
    void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean socket = request.getServletPath().endsWith("/websocket")
                || String.valueOf(request.getPathInfo()).endsWith("/websocket");
        guard.doFilter(request, response, socket ? (next, answer) -> doorstep.doFilter(next, answer, chain) : chain);
    }

    /** Answers a request that was admitted. */
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        String path = request.getServletPath().substring(LabLogs.PATH.length());
        Objects.requireNonNull(servlets.get(path)).service(request, response);
    }

    /** Tells those who are left to go, and stops what was started, the newest first. */
    @Override
    public void close() {
        closed.run();
        Collaborators.closeInLab();
        feed.drain(ENDING, false);
        feed.close();
        journal.close(ENDING);
        database.close();
    }
}
