package org.parley.container;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.parley.testing.Answer;
import org.parley.testing.Background;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Person;
import org.parley.testing.Request;
import tools.jackson.databind.node.ObjectNode;

/** Posts {@code note 0}, {@code note 1}, ... and sends each again with its key until it is acked. */
final class SteadyAuthor implements AutoCloseable {
    private static final int OK = 200;

    private final Person person;
    private final String room;
    private final AtomicInteger acked = new AtomicInteger();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final CompletableFuture<Void> talk;

    /** Begins to post in this room, in a thread of its own. */
    SteadyAuthor(Person person, String room) {
        this.person = person;
        this.room = room;
        this.talk = Background.run(this::talk);
    }

    private void talk() {
        while (!enough.get()) {
            ObjectNode note = Commands.post(room, "note " + acked.get());
            while (!isAcked(note)) {
                Deadline.pause();
            }
            acked.incrementAndGet();
        }
    }

    private boolean isAcked(ObjectNode note) {
        try {
            Answer answer = person.exchange(Request.post("/api/commands", note));
            return answer.status() == OK
                    && answer.json().path("type").asString("").equals("ack");
        } catch (UncheckedIOException e) {
            return false; // the application is away
        }
    }

    /** Waits until so many more have been acked. */
    void awaitMore(int count) {
        int goal = acked.get() + count;
        Deadline.usual().await(count + " more notes", () -> acked.get() >= goal || talk.isDone());
    }

    /** Ends after the note that is on its way, which must be acked; gives all notes. */
    List<String> finish() {
        enough.set(true);
        Deadline.usual().await("the last note's ack", talk::isDone);
        talk.join();
        return IntStream.range(0, acked.get()).mapToObj(i -> "note " + i).toList();
    }

    @Override
    public void close() {
        finish();
        person.close();
    }
}
