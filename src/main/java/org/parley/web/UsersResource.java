package org.parley.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.parley.chat.Directory;
import org.parley.chat.Names;
import org.parley.chat.User;
import org.parley.http.Answer;
import org.parley.wire.Fields;
import org.parley.wire.Json;

/** {@code GET /api/users?ids=…|q=…}: who is behind an id, or has a name like this. */
final class UsersResource implements Resource {
    private static final int MOST = 100;

    private final Directory directory;

    UsersResource(Directory directory) {
        this.directory = directory;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/users", this::users));
    }

    private CompletionStage<Answer> users(Call call) {
        Stream<User> found = call.parameter("ids")
                .map(ids -> Stream.of(ids.split(",")).distinct().flatMap(id -> directory.user(id).stream()))
                .or(() -> call.parameter("q").map(this::named))
                .orElseThrow(() -> Fields.malformed("ids", "Give ids (separated by commas) or q (part of a name)."));
        return CompletableFuture.completedFuture(Answer.ok(Map.of("users", list(found.limit(MOST)))));
    }

    private Stream<User> named(String part) {
        String folded = Names.folded(part);
        return directory.users().stream()
                .filter(user -> Names.folded(user.name()).contains(folded))
                .sorted(Comparator.comparing(User::name));
    }

    static List<Map<String, Object>> list(Stream<User> users) {
        return users.map(UsersResource::fields).toList();
    }

    static Map<String, Object> fields(User user) {
        return Json.object("id", user.id(), "name", user.name(), "admin", user.admin() ? true : null);
    }
}
