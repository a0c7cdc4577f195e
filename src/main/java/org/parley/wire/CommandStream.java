package org.parley.wire;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.parley.feed.Feed;
import org.parley.log.Answer;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.log.Command;
import org.parley.log.Journal;
import org.parley.log.Line;
import tools.jackson.databind.JsonNode;

/**
 * A series of commands whose order counts. After a refusal that may pass, such as {@code rate-limited}, the commands
 * behind it get the same until that key comes again, so that nothing overtakes it. Used by one thread at a time.
 */
public final class CommandStream {
    private static final int PATIENCE = 10;

    /** What came sooner after the first refusal was on its way already, and can't have heeded it. */
    private static final long GRACE_MILLIS = 2000;

    private final CommandIntake intake;
    private final String user;
    private final Line line = new Line();
    private @Nullable String blockedKey;
    private @Nullable Refusal blockedBy;
    private int unheeded;
    private long refusedSince = Long.MAX_VALUE;

    CommandStream(CommandIntake intake, String user) {
        this.intake = intake;
        this.user = user;
    }

    /**
     * What a command came to.
     *
     * @param key its key; null when it has none to answer to
     * @param answer completes with the answer, on any thread; null when none is due
     */
    public record Outcome(@Nullable String key, @Nullable CompletionStage<Answer> answer) {
        private static final Outcome NOTHING = new Outcome(null, null);

        /** Whether the message was no command at all: there is no key to answer to. */
        public boolean unanswerable() {
            return key == null && answer != null;
        }
    }

    /** Takes a command. */
    public Outcome accept(byte[] utf8) {
        return accept(intake.reader.read(utf8));
    }

    Outcome accept(JsonNode node, int size) {
        Incoming incoming = intake.reader.read(node, size);
        boolean tooLong = incoming instanceof Incoming.Keyed && size > intake.maxCommand();
        return accept(tooLong ? tooLong((Incoming.Keyed) incoming) : incoming);
    }

    private Incoming tooLong(Incoming.Keyed keyed) {
        return new Incoming.Bad(
                keyed.key(), Fields.tooLong("command", intake.maxCommand()).refusal());
    }

    /** Whether so many commands in a row were refused that the peer does not seem to listen. */
    public boolean exhausted() {
        return unheeded >= PATIENCE;
    }

    private Outcome accept(Incoming incoming) {
        if (incoming instanceof Incoming.Keyed keyed) {
            return new Outcome(keyed.key(), counted(keyed.type(), submit(keyed)));
        } else if (incoming instanceof Incoming.Bad bad) {
            return new Outcome(bad.key(), counted("unknown", CompletableFuture.completedFuture(refusal(bad))));
        } else if (incoming instanceof Incoming.Typing typing) {
            typing(typing.room());
        }
        return Outcome.NOTHING;
    }

    private CompletionStage<Answer> counted(String type, CompletionStage<Answer> answer) {
        answer.thenAccept(given -> intake.meter.answered(
                type, given instanceof Refusal refusal ? refusal.code().wire() : "ack"));
        return answer;
    }

    private CompletionStage<Answer> submit(Incoming.Keyed keyed) {
        Refusal refusal = refusal(keyed.key());
        if (refusal != null) {
            return CompletableFuture.completedFuture(refusal);
        }
        Command command = new Command(user, keyed.key(), keyed.hash(), keyed.size(), keyed.request(), line);
        CompletionStage<Answer> answer = intake.journal.submit(command);
        if (answer.toCompletableFuture().getNow(null) == Journal.FULL) {
            blockedKey = keyed.key();
            blockedBy = Journal.FULL;
        }
        return answer;
    }

    /** What is malformed counts like any other command: it costs as much to read. */
    private Refusal refusal(Incoming.Bad bad) {
        Refusal refusal = bad.key() == null ? null : refusal(bad.key());
        return refusal == null ? bad.refusal() : refusal;
    }

    private @Nullable Refusal refusal(String key) {
        Refusal refusal = obstacle(key);
        if (refusal == null) {
            unheeded = 0;
            refusedSince = Long.MAX_VALUE;
        } else if (refusal.code() == Code.RATE_LIMITED) {
            refusedSince = Math.min(refusedSince, intake.rate.millis());
            unheeded += intake.rate.millis() - refusedSince >= GRACE_MILLIS ? 1 : 0;
        }
        return refusal;
    }

    /**
     * Why a command may not go to the journal now: it stands behind one that has to come again, or comes too soon
     * itself.
     */
    private @Nullable Refusal obstacle(String key) {
        if (blockedKey != null && !blockedKey.equals(key)) {
            return blockedBy;
        }
        long wait = intake.rate.take(user);
        blockedKey = wait > 0 ? key : null;
        blockedBy = wait > 0 ? tooFast(wait) : null;
        return blockedBy;
    }

    private static Refusal tooFast(long wait) {
        return new Refusal(Code.RATE_LIMITED, "Too many commands; wait " + wait + " ms.", Map.of("retry", wait));
    }

    private void typing(String room) {
        if (intake.directory.since(user, room) > 0 && intake.rate.take(user) == 0) {
            intake.presence.typing(user, room, Feed.millis());
        }
    }
}
