package org.parley.store;

import java.util.List;
import java.util.stream.IntStream;
import org.parley.chat.ChatChange.Message;
import org.parley.chat.ChatChange.PutMember;
import org.parley.chat.ChatChange.PutMessage;
import org.parley.chat.ChatChange.PutRead;
import org.parley.chat.ChatChange.PutRoom;
import org.parley.chat.ChatChange.PutUser;
import org.parley.chat.Room;
import org.parley.chat.User;
import org.parley.log.Change;
import org.parley.log.Event;
import org.parley.log.Head;
import org.parley.log.Store;
import org.parley.log.Store.NewKey;

/** Writes to a store as a journal would, one small transaction after the other; time goes on by 10 with each. */
final class Scribe implements AutoCloseable {
    private final Store.Writer writer;

    Scribe(Store store) {
        writer = store.writer();
    }

    Store.Writer writer() {
        return writer;
    }

    /** Commits so many events; answers the head. */
    Head events(int count) {
        return commit(count, List.of(), List.of());
    }

    Head change(Change... changes) {
        return commit(0, List.of(), List.of(changes));
    }

    Head key(NewKey key) {
        return commit(0, List.of(key), List.of());
    }

    void user(String id, String name) {
        change(new PutUser(new User(id, name, false)));
    }

    void room(String id, String name) {
        change(new PutRoom(new Room(id, name, Room.PUBLIC, Room.ALL)));
    }

    /** Becomes a member by an event; answers its id. */
    long join(String user, String room) {
        long id = next();
        commit(1, List.of(), List.of(new PutMember(room, user, id)));
        return id;
    }

    /** Says something; answers its id. */
    long say(String room, String user, String text, String... mentions) {
        long id = next();
        Message message = new Message(id, room, user, id * 10, text, List.of(mentions));
        commit(1, List.of(), List.of(new PutMessage(message)));
        return id;
    }

    /** Reads up to an event; answers the version. */
    long read(String user, String room, long id) {
        return inTransaction(head ->
                        batch(head, 0, List.of(), List.of(new PutRead(user, room, id, head.version() + 1))))
                .version();
    }

    private long next() {
        Head head = writer.lock();
        writer.rollback();
        return head.id() + 1;
    }

    Head commit(int events, List<NewKey> keys, List<Change> changes) {
        return inTransaction(head -> batch(head, events, keys, changes));
    }

    private interface Step {
        Store.Batch after(Head head);
    }

    private Head inTransaction(Step step) {
        Store.Batch batch = step.after(writer.lock());
        writer.write(batch);
        writer.commit();
        return batch.head();
    }

    /** What a journal would write next. */
    static Store.Batch batch(Head head, int events, List<NewKey> keys, List<Change> changes) {
        Head next = new Head(head.epoch(), head.id() + events, head.at() + 10, head.version() + 1);
        List<Event> numbered = IntStream.rangeClosed(1, events)
                .mapToObj(i -> event(next, head.id() + i))
                .toList();
        return new Store.Batch(next, numbered, keys, changes);
    }

    private static Event event(Head head, long id) {
        return new Event(
                id,
                head.epoch(),
                head.at(),
                "message",
                1,
                "r1",
                null,
                "u1",
                "key" + id,
                "{\"text\":\"研发 " + id + "\"}");
    }

    @Override
    public void close() {
        writer.close();
    }
}
