package org.parley.transport;

import java.util.concurrent.CompletionStage;
import org.parley.feed.Ending;
import org.parley.feed.Follower;
import org.parley.log.Answer;
import org.parley.wire.Answers;
import org.parley.wire.CommandStream;

/** The commands of one socket: carried out in order, answered through its follower. Used by one thread at a time. */
public final class SocketCommands {
    private final CommandStream stream;
    private final Follower follower;

    /** Takes the commands of a series and answers them through this follower. */
    public SocketCommands(CommandStream stream, Follower follower) {
        this.stream = stream;
        this.follower = follower;
    }

    /** Takes a message. One that can't be answered ends the line, as do ten refusals in a row that nobody heeds. */
    public void received(byte[] utf8) {
        follower.heard();
        CommandStream.Outcome outcome = stream.accept(utf8);
        CompletionStage<Answer> answer = outcome.answer();
        if (answer != null) {
            answer.thenAccept(given -> follower.control(Answers.json(outcome.key(), given)));
        }
        if (outcome.unanswerable()) {
            follower.close(Ending.NOT_A_COMMAND);
        } else if (stream.exhausted()) {
            follower.close(Ending.TOO_FAST);
        }
    }
}
