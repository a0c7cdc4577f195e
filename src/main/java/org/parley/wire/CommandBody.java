package org.parley.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.parley.log.Answer;
import org.parley.log.Answer.Ack;
import org.parley.log.Answer.Refusal;
import tools.jackson.databind.JsonNode;

/** The body of a request with commands: one, or an array of them, whose order counts. */
public final class CommandBody {
    private static final int MOST = 1000;

    private final CommandIntake intake;
    private final CommandStream stream;

    /** Takes commands in the name of a user. */
    public CommandBody(CommandIntake intake, String user) {
        this.intake = intake;
        this.stream = intake.stream(user);
    }

    /**
     * What the body came to.
     *
     * @param key the key of a single command that was refused, if it had one
     * @param refusal why a single command was refused; null when it was not, and for arrays
     * @param json the ack, or the array of acks and errors
     */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    public record Result(@Nullable String key, @Nullable Refusal refusal, byte[] json) {}

    /** Carries a body out. Throws {@link Refused} when it is neither. */
    public CompletionStage<Result> accept(byte[] body) {
        JsonNode node = Json.read(body);
        return node.isArray() ? array(node, body.length) : single(node, body.length);
    }

    private CompletionStage<Result> single(JsonNode node, int size) {
        if (size > intake.maxCommand()) {
            throw Fields.tooLong("body", intake.maxCommand());
        }
        CommandStream.Outcome outcome = stream.accept(node, size);
        return answer(outcome)
                .thenApply(answer -> answer instanceof Refusal refusal
                        ? new Result(outcome.key(), refusal, new byte[0])
                        : new Result(null, null, Answers.json(outcome.key(), answer)));
    }

    private CompletionStage<Result> array(JsonNode array, int size) {
        if (array.size() > MOST) {
            throw Fields.malformed("body", "The body holds more than " + MOST + " commands.");
        }
        List<CompletableFuture<byte[]>> answers = new ArrayList<>();
        boolean someMayBeTooLong = size > intake.maxCommand();
        for (JsonNode node : array) {
            int length = someMayBeTooLong ? Json.bytes(node).length : size / array.size();
            CommandStream.Outcome outcome = stream.accept(node, length);
            answers.add(answer(outcome)
                    .thenApply(answer -> Answers.json(outcome.key(), answer))
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> new Result(null, null, join(answers)));
    }

    /** What needs no answer is acknowledged all the same, so that each command of an array has its place. */
    private static CompletionStage<Answer> answer(CommandStream.Outcome outcome) {
        CompletionStage<Answer> answer = outcome.answer();
        return answer == null ? CompletableFuture.completedFuture(Ack.EMPTY) : answer;
    }

    private static byte[] join(List<CompletableFuture<byte[]>> answers) {
        List<byte[]> parts = new ArrayList<>();
        for (CompletableFuture<byte[]> answer : answers) {
            parts.add(utf8(parts.isEmpty() ? "[" : ","));
            parts.add(answer.join());
        }
        parts.add(utf8(parts.isEmpty() ? "[]" : "]"));
        return Json.join(parts);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
