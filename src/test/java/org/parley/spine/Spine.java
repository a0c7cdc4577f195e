package org.parley.spine;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.parley.chat.Chat;
import org.parley.chat.ChatDecider;
import org.parley.chat.ChatRequest;
import org.parley.chat.Directory;
import org.parley.chat.Room;
import org.parley.log.Answer;
import org.parley.log.Answer.Ack;
import org.parley.log.Command;
import org.parley.log.Event;
import org.parley.log.Journal;
import org.parley.log.Line;
import org.parley.log.Store;
import org.parley.log.Write;
import org.parley.store.Database;
import org.parley.store.MemoryStore;
import org.parley.wire.JsonEncoding;

/** A real journal that decides on a real directory, over any store. */
public final class Spine implements AutoCloseable {
    public static final Journal.Limits LIMITS = new Journal.Limits(10_000, 1 << 20, 1024, 1 << 20);

    public final Database database;
    public final Directory directory = new Directory();
    public final Journal journal;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    public Spine(Database database, Store store, Journal.Listener listener, Journal.Limits limits) {
        this(database, store, listener, limits, Clock.systemUTC());
    }

    public Spine(Database database, Store store, Journal.Listener listener, Journal.Limits limits, Clock clock) {
        JsonEncoding encoding = new JsonEncoding();
        this.database = database;
        ChatDecider decider = new ChatDecider(directory, database.archive(), encoding);
        journal = new Journal(store, decider, encoding, listener, limits, clock, timer);
    }

    public static Spine over(Database database) {
        return over(database, database.store());
    }

    public static Spine over(Database database, Store store) {
        return new Spine(database, store, changes -> {}, LIMITS);
    }

    /** A new one in memory, with the room {@code general}. */
    public static Spine inMemory() {
        return over(new MemoryStore()).install();
    }

    public Spine install() {
        await(Chat.install(journal));
        return this;
    }

    /** Makes an account; answers the user's id. */
    public String signUp(String name) {
        return (String) acked(journal.submit(Command.internal(new ChatRequest.CreateAccount(name, "hash", true))))
                .get("user");
    }

    /** Makes a room; answers its id. */
    public String createRoom(String user, String name) {
        return (String) acked(submit(user, new ChatRequest.CreateRoom(name, Room.PUBLIC)))
                .get("room");
    }

    /** Says something; answers the event's id. */
    public long post(String user, String room, String text) {
        return (Long) acked(submit(user, new ChatRequest.Post(room, text))).get("id");
    }

    /** A command with a key of its own and a line of its own, answered. */
    public Answer answer(String user, ChatRequest request) {
        return await(submit(user, request));
    }

    public CompletionStage<Answer> submit(String user, ChatRequest request) {
        return submit(user, UUID.randomUUID().toString(), request, new Line());
    }

    public CompletionStage<Answer> submit(String user, String key, ChatRequest request, Line line) {
        return journal.submit(command(user, key, request, line));
    }

    /** A transaction that writes nothing, answered however long it is held; a refresh is given up after a second. */
    public CompletionStage<Answer> turn() {
        return journal.submit(Command.internal(new Write(List.of())));
    }

    public static Command command(String user, String key, ChatRequest request, Line line) {
        return new Command(user, key, request.toString(), 100, request, line);
    }

    /** All events that are in the store. */
    public List<Event> events() {
        return database.store().after(0, Integer.MAX_VALUE);
    }

    /** The fields of an ack that must come. */
    public static Map<String, Object> acked(CompletionStage<Answer> answer) {
        return ((Ack) await(answer)).fields();
    }

    /** An answer, which must come. */
    public static <T> T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get(15, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer came", e);
        }
    }

    @Override
    public void close() {
        journal.close(Duration.ofSeconds(10));
        timer.shutdownNow();
        database.close();
    }
}
