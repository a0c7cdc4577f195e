package org.parley.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.parley.chat.ChatChange.DropMember;
import org.parley.chat.ChatChange.Message;
import org.parley.chat.ChatChange.PutMember;
import org.parley.chat.ChatChange.PutMessage;
import org.parley.chat.ChatChange.PutPassword;
import org.parley.chat.ChatChange.PutRead;
import org.parley.chat.ChatChange.PutRoom;
import org.parley.chat.ChatChange.PutUser;
import org.parley.chat.ChatRequest.CreateAccount;
import org.parley.chat.ChatRequest.CreateRoom;
import org.parley.chat.ChatRequest.Join;
import org.parley.chat.ChatRequest.Leave;
import org.parley.chat.ChatRequest.Post;
import org.parley.chat.ChatRequest.Read;
import org.parley.log.Answer;
import org.parley.log.Answer.Ack;
import org.parley.log.Code;
import org.parley.log.Decision;
import org.parley.log.Draft;
import org.parley.log.Head;

/** The rules of chat: what a request leads to in a given state. Pure. */
final class Rules {
    private static final Decision UNKNOWN_ROOM = Decision.refuse(Code.UNKNOWN_ROOM, "room", "There is no such room.");
    private static final Decision NOT_A_MEMBER =
            Decision.refuse(Code.NOT_A_MEMBER, "room", "You are not a member of this room; join it first.");

    /** Somebody whose account went away under him, with a database that was put back. */
    private static final Decision NOBODY = Decision.refuse(Code.NOT_SIGNED_IN, "There is no such account any more.");

    private Rules() {}

    static Decision decide(State state, String user, ChatRequest request, Head next) {
        if (request instanceof Post post) {
            return memberOf(state, user, post.room(), () -> post(state, user, post, next));
        } else if (request instanceof Read read) {
            return memberOf(state, user, read.room(), () -> read(user, read, next));
        } else if (request instanceof CreateRoom create) {
            return createRoom(state, user, create, next);
        } else if (request instanceof Join join) {
            return state.room(join.room())
                    .map(room -> join(state, user, room, next))
                    .orElse(UNKNOWN_ROOM);
        } else if (request instanceof Leave leave) {
            return state.room(leave.room())
                    .map(room -> leave(state, user, room, next))
                    .orElse(UNKNOWN_ROOM);
        }
        return createAccount(state, (CreateAccount) request, next);
    }

    /** What a user may do among members, if he is one; a room he may not see does not exist for him. */
    private static Decision memberOf(State state, String user, String id, Supplier<Decision> decision) {
        if (state.since(user, id) > 0) {
            return decision.get();
        }
        return state.room(id).filter(Room::isPublic).isPresent() ? NOT_A_MEMBER : UNKNOWN_ROOM;
    }

    private static Decision post(State state, String user, Post post, Head next) {
        List<String> mentions = Mentions.in(post.text(), post.room(), state);
        Message message = new Message(next.id(), post.room(), user, next.at(), post.text(), mentions);
        Draft event = Events.message(user, post.room(), post.text(), mentions);
        return new Decision(ack(next.id()), List.of(event), List.of(new PutMessage(message)));
    }

    private static Decision read(String user, Read read, Head next) {
        if (read.id() >= next.id()) {
            return Decision.refuse(Code.MALFORMED, "id", "id lies beyond the newest event, " + (next.id() - 1) + ".");
        }
        return new Decision(Ack.EMPTY, List.of(), List.of(new PutRead(user, read.room(), read.id(), next.version())));
    }

    private static Decision createRoom(State state, String author, CreateRoom create, Head next) {
        if (state.roomNamed(create.name()).isPresent()) {
            return Decision.refuse(Code.NAME_TAKEN, "name", "There is a room of this name already.");
        }
        Room room = new Room("r" + next.id(), create.name(), create.kind(), Room.ALL);
        List<Draft> events = new ArrayList<>(List.of(Events.room(author, room)));
        List<ChatChange> changes = new ArrayList<>(List.of(new PutRoom(room)));
        state.user(author).ifPresent(user -> {
            events.add(Events.join(user, room, 1));
            changes.add(new PutMember(room.id(), author, next.id() + 1));
        });
        return new Decision(new Ack(Map.of("id", next.id(), "room", room.id())), events, changes);
    }

    private static Decision join(State state, String id, Room room, Head next) {
        Optional<User> user = state.user(id);
        if (user.isEmpty()) {
            return NOBODY;
        } else if (state.since(id, room.id()) > 0) {
            return Decision.nothing(Ack.EMPTY);
        } else if (!room.isPublic()) {
            return UNKNOWN_ROOM;
        }
        Draft event = Events.join(user.get(), room, state.members(room.id()) + 1);
        return new Decision(ack(next.id()), List.of(event), List.of(new PutMember(room.id(), id, next.id())));
    }

    private static Decision leave(State state, String user, Room room, Head next) {
        if (state.since(user, room.id()) == 0) {
            return room.isPublic() ? Decision.nothing(Ack.EMPTY) : UNKNOWN_ROOM;
        }
        Draft event = Events.leave(user, room.id(), state.members(room.id()) - 1);
        return new Decision(ack(next.id()), List.of(event), List.of(new DropMember(room.id(), user)));
    }

    /** The first account administers the installation; every new one is a member of the first room, {@code general}. */
    private static Decision createAccount(State state, CreateAccount create, Head next) {
        if (state.isEmpty() && !create.mayFound()) {
            return Decision.refuse(
                    Code.SETUP_NEEDED, "setup", "The first account needs the set-up code from the server's log.");
        } else if (state.userNamed(create.name()).isPresent()) {
            return Decision.refuse(Code.NAME_TAKEN, "name", "This name is taken; choose another.");
        }
        User user = new User("u" + next.id(), create.name(), state.isEmpty());
        List<Draft> events = new ArrayList<>(List.of(Events.user(user)));
        List<ChatChange> changes =
                new ArrayList<>(List.of(new PutUser(user), new PutPassword(user.id(), create.password())));
        state.room(Chat.GENERAL).ifPresent(general -> {
            events.add(Events.join(user, general, state.members(general.id()) + 1));
            changes.add(new PutMember(general.id(), user.id(), next.id() + 1));
        });
        return new Decision(new Ack(Map.of("user", user.id())), events, changes);
    }

    private static Answer ack(long id) {
        return new Ack(Map.of("id", id));
    }
}
