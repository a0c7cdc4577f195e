package org.parley.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.parley.chat.Archive;
import org.parley.chat.Archive.RoomState;
import org.parley.chat.Archive.Snapshot;
import org.parley.chat.Directory;
import org.parley.http.Answer;
import org.parley.log.Cursor;
import org.parley.log.EventLog;
import org.parley.wire.Fields;
import org.parley.wire.Json;
import org.parley.wire.Mine;

/**
 * {@code GET /api/state}: where a client begins; what it is told, plus the events after its cursor, is the state later.
 */
final class StateResource implements Resource {
    private final EventLog log;
    private final Archive archive;
    private final Directory directory;
    private final Reading reading;

    StateResource(EventLog log, Archive archive, Directory directory, Reading reading) {
        this.log = log;
        this.archive = archive;
        this.directory = directory;
        this.reading = reading;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/state", this::state));
    }

    private CompletionStage<Answer> state(Call call) {
        String user = call.caller().user();
        return reached(call.parameter("at-least"))
                .thenCompose(ready -> reading.of(() -> archive.state(user)))
                .thenApply(snapshot -> Answer.ok(fields(user, snapshot)));
    }

    /** Lets this node read what the store has, when somebody has seen more of the log than it; a second at most. */
    private CompletionStage<?> reached(Optional<String> atLeast) {
        Optional<Cursor> cursor = atLeast.map(text ->
                Cursor.parse(text).orElseThrow(() -> Fields.malformed("at-least", "at-least is not a cursor.")));
        return cursor.flatMap(log::gone).isPresent() ? log.refresh() : CompletableFuture.completedFuture(null);
    }

    private Map<String, Object> fields(String user, Snapshot snapshot) {
        List<Object> rooms = new ArrayList<>();
        Set<String> named = new LinkedHashSet<>(List.of(user));
        for (RoomState room : snapshot.rooms().values()) {
            rooms.add(fields(room));
            room.from().ifPresent(named::add);
        }
        return Json.object(
                "cursor", snapshot.cursor().toString(),
                "me", UsersResource.fields(directory.user(user).orElseThrow()),
                "mine", Mine.fields(snapshot.personal()),
                "rooms", rooms,
                "users", UsersResource.list(named.stream().flatMap(id -> directory.user(id).stream())));
    }

    private static Map<String, Object> fields(RoomState state) {
        Map<String, Object> fields = RoomsResource.fields(state.room(), state.members());
        fields.putAll(Json.object(
                "since", state.since(),
                "read", state.read(),
                "unread", state.unread(),
                "mentions", state.mentions(),
                "head", state.head()));
        return fields;
    }
}
