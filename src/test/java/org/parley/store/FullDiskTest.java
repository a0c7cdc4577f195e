package org.parley.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.chat.Archive.Page;
import org.parley.chat.Archive.Side;
import org.parley.chat.ChatChange.Message;
import org.parley.chat.ChatRequest.Post;
import org.parley.log.Answer;
import org.parley.log.Answer.Ack;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.log.Event;
import org.parley.log.Line;
import org.parley.spine.Spine;

/** A disk that runs full, by way of the database's own limit. */
class FullDiskTest {
    private static final String GENERAL = "r1";
    private static final String LONG_TEXT = "x".repeat(8000);

    @TempDir
    Path home;

    private SqliteStore store;
    private Spine spine;
    private String ann;

    @BeforeEach
    void begin() {
        store = new SqliteStore(home, new SqliteStore.Options(true, 64 * 4096));
        spine = Spine.over(store).install();
        ann = spine.signUp("ann");
    }

    @AfterEach
    void end() {
        spine.close();
    }

    @Test
    void commandsGetUnavailableAndReadingGoesOn() {
        fill();

        assertEquals(Code.UNAVAILABLE, refused(spine.answer(ann, new Post(GENERAL, LONG_TEXT))));
        assertEquals(1, store.archive().state(ann).rooms().size());
        assertEquals(spine.journal.log().head(), store.head().cursor());
    }

    @Test
    void everyAckIsTrueAndNothingIsHalfWritten() {
        List<Long> acked = fill();

        List<Long> messages = history().stream().map(Message::id).toList();
        List<Long> events = spine.events().stream().map(Event::id).toList();
        assertEquals(acked, messages);
        assertEquals(store.head().id(), events.get(events.size() - 1));
        assertEquals(store.head().id(), events.size());
        assertTrue(events.containsAll(acked));
    }

    @Test
    void postingWorksAgainWhenThereIsRoomWithoutARestart() {
        fill();
        Line line = new Line();
        Post post = new Post(GENERAL, LONG_TEXT);
        assertEquals(Code.UNAVAILABLE, refused(Spine.await(spine.submit(ann, "same key", post, line))));
        int before = history().size();

        store.limit(0);

        assertInstanceOf(Ack.class, Spine.await(spine.submit(ann, "same key", post, line)));
        assertInstanceOf(Ack.class, Spine.await(spine.submit(ann, "same key", post, line)));
        assertEquals(before + 1, history().size());
    }

    /** Posts until it is refused; answers the ids that were acknowledged. */
    private List<Long> fill() {
        List<Long> acked = new ArrayList<>();
        Answer answer = spine.answer(ann, new Post(GENERAL, LONG_TEXT));
        while (answer instanceof Ack ack) {
            acked.add((Long) ack.fields().get("id"));
            answer = spine.answer(ann, new Post(GENERAL, LONG_TEXT));
        }
        assertTrue(acked.size() < 64, "the limit holds");
        return acked;
    }

    private List<Message> history() {
        return store.archive()
                .history(GENERAL, new Page(Side.BEFORE, Long.MAX_VALUE, 200))
                .messages();
    }

    private static Code refused(Answer answer) {
        return ((Refusal) answer).code();
    }
}
