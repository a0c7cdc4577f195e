package org.parley.chat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.parley.log.Answer;
import org.parley.log.Command;
import org.parley.log.Journal;
import org.parley.log.Line;

/** What a new installation starts with. */
public final class Chat {
    /** The id of the room that every account is a member of from its start: rooms are named by their first event. */
    static final String GENERAL = "r1";

    private Chat() {}

    /** Makes the room {@code general} as the log's first event, if the log is empty. */
    public static CompletionStage<Answer> install(Journal journal) {
        if (journal.log().head().id() > 0) {
            return CompletableFuture.completedFuture(Answer.Ack.EMPTY);
        }
        return journal.submit(new Command(
                "system",
                "install-general",
                "general",
                256,
                new ChatRequest.CreateRoom("general", Room.PUBLIC),
                new Line()));
    }
}
