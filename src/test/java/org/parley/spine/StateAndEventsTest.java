package org.parley.spine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.chat.AccessPolicy;
import org.parley.chat.Archive.Personal;
import org.parley.chat.Archive.RoomState;
import org.parley.chat.Archive.Snapshot;
import org.parley.chat.ChatRequest;
import org.parley.chat.ChatRequest.CreateRoom;
import org.parley.chat.ChatRequest.Join;
import org.parley.chat.ChatRequest.Leave;
import org.parley.chat.ChatRequest.Post;
import org.parley.chat.ChatRequest.Read;
import org.parley.chat.Room;
import org.parley.log.Entry;
import org.parley.log.Event;
import org.parley.store.Database;
import org.parley.store.SqliteStore;
import org.parley.testing.ClientModel;
import org.parley.testing.Json;
import org.parley.wire.JsonEncoding;
import org.parley.wire.JsonMessages;
import org.parley.wire.Mine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A state and the events after it are the state later: for every kind of event, and for personal state. */
class StateAndEventsTest {
    private static final String GENERAL = "r1";

    @TempDir
    Path home;

    private Database database;
    private Spine spine;
    private AccessPolicy access;
    private String ann;
    private String bob;
    private ClientModel model;
    private long read;
    private final JsonMessages messages = new JsonMessages("n1", Duration.ofSeconds(20));
    private final Set<String> kinds = new TreeSet<>();

    @BeforeEach
    void begin() {
        database = new SqliteStore(home, new SqliteStore.Options(false, 0));
        spine = Spine.over(database).install();
        access = new AccessPolicy(spine.directory);
        ann = spine.signUp("ann");
        bob = spine.signUp("bob");
        load();
    }

    @AfterEach
    void end() {
        spine.close();
    }

    @Test
    void eachKindOfEventAndOfPersonalStateIsApplied() {
        step(bob, new Post(GENERAL, "hello @ann"));
        step(ann, new Post(GENERAL, "hello @bob and @ann"));
        step(ann, new Read(GENERAL, spine.journal.log().head().id()));
        step(bob, new Post(GENERAL, "again @ann"));
        step(ann, new Read(GENERAL, 3));
        String room = spine.createRoom(bob, "研发");
        assertSame();
        step(ann, new Join(room));
        step(bob, new Post(room, "welcome @ann"));
        step(bob, new Leave(room));
        step(ann, new CreateRoom("ann's", "public"));
        step(ann, new Leave(room));
        spine.signUp("eve");
        assertSame();

        assertEquals(Set.of("join", "leave", "message", "room", "user"), kinds);
        Set<String> personal =
                new TreeSet<>(Mine.fields(database.archive().personal(ann, 0)).keySet());
        assertTrue(personal.remove("version"));
        assertEquals(personal, model.personal());
    }

    @Test
    void aMarkOutlivesLeavingAndJoiningAgain() {
        step(bob, new Post(GENERAL, "one @ann"));
        step(ann, new Read(GENERAL, spine.journal.log().head().id()));
        step(ann, new Leave(GENERAL));
        step(bob, new Post(GENERAL, "two @ann"));
        step(ann, new Join(GENERAL));
        step(bob, new Post(GENERAL, "three @ann"));

        assertTrue(model.rooms().get(GENERAL).path("read").asLong() > 0);
        assertEquals(1, model.rooms().get(GENERAL).path("unread").asInt());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverHappens(long seed) {
        Random random = new Random(seed);
        List<String> rooms = List.of(
                GENERAL, spine.createRoom(ann, "one"), spine.createRoom(bob, "two"), spine.createRoom(bob, "3"));
        for (int i = 0; i < 150; i++) {
            String room = rooms.get(random.nextInt(rooms.size()));
            long head = spine.journal.log().head().id();
            ChatRequest request = switch (random.nextInt(6)) {
                case 0 -> new Join(room);
                case 1 -> new Leave(room);
                case 2 -> new Read(room, random.nextLong(head + 1));
                default -> new Post(room, random.nextBoolean() ? "hello" : "hello @ann, @bob");
            };
            spine.answer(random.nextBoolean() ? ann : bob, request);
            switch (random.nextInt(4)) { // events and personal state do not wait for each other
                case 0 -> hearEvents();
                case 1 -> hearMine();
                case 2 -> assertSame();
                default -> {}
            }
        }
        assertSame();
    }

    private void load() {
        JsonNode state = state();
        model = new ClientModel(state);
        read = spine.journal.log().head().id();
    }

    /** What {@code GET /api/state} would answer. */
    private JsonNode state() {
        Snapshot snapshot = database.archive().state(ann);
        ObjectNode state = Json.object();
        state.set("me", Json.of("id", ann));
        state.set("mine", Json.parse(org.parley.wire.Json.text(Mine.fields(snapshot.personal()))));
        state.set(
                "rooms",
                Json.array(snapshot.rooms().values().stream()
                        .map(StateAndEventsTest::fields)
                        .toList()));
        return state;
    }

    private static ObjectNode fields(RoomState state) {
        Room room = state.room();
        return Json.of("id", room.id())
                .put("name", room.name())
                .put("kind", room.kind())
                .put("history", room.history())
                .put("members", state.members())
                .put("since", state.since())
                .put("read", state.read())
                .put("unread", state.unread())
                .put("mentions", state.mentions())
                .put("head", state.head());
    }

    private void step(String user, ChatRequest request) {
        spine.answer(user, request);
        assertSame();
    }

    /** Applies what came since, and compares with what the server would say now. */
    private void assertSame() {
        hearEvents();
        hearMine();
        JsonNode later = state();
        assertEquals(ClientModel.rooms(later), model.rooms());
        assertEquals(later.path("mine"), model.mine());
    }

    private void hearEvents() {
        for (Event event : database.store().after(read, 1000)) {
            Entry entry = Entry.of(event, new JsonEncoding());
            if (access.visible(ann, entry)) {
                kinds.add(event.type());
                model.event(Json.parse(new String(entry.json(), StandardCharsets.UTF_8)));
            }
            read = event.id();
        }
    }

    private void hearMine() {
        Personal mine = database.archive().personal(ann, model.version());
        model.mine(Json.parse(new String(messages.mine(mine), StandardCharsets.UTF_8)));
    }
}
