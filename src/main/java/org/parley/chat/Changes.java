package org.parley.chat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.parley.chat.ChatChange.DropMember;
import org.parley.chat.ChatChange.Posted;
import org.parley.chat.ChatChange.PutMember;
import org.parley.chat.ChatChange.PutRoom;
import org.parley.chat.ChatChange.PutUser;
import org.parley.log.Encoding;
import org.parley.log.Event;

/** What an event means for the {@link Directory}: how a node learns from what another one committed. */
final class Changes {
    private Changes() {}

    /**
     * The changes that an event stands for; none for kinds that concern nobody now, or that this version does not know.
     */
    static List<ChatChange> of(Event event, Encoding encoding) {
        return switch (event.type()) {
            case Events.USER -> List.of(new PutUser(user(subject(event), encoding.fields(event.body()))));
            case Events.ROOM -> List.of(new PutRoom(room(where(event), encoding.fields(event.body()))));
            case Events.JOIN -> List.of(new PutMember(where(event), subject(event), event.id()));
            case Events.LEAVE -> List.of(new DropMember(where(event), subject(event)));
            case Events.MESSAGE -> List.of(new Posted(event.actor(), where(event)));
            default -> List.of();
        };
    }

    private static String subject(Event event) {
        return Objects.requireNonNull(event.subject());
    }

    private static String where(Event event) {
        return Objects.requireNonNull(event.room());
    }

    private static String text(Map<String, Object> body, String name) {
        return (String) Objects.requireNonNull(body.get(name), name);
    }

    private static User user(String id, Map<String, Object> body) {
        return new User(id, text(body, "name"), Boolean.TRUE.equals(body.get("admin")));
    }

    private static Room room(String id, Map<String, Object> body) {
        return new Room(id, text(body, "name"), text(body, "kind"), text(body, "history"));
    }
}
