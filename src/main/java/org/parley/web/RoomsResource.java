package org.parley.web;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.parley.chat.AccessPolicy;
import org.parley.chat.Archive;
import org.parley.chat.Archive.History;
import org.parley.chat.Archive.Page;
import org.parley.chat.Archive.Side;
import org.parley.chat.ChatChange.Message;
import org.parley.chat.Directory;
import org.parley.chat.Names;
import org.parley.chat.Presence;
import org.parley.chat.Room;
import org.parley.chat.User;
import org.parley.http.Answer;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.log.EventLog;
import org.parley.wire.Fields;
import org.parley.wire.Json;
import org.parley.wire.JsonEncoding;
import org.parley.wire.Refused;

/** {@code /api/rooms}: which rooms there are, who is in them, and what was said. */
final class RoomsResource implements Resource {
    private static final int MOST = 200;
    private static final List<Side> SIDES = List.of(Side.BEFORE, Side.AFTER, Side.AROUND);
    private static final long FURTHEST = (1L << 53) - 1;

    private final EventLog log;
    private final Archive archive;
    private final Directory directory;
    private final AccessPolicy access;
    private final Presence presence;
    private final Reading reading;

    RoomsResource(EventLog log, Archive archive, Directory directory, Presence presence, Reading reading) {
        this.log = log;
        this.archive = archive;
        this.directory = directory;
        this.access = new AccessPolicy(directory);
        this.presence = presence;
        this.reading = reading;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/rooms", this::rooms),
                Route.get("/rooms/*", this::room),
                Route.get("/rooms/*/members", this::members),
                Route.get("/rooms/*/messages", this::messages));
    }

    private CompletionStage<Answer> rooms(Call call) {
        String user = call.caller().user();
        String cursor = log.head().toString();
        List<Map<String, Object>> rooms = directory.rooms().stream()
                .filter(Room::isPublic)
                .sorted(Comparator.comparing(room -> Names.folded(room.name())))
                .map(room -> listed(user, room))
                .toList();
        return done(Json.object("cursor", cursor, "rooms", rooms));
    }

    private CompletionStage<Answer> room(Call call) {
        String cursor = log.head().toString();
        Map<String, Object> room = listed(call.caller().user(), visible(call));
        return done(Json.object("cursor", cursor, "room", room));
    }

    private CompletionStage<Answer> members(Call call) {
        Room room = visible(call);
        int limit = (int) call.number("limit", 100, 1, MOST);
        String after = after(call);
        List<User> page = directory.membersOf(room.id()).stream()
                .sorted()
                .filter(id -> id.compareTo(after) > 0)
                .limit(limit + 1L)
                .flatMap(id -> directory.user(id).stream())
                .toList();
        List<Map<String, Object>> members = page.stream()
                .limit(limit)
                .map(user -> Json.object("id", user.id(), "name", user.name(), "online", presence.isOnline(user.id())))
                .toList();
        return done(Json.object("members", members, "more", page.size() > limit));
    }

    /** A user stays one when he leaves the room, so whoever pages goes on behind him all the same. */
    private String after(Call call) {
        Optional<String> after = call.parameter("after");
        if (after.isPresent() && directory.user(after.get()).isEmpty()) {
            throw Fields.malformed("after", "after must be the id of a user: the last one of the page before.");
        }
        return after.orElse("");
    }

    private CompletionStage<Answer> messages(Call call) {
        Room room = visible(call);
        Page page = page(call);
        return reading.of(() -> archive.history(room.id(), page)).thenApply(history -> Answer.ok(fields(history)));
    }

    private static Page page(Call call) {
        int limit = (int) call.number("limit", 50, 1, MOST);
        List<Side> given = SIDES.stream()
                .filter(side -> call.parameter(name(side)).isPresent())
                .toList();
        if (given.size() > 1) {
            throw Fields.malformed(name(given.get(1)), "Give only one of before, after and around.");
        }
        Side side = given.isEmpty() ? Side.BEFORE : given.get(0);
        return new Page(side, call.number(name(side), Long.MAX_VALUE, 0, FURTHEST), limit);
    }

    private static String name(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    private Room visible(Call call) {
        Optional<Room> room = access.room(call.caller().user(), call.path().get(0));
        return room.orElseThrow(() -> new Refused(Refusal.of(Code.UNKNOWN_ROOM, "room", "There is no such room.")));
    }

    private Map<String, Object> listed(String user, Room room) {
        Map<String, Object> fields = fields(room, directory.members(room.id()));
        fields.put("member", directory.since(user, room.id()) > 0);
        return fields;
    }

    static Map<String, Object> fields(Room room, int members) {
        return Json.object(
                "id", room.id(),
                "name", room.name(),
                "kind", room.kind(),
                "history", room.history(),
                "members", members);
    }

    private Map<String, Object> fields(History history) {
        Stream<User> authors =
                history.messages().stream().map(Message::from).distinct().flatMap(id -> directory.user(id).stream());
        return Json.object(
                "messages",
                        history.messages().stream().map(RoomsResource::fields).toList(),
                "users", UsersResource.list(authors),
                "before", history.before(),
                "after", history.after());
    }

    private static Map<String, Object> fields(Message message) {
        return Json.object(
                "id", message.id(),
                "from", message.from(),
                "at", JsonEncoding.time(message.at()),
                "text", message.text(),
                "mentions", message.mentions().isEmpty() ? null : message.mentions());
    }

    private static CompletionStage<Answer> done(Object value) {
        return CompletableFuture.completedFuture(Answer.ok(value));
    }
}
