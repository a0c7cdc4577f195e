package org.parley.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.parley.feed.Ending;
import org.parley.feed.Follower;
import org.parley.log.Answer;
import org.parley.wire.Answers;
import org.parley.wire.CommandStream;

/**
 * The commands of one socket: carried out in order, answered through its follower.
 *
 * <pre>
 *   received ─▶ backlog (so many bytes) ─▶ on the way (so many) ─▶ answered ─▶ taken by the sink
 *                   ▲ the next one, when an answer was taken ◀─────────────────────┘
 * </pre>
 *
 * A client may send many commands at once, but what waits for it stays bounded: who reads no answers is soon too slow.
 * The container's thread receives; the loop's takes the answers; whoever comes first carries out what is next.
 */
public final class SocketCommands {
    /** Answers of so many fit into a follower's lane, whatever its settings: these allow none that is smaller. */
    private static final int ON_THE_WAY = 32;

    private static final int BACKLOG_BYTES = 128 * 1024;

    /** What a message takes that waits, besides its bytes: or many empty ones would weigh nothing. */
    private static final int OVERHEAD = 32;

    private final Follower follower;

    @GuardedBy("this")
    private final CommandStream stream;

    @GuardedBy("this")
    private final ArrayDeque<byte[]> backlog = new ArrayDeque<>(1);

    @GuardedBy("this")
    private int backlogBytes;

    @GuardedBy("this")
    private int onTheWay;

    @GuardedBy("this")
    private boolean ended;

    /** How the line is to end when all that is on its way was answered. */
    @GuardedBy("this")
    private @Nullable Ending last;

    /** Takes the commands of a series and answers them through this follower. */
    public SocketCommands(CommandStream stream, Follower follower) {
        this.stream = stream;
        this.follower = follower;
    }

    /** Takes a message. One that can't be answered ends the line, as do ten refusals in a row that nobody heeds. */
    public synchronized void received(byte[] utf8) {
        follower.heard(utf8.length);
        if (follower.isClosed()) {
            return; // a close takes its time, and the right to speak may be what ended
        }
        backlogBytes += utf8.length + OVERHEAD;
        if (!ended) {
            backlog.add(utf8);
            proceed();
        }
        if (backlogBytes > BACKLOG_BYTES) {
            end(Ending.TOO_SLOW);
        }
    }

    private synchronized void taken() {
        onTheWay--;
        if (last != null && onTheWay == 0) {
            follower.close(last);
        }
        proceed();
    }

    @GuardedBy("this")
    private void proceed() {
        while (!ended && !follower.isClosed() && onTheWay < ON_THE_WAY && !backlog.isEmpty()) {
            byte[] next = backlog.remove();
            backlogBytes -= next.length + OVERHEAD;
            carryOut(next);
        }
    }

    @GuardedBy("this")
    private void carryOut(byte[] utf8) {
        CommandStream.Outcome outcome = stream.accept(utf8);
        CompletionStage<Answer> answer = outcome.answer();
        if (answer != null) {
            onTheWay++;
            answer.thenAccept(given -> follower.control(Answers.json(outcome.key(), given), this::taken));
        }
        if (outcome.unanswerable()) {
            end(Ending.NOT_A_COMMAND);
        } else if (stream.exhausted()) {
            end(Ending.TOO_FAST);
        }
    }

    /** Takes no more; who reads is told what became of everything before the line ends. */
    @GuardedBy("this")
    private void end(Ending ending) {
        ended = true;
        backlog.clear();
        backlogBytes = 0;
        if (onTheWay == 0 || ending.equals(Ending.TOO_SLOW)) {
            follower.close(ending);
        } else {
            last = ending;
        }
    }
}
