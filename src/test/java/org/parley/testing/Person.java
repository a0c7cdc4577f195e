package org.parley.testing;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody with an account, signed in with a token of his own, who speaks to the server over one HTTP connection: sends
 * commands and looks at state, rooms and history. For one thread at a time.
 */
public final class Person implements AutoCloseable {
    /** Everybody has the same. */
    public static final String PASSWORD = "correct horse";

    private final URI server;
    private final String name;
    private final String id;
    private final String token;
    private RawHttp line;

    private Person(URI server, JsonNode account) {
        this.server = server;
        this.name = account.path("name").asString();
        this.id = account.path("user").asString();
        this.token = account.path("token").asString();
    }

    /** Makes an account whose name starts so and is nobody else's. */
    public static Person signUp(URI server, String name) {
        String unique =
                name + '-' + Integer.toString(ThreadLocalRandom.current().nextInt(1 << 30), 36);
        Request request = Request.post("/api/accounts", credentials(unique));
        return new Person(server, once(server, request).expect(201));
    }

    /** Signs in with a name that {@link #signUp} made: another session of the same user. */
    public static Person signIn(URI server, String name) {
        return new Person(
                server,
                once(server, Request.post("/api/session", credentials(name))).expect(200));
    }

    /** The same account in another session. */
    public Person again() {
        return signIn(server, name);
    }

    /** The same account and session at another address, where the same home is served now. */
    public Person at(URI other) {
        return new Person(other, Json.of("name", name).put("user", id).put("token", token));
    }

    /** Signs in as a browser does and gives what it would send in {@code Cookie}. */
    public String cookie() {
        ObjectNode body = Json.of("name", name).put("password", PASSWORD);
        Answer answer = once(server, Request.post("/api/session", body));
        answer.expect(200);
        return answer.header("set-cookie").orElse("").replaceFirst(";.*", "");
    }

    private static ObjectNode credentials(String name) {
        return Json.of("name", name).put("password", PASSWORD).put("token", true);
    }

    /** One request of nobody's, on a connection of its own. */
    public static Answer once(URI server, Request request) {
        try (RawHttp http = RawHttp.connect(server)) {
            return http.exchange(request);
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        }
    }

    public URI server() {
        return server;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** What proves to the server who one is. */
    public Map<String, String> credentials() {
        return Map.of("Authorization", "Bearer " + token);
    }

    /** Sends a command and gives its ack or the problem that came instead. */
    public JsonNode send(ObjectNode command) {
        return exchange(Request.post("/api/commands", command)).json();
    }

    /** Sends commands in one body and gives their acks and errors. */
    public List<JsonNode> send(List<ObjectNode> commands) {
        return Json.list(
                exchange(Request.post("/api/commands", Json.array(commands))).expect(200));
    }

    /** Sends a command that must succeed and gives its ack. */
    public JsonNode done(ObjectNode command) {
        JsonNode ack = exchange(Request.post("/api/commands", command)).expect(200);
        if (!ack.path("type").asString("").equals("ack") || !ack.path("key").equals(command.path("key"))) {
            throw new AssertionError("not the ack of " + command + ": " + ack);
        }
        return ack;
    }

    /** Posts and gives the message's id. */
    public long post(String room, String text) {
        return done(Commands.post(room, text)).path("id").asLong();
    }

    /** Posts these in order, in one body. */
    public void postAll(String room, List<String> texts) {
        for (JsonNode answer :
                send(texts.stream().map(text -> Commands.post(room, text)).toList())) {
            if (!answer.path("type").asString("").equals("ack")) {
                throw new AssertionError("not acked: " + answer);
            }
        }
    }

    /** Makes a public room whose name is nobody else's and gives its id. */
    public String createRoom() {
        String unique = "room " + Commands.key(ThreadLocalRandom.current());
        return done(Commands.createRoom(unique)).path("room").asString();
    }

    public void join(String room) {
        done(Commands.join(room));
    }

    public void leave(String room) {
        done(Commands.leave(room));
    }

    /** As clients do, it comes again while the store can't be read just now. */
    public JsonNode state() {
        Request state = Request.get("/api/state");
        Deadline deadline = Deadline.usual();
        Answer answer = exchange(state);
        while (answer.status() == 503 && !deadline.passed()) {
            Deadline.pause();
            answer = exchange(state);
        }
        return answer.expect(200);
    }

    /** Where the log stands now. */
    public String cursor() {
        return state().path("cursor").asString();
    }

    /** Every message of a room, oldest first, fetched page by page. */
    public List<JsonNode> history(String room) {
        return History.all(this, room);
    }

    public Answer get(String target) {
        return exchange(Request.get(target));
    }

    public void signOut() {
        exchange(Request.delete("/api/session")).expect(204);
    }

    /** Any request, as this person; on a new connection when the server has ended the old one meanwhile. */
    public Answer exchange(Request request) {
        try {
            return exchangeOnOpenLine(request.with(credentials()));
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(request.method() + ' ' + request.target(), e);
        }
    }

    private Answer exchangeOnOpenLine(Request request) throws IOException {
        boolean fresh = line == null;
        if (fresh) {
            line = RawHttp.connect(server);
        }
        try {
            Answer answer = line.exchange(request);
            if (answer.header("connection").orElse("").equalsIgnoreCase("close")) {
                close();
            }
            return answer;
        } catch (EOFException | SocketException e) {
            close();
            if (fresh) {
                throw e;
            }
            return exchangeOnOpenLine(request);
        }
    }

    @Override
    public void close() {
        try {
            if (line != null) {
                line.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            line = null;
        }
    }
}
