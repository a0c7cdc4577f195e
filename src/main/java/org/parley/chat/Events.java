package org.parley.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parley.log.Draft;

/** The kinds of events, and their bodies as docs/protocol.md has them. */
public final class Events {
    /** Somebody said something. */
    public static final String MESSAGE = "message";

    /** Somebody became a member. */
    public static final String JOIN = "join";

    /** Somebody is no longer a member. */
    public static final String LEAVE = "leave";

    /** A room exists, or changed. */
    public static final String ROOM = "room";

    /** A user exists, or changed. */
    public static final String USER = "user";

    private Events() {}

    static Draft message(String author, String room, String text, List<String> mentions) {
        Map<String, Object> body = new HashMap<>(Map.of("text", text));
        if (!mentions.isEmpty()) {
            body.put("mentions", mentions);
        }
        return new Draft(MESSAGE, 1, room, null, author, body);
    }

    static Draft join(User user, Room room, int members) {
        Map<String, Object> as = Map.of("name", room.name(), "kind", room.kind(), "history", room.history());
        Map<String, Object> body = Map.of("name", user.name(), "members", members, "as", as);
        return new Draft(JOIN, 1, room.id(), user.id(), user.id(), body);
    }

    static Draft leave(String user, String room, int members) {
        return new Draft(LEAVE, 1, room, user, user, Map.of("members", members));
    }

    static Draft room(String author, Room room) {
        Map<String, Object> body = Map.of("name", room.name(), "kind", room.kind(), "history", room.history());
        return new Draft(ROOM, 1, room.id(), null, author, body);
    }

    static Draft user(User user) {
        Map<String, Object> body = new HashMap<>(Map.of("name", user.name()));
        if (user.admin()) {
            body.put("admin", true);
        }
        return new Draft(USER, 1, null, user.id(), user.id(), body);
    }
}
